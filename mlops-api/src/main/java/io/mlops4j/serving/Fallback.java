package io.mlops4j.serving;

import java.util.function.UnaryOperator;

/**
 * What answers when the version that should have answered fails, is too late, or is turned off by a circuit breaker. Such answers are counted, and say so
 * ({@link Prediction#fellBack}). Set with {@link Endpoint#fallback}.
 */
public sealed interface Fallback {
    /** The version that was served before the present one, which is kept warm; where there is none the failure reaches the caller. */
    static Fallback previousVersion() {
        return new PreviousVersion();
    }

    /** Always the same answer. */
    static Fallback constant(Tensors outputs) {
        return new Computed(inputs -> outputs);
    }

    /** An answer that is computed from the inputs, as by a rule of thumb. It is called on the thread of the request. */
    static Fallback of(UnaryOperator<Tensors> function) {
        return new Computed(function);
    }

    /** None: the failure reaches the caller. */
    static Fallback none() {
        return new None();
    }

    /** See {@link #previousVersion}. */
    record PreviousVersion() implements Fallback {}

    /**
     * See {@link #of}.
     *
     * @param function computes the outputs from the inputs
     */
    record Computed(UnaryOperator<Tensors> function) implements Fallback {}

    /** See {@link #none}. */
    record None() implements Fallback {}
}
