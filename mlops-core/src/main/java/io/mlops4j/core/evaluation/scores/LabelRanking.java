package io.mlops4j.core.evaluation.scores;

import java.util.stream.IntStream;

/** How well the scores of one row put its labels before the others; all by scikit-learn's definitions. */
final class LabelRanking {
    private final int[] truth;
    private final double[] scores;
    private final int positives;

    LabelRanking(int[] truth, double[] scores) {
        this.truth = truth;
        this.scores = scores;
        this.positives = IntStream.of(truth).sum();
    }

    private int atLeast(double score, int label) {
        int count = 0;
        for (int k = 0; k < truth.length; k++) {
            count += truth[k] >= label && scores[k] >= score ? 1 : 0;
        }
        return count;
    }

    /** How far down one has to go for all labels of the row; 0 if it has none. */
    double coverage() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < truth.length; k++) {
            least = truth[k] == 1 ? Math.min(least, scores[k]) : least;
        }
        return positives == 0 ? 0 : atLeast(least, 0);
    }

    /** The mean share of the row's own labels among those ranked as high as each; 0 without a label. Ties rank last. */
    double averagePrecision() {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            if (truth[k] == 1) {
                sum += (double) atLeast(scores[k], 1) / atLeast(scores[k], 0);
            }
        }
        return Tally.share(sum, positives);
    }

    /** The same; 1 where there is nothing to rank. */
    double rankingPrecision() {
        return isTrivial() ? 1 : averagePrecision();
    }

    /** The share of pairs of a label that the row has and one that it has not which are not in this order; 0 where there are none. */
    double loss() {
        double wrong = 0;
        for (int k = 0; k < truth.length; k++) {
            if (truth[k] == 1) {
                wrong += atLeast(scores[k], 0) - atLeast(scores[k], 1);
            }
        }
        return isTrivial() ? 0 : wrong / positives / (truth.length - positives);
    }

    private boolean isTrivial() {
        return positives == 0 || positives == truth.length;
    }
}
