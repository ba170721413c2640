package io.mlops4j.evaluation;

/** Which way a metric improves. */
public enum Direction {
    /** The greater the better: accuracy, ROC AUC, R². */
    HIGHER_IS_BETTER,

    /** The smaller the better: losses and errors. */
    LOWER_IS_BETTER;

    /** Whether a value is strictly better than another; never so if one of them is NaN. */
    public boolean isBetter(double value, double other) {
        return this == HIGHER_IS_BETTER ? value > other : value < other;
    }
}
