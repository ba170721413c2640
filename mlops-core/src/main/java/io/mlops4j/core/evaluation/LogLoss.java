package io.mlops4j.core.evaluation;

/** The logarithmic loss of one probability. */
final class LogLoss {
    /** As scikit-learn clipped before it took the type's own epsilon. */
    static final double CLIP = 1e-15;

    private LogLoss() {}

    /** Of the probability that was given to what turned out true. */
    static double of(double probability) {
        return -Math.log(clipped(probability));
    }

    static double clipped(double probability) {
        return Math.min(1 - CLIP, Math.max(CLIP, probability));
    }
}
