package io.mlops4j.core.evaluation.scores;

/** The logarithmic loss of one probability. */
public final class LogLoss {
    /** As scikit-learn clipped before it took the type's own epsilon. */
    private static final double CLIP = 1e-15;

    private LogLoss() {}

    /** Of one of two classes. The probability of 1 is clipped before that of 0 is taken from it, as in scikit-learn. */
    public static double of(int label, double probability) {
        double clipped = clipped(probability);
        return -Math.log(label == 1 ? clipped : 1 - clipped);
    }

    /** Of one of several classes, whose clipped probabilities are scaled to the sum 1, as in scikit-learn. */
    public static double of(int label, double[] probabilities) {
        double sum = 0;
        for (double probability : probabilities) {
            sum += clipped(probability);
        }
        return -Math.log(clipped(probabilities[label]) / sum);
    }

    /** A probability as the loss takes it: never quite 0 or 1. */
    public static double clipped(double probability) {
        return Math.min(1 - CLIP, Math.max(CLIP, probability));
    }
}
