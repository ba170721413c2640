package io.mlops4j;

/**
 * The actor may not do this, or the view through which it was tried is read-only.
 */
public class AccessDenied extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public AccessDenied(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public AccessDenied(String message, Throwable cause) {
        super(message, cause);
    }
}
