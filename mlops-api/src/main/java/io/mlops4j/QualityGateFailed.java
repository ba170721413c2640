package io.mlops4j;

/**
 * Data or a model did not meet the conditions that were set for it. The message lists every broken condition. Nothing was committed.
 */
public class QualityGateFailed extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public QualityGateFailed(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public QualityGateFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
