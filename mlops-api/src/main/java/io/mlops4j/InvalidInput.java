package io.mlops4j;

/**
 * What the caller handed over cannot be used: a name, a file, a row, a tensor, a setting. Nothing was changed.
 */
public class InvalidInput extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public InvalidInput(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public InvalidInput(String message, Throwable cause) {
        super(message, cause);
    }
}
