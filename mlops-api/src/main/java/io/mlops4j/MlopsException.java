package io.mlops4j;

/**
 * What every failure of the library is a kind of. It is unchecked; the kinds sit beside it in this package, and backends throw
 * them too. The message is a sentence: what was wrong, with which name and value, and what to do about it.
 */
public abstract class MlopsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence. */
    protected MlopsException(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    protected MlopsException(String message, Throwable cause) {
        super(message, cause);
    }
}
