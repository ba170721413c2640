package io.mlops4j.core.tuning.importance;

import io.mlops4j.core.tuning.sampling.Observation;
import io.mlops4j.core.tuning.sampling.Places;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Functional analysis of variance over a forest of regression trees (Hutter, Hoos and Leyton-Brown, An Efficient Approach for Assessing Hyperparameter
 * Importance, ICML 2014): how much of the variance of the forest's prediction over the whole space is the variance of its mean for one parameter.
 * As Optuna does, with 64 trees grown to the end on bootstrap samples, and shares that sum to 1.
 */
public final class Importance {
    private static final int TREES = 64;

    private Importance() {}

    /** The shares by parameter, largest first; equal ones if nothing varies. */
    public static Map<String, Double> of(SearchSpace space, List<Observation> complete, int objective, long seed) {
        List<Observation> finite = complete.stream()
                .filter(trial -> Double.isFinite(trial.value(objective)))
                .toList();
        double[][] places =
                finite.stream().map(trial -> Places.of(space, trial.params())).toArray(double[][]::new);
        double[] values = standardized(
                finite.stream().mapToDouble(trial -> trial.value(objective)).toArray());
        int dimensions = space.dimensions().size();
        double[] shares = new double[dimensions];
        SplittableRandom random = new SplittableRandom(seed);
        for (int t = 0; t < TREES && values.length > 0; t++) {
            int[] sample = random.ints(values.length, 0, values.length).toArray();
            addShares(RegressionTree.grow(places, values, sample), shares);
        }
        return sorted(space, shares);
    }

    /** Shares do not depend on the unit of the objective, and so must not what counts as a gain. */
    private static double[] standardized(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
        return Arrays.stream(values)
                .map(v -> deviation == 0 ? 0 : (v - mean) / deviation)
                .toArray();
    }

    private static void addShares(RegressionTree tree, double[] shares) {
        double total = tree.variance();
        if (total > 0) {
            for (int d = 0; d < shares.length; d++) {
                shares[d] += tree.variance(d) / total;
            }
        }
    }

    private static Map<String, Double> sorted(SearchSpace space, double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        List<Map.Entry<String, Double>> entries = new ArrayList<>();
        for (int d = 0; d < shares.length; d++) {
            entries.add(Map.entry(space.names().get(d), sum == 0 ? 1.0 / shares.length : shares[d] / sum));
        }
        entries.sort(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        Map<String, Double> sorted = new LinkedHashMap<>();
        entries.forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
