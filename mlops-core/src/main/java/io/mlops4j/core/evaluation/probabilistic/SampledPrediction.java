package io.mlops4j.core.evaluation.probabilistic;

import io.mlops4j.core.stats.SortedSample;
import java.util.Arrays;

/** The distribution that gives each of some samples the same probability. */
final class SampledPrediction implements Distribution {
    private final double[] sorted;

    SampledPrediction(double[] samples) {
        this.sorted = samples.clone();
        Arrays.sort(sorted);
    }

    /**
     * The squared distance of the distribution function from that of the number, between one sample and the next. It is the mean distance from the
     * number less half that between two samples, but of terms that are not negative, so nothing cancels out where samples are large and close.
     */
    @Override
    public double score(String name, double target) {
        int n = sorted.length;
        double score = Math.max(0, sorted[0] - target) + Math.max(0, target - sorted[n - 1]);
        for (int i = 0; i + 1 < n; i++) {
            double below = Math.max(0, Math.min(sorted[i + 1], target) - sorted[i]);
            double above = Math.max(0, sorted[i + 1] - Math.max(sorted[i], target));
            double share = (i + 1.0) / n;
            score += share * share * below + (1 - share) * (1 - share) * above;
        }
        return score;
    }

    @Override
    public double quantile(double share) {
        return SortedSample.quantile(sorted, share);
    }

    @Override
    public double cumulative(double value) {
        double below = 0;
        for (double sample : sorted) {
            below += sample < value ? 1 : sample == value ? 0.5 : 0;
        }
        return below / sorted.length;
    }
}
