package io.mlops4j;

/**
 * A named thing does not exist: a dataset, a version, an alias, a blob. The message lists names that are near.
 */
public class NotFound extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public NotFound(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public NotFound(String message, Throwable cause) {
        super(message, cause);
    }
}
