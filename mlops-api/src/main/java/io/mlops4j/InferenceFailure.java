package io.mlops4j;

/**
 * The model runtime failed while it loaded or ran a model whose inputs were valid.
 */
public class InferenceFailure extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public InferenceFailure(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public InferenceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
