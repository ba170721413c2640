package io.mlops4j;

/**
 * Somebody else wrote first: the state that a decision was made on is no longer the newest. Nothing was written; read again and
 * decide again. The engine does so by itself for its own writes, so a caller sees this only where trying again would be a guess.
 */
public class Conflict extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public Conflict(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public Conflict(String message, Throwable cause) {
        super(message, cause);
    }
}
