package io.mlops4j;

/**
 * A deadline passed before the answer was there.
 */
public class Timeout extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public Timeout(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public Timeout(String message, Throwable cause) {
        super(message, cause);
    }
}
