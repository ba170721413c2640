package io.mlops4j;

/**
 * The journal or the blob store could not do its work: a full disk, a missing permission, a lost connection. The stream or blob is as
 * it was before the call, unless the message says that the outcome is unknown.
 */
public class StorageFailure extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public StorageFailure(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public StorageFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
