package io.mlops4j.core.evaluation.slices;

import org.apache.commons.statistics.distribution.TDistribution;

/** The losses of some rows, as the sums that their mean and spread come from. The losses are those less their overall mean, so that squares do not cancel. */
final class LossSums {
    private long rows;
    private double weight;
    private double squaredWeights;
    private double sum;
    private double squares;

    void add(double loss, double w) {
        if (w > 0) {
            rows++;
            weight += w;
            squaredWeights += w * w;
            sum += w * loss;
            squares += w * loss * loss;
        }
    }

    /** What is left of these without some of them. */
    LossSums without(LossSums some) {
        LossSums rest = new LossSums();
        rest.rows = rows - some.rows;
        rest.weight = weight - some.weight;
        rest.squaredWeights = squaredWeights - some.squaredWeights;
        rest.sum = sum - some.sum;
        rest.squares = squares - some.squares;
        return rest;
    }

    long rows() {
        return rows;
    }

    double mean() {
        return sum / weight;
    }

    /** Kish's effective number of rows; their number where all count the same. */
    private double size() {
        return weight * weight / squaredWeights;
    }

    double variance() {
        double n = size();
        return Math.max(0, squares / weight - mean() * mean()) * n / (n - 1);
    }

    /** By how many standard deviations the mean is greater than another (Cohen's d, with the mean of the two variances); 0 if nothing varies. */
    double effect(LossSums other) {
        double spread = Math.sqrt((variance() + other.variance()) / 2);
        return spread > 0 ? (mean() - other.mean()) / spread : 0;
    }

    /** The probability of a mean this much greater than another's by chance: Welch's test, one-sided. */
    double pValue(LossSums other) {
        double own = variance() / size();
        double others = other.variance() / other.size();
        double error = own + others;
        if (!(error > 0)) {
            return mean() > other.mean() ? 0 : 1;
        }
        double freedom = error * error / (own * own / (size() - 1) + others * others / (other.size() - 1));
        return TDistribution.of(freedom).survivalProbability((mean() - other.mean()) / Math.sqrt(error));
    }
}
