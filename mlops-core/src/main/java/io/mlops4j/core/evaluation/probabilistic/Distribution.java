package io.mlops4j.core.evaluation.probabilistic;

/** A predicted distribution of one number. */
interface Distribution {
    /** A score of a number that came, by name: the smaller the better. */
    double score(String name, double target);

    /** The number that this share lies below; between two samples linearly. */
    double quantile(double share);

    /** The probability of less, and half that of equal. */
    double cumulative(double value);
}
