package io.mlops4j;

/**
 * A bounded queue or limit is full and the request was turned away at once. Try again later, or raise the limit.
 */
public class Overloaded extends MlopsException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence that names the thing, the value and the remedy. */
    public Overloaded(String message) {
        super(message);
    }

    /** A failure described by one sentence, and what caused it. */
    public Overloaded(String message, Throwable cause) {
        super(message, cause);
    }
}
