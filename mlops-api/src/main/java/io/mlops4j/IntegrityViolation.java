package io.mlops4j;

/**
 * Stored bytes are not what was written: a digest, a checksum or a hash chain does not match. Nothing was repaired or cut.
 */
public class IntegrityViolation extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public IntegrityViolation(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public IntegrityViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
