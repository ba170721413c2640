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

    /** The mean distance from the number, less half the mean distance between two samples. */
    @Override
    public double score(String name, double target) {
        int n = sorted.length;
        double distances = 0;
        double between = 0;
        for (int i = 0; i < n; i++) {
            distances += Math.abs(sorted[i] - target) / n;
            between += (2.0 * i + 1 - n) / n * (sorted[i] / n);
        }
        return distances - between;
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
