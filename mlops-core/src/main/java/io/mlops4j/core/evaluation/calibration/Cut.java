package io.mlops4j.core.evaluation.calibration;

/**
 * What comes of predicting 1 from a score on. The counts are sums of weights.
 *
 * @param score from which on
 * @param truePositives the rows of label 1 at or above it
 * @param falsePositives the rows of label 0 at or above it
 * @param positives all rows of label 1, above 0
 * @param negatives all rows of label 0, above 0
 */
record Cut(double score, double truePositives, double falsePositives, double positives, double negatives) {
    double precision() {
        return truePositives / (truePositives + falsePositives);
    }

    double recall() {
        return truePositives / positives;
    }

    double specificity() {
        return (negatives - falsePositives) / negatives;
    }

    double accuracy() {
        return (truePositives + negatives - falsePositives) / (positives + negatives);
    }

    /** The weighted harmonic mean of precision and recall, in which recall counts beta times as much. */
    double fBeta(double beta) {
        double squared = beta * beta;
        double falseNegatives = positives - truePositives;
        // By the greater of the two factors, as the square of a large beta overflows.
        return beta <= 1
                ? (1 + squared)
                        * truePositives
                        / ((1 + squared) * truePositives + squared * falseNegatives + falsePositives)
                : (1 + 1 / squared)
                        * truePositives
                        / ((1 + 1 / squared) * truePositives + falseNegatives + falsePositives / squared);
    }
}
