package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A rising line through knots: linear between two of them, level before the first and after the last. Made by
 * {@link Calibrator#isotonic}. Immutable.
 */
public final class IsotonicCalibrator implements Calibrator {
    private final double[] scores;
    private final double[] probabilities;

    private IsotonicCalibrator(double[] scores, double[] probabilities) {
        this.scores = scores;
        this.probabilities = probabilities;
    }

    /**
     * Through these knots. The arrays are copied.
     *
     * @param scores finite, strictly rising, at least one
     * @param probabilities as many, in [0, 1], none below the one before
     * @throws InvalidInput if they are not so
     */
    public static IsotonicCalibrator through(double[] scores, double[] probabilities) {
        if (scores.length == 0 || scores.length != probabilities.length) {
            throw new InvalidInput("A rising line goes through at least one knot, each a score and a probability, not "
                    + scores.length + " scores and " + probabilities.length + " probabilities.");
        }
        for (int i = 0; i < scores.length; i++) {
            boolean rises = i == 0 || (scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1]);
            if (!Double.isFinite(scores[i]) || !(probabilities[i] >= 0 && probabilities[i] <= 1) || !rises) {
                throw new InvalidInput("The knot at index " + i + ", score " + scores[i] + " and probability "
                        + probabilities[i] + ", is not one of a rising line of probabilities.");
            }
        }
        return new IsotonicCalibrator(scores.clone(), probabilities.clone());
    }

    /** The scores of the knots, strictly rising; a copy. */
    public double[] scores() {
        return scores.clone();
    }

    /** The probabilities of the knots, none below the one before; a copy. */
    public double[] probabilities() {
        return probabilities.clone();
    }

    @Override
    public double apply(double score) {
        if (Double.isNaN(score)) {
            return Double.NaN;
        }
        int last = scores.length - 1;
        if (score <= scores[0]) {
            return probabilities[0];
        }
        if (score >= scores[last]) {
            return probabilities[last];
        }
        int found = Arrays.binarySearch(scores, score);
        if (found >= 0) {
            return probabilities[found];
        }
        int upper = -found - 1;
        int lower = upper - 1;
        // Halves, as the distance of two finite scores need not be finite.
        double share = (score / 2 - scores[lower] / 2) / (scores[upper] / 2 - scores[lower] / 2);
        return probabilities[lower] + share * (probabilities[upper] - probabilities[lower]);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IsotonicCalibrator that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(scores) + Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return "IsotonicCalibrator[" + scores.length + " knots]";
    }
}
