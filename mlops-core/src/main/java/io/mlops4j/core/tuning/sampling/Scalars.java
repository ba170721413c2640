package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.tuning.sampling.Observation.State;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One number for each trial, less being better. */
final class Scalars {
    /** How much the sum of the weighed objectives counts beside the largest of them; ParEGO's. */
    private static final double SUM_SHARE = 0.05;

    private Scalars() {}

    /** The values of trials, of which at least one is {@link #good}. */
    static double[] of(List<Observation> trials, int objectives, SplittableRandom random) {
        double[] scalars = new double[trials.size()];
        double[] weights = weights(objectives, random);
        double[][] ranges = ranges(trials, objectives);
        for (int i = 0; i < scalars.length; i++) {
            Observation trial = trials.get(i);
            scalars[i] = good(trial) ? scalar(trial.vector(), weights, ranges) : Double.NaN;
        }
        double[] sorted =
                Arrays.stream(scalars).filter(v -> !Double.isNaN(v)).sorted().toArray();
        double bad = sorted[(sorted.length * 3) / 4];
        double worst = sorted[sorted.length - 1];
        for (int i = 0; i < scalars.length; i++) {
            if (Double.isNaN(scalars[i])) {
                scalars[i] = trials.get(i).violation() > 0 ? worst : bad;
            }
        }
        return scalars;
    }

    /** Whether a trial tells a process what it is worth. */
    static boolean good(Observation trial) {
        return trial.state() == State.COMPLETE
                && trial.violation() <= 0
                && trial.values().stream().allMatch(Double::isFinite);
    }

    private static double[] weights(int objectives, SplittableRandom random) {
        double[] weights = new double[objectives];
        double sum = 0;
        for (int i = 0; i < objectives; i++) {
            weights[i] = random.nextExponential();
            sum += weights[i];
        }
        for (int i = 0; i < objectives; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double[][] ranges(List<Observation> trials, int objectives) {
        double[][] ranges = new double[objectives][];
        for (int i = 0; i < objectives; i++) {
            int objective = i;
            double[] values = trials.stream()
                    .filter(Scalars::good)
                    .mapToDouble(trial -> trial.value(objective))
                    .toArray();
            double low = Arrays.stream(values).min().orElseThrow();
            double high = Arrays.stream(values).max().orElseThrow();
            ranges[i] = new double[] {low, high > low ? high - low : 1};
        }
        return ranges;
    }

    /** The augmented Tchebycheff norm; of one objective, its value. */
    private static double scalar(double[] values, double[] weights, double[][] ranges) {
        if (values.length == 1) {
            return values[0];
        }
        double largest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double weighed = weights[i] * (values[i] - ranges[i][0]) / ranges[i][1];
            largest = Math.max(largest, weighed);
            sum += weighed;
        }
        return largest + SUM_SHARE * sum;
    }
}
