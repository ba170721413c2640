package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.evaluation.TemperatureCalibrator;

/**
 * The temperature of the least log loss (Guo, Pleiss, Sun and Weinberger 2017, arXiv 1706.04599). The loss is convex in 1/T, so its one
 * minimum is found by Newton's method within brackets; where it has none, as where every row's most probable class is the right one, the
 * answer is the bound 0.01 or 100.
 */
final class TemperatureFit {
    private static final double LEAST_PROBABILITY = 1e-15;
    private static final double BOUND = 100;
    private static final int MOST_STEPS = 200;
    private static final double CLOSE = 1e-14;

    private final int[] labels;
    private final double[][] logs;
    private final double[] weights;

    private TemperatureFit(int[] labels, double[][] probabilities, double[] weights) {
        this.labels = labels;
        this.weights = weights;
        this.logs = new double[labels.length][];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = new double[probabilities[i].length];
            for (int k = 0; k < logs[i].length; k++) {
                logs[i][k] = Math.log(Math.max(LEAST_PROBABILITY, probabilities[i][k]));
            }
        }
    }

    static TemperatureCalibrator of(int[] labels, double[][] probabilities, double[] weights) {
        return new TemperatureCalibrator(1 / new TemperatureFit(labels, probabilities, weights).solve());
    }

    /** The inverse temperature. */
    private double solve() {
        double low = 1 / BOUND;
        double high = BOUND;
        double inverse = 1;
        for (int step = 0; step < MOST_STEPS && high - low > CLOSE * inverse; step++) {
            double[] slopes = slopes(inverse);
            if (slopes[0] == 0) {
                break;
            }
            if (slopes[0] > 0) {
                high = inverse;
            } else {
                low = inverse;
            }
            double newton = inverse - slopes[0] / slopes[1];
            double next = newton > low && newton < high ? newton : Math.sqrt(low * high);
            if (Math.abs(next - inverse) <= CLOSE * inverse) {
                return next;
            }
            inverse = next;
        }
        return inverse;
    }

    /** The first and second derivative of the loss by the inverse temperature: what the log-probabilities are expected to be, and vary. */
    private double[] slopes(double inverse) {
        double first = 0;
        double second = 0;
        for (int i = 0; i < logs.length; i++) {
            if (weights[i] == 0) {
                continue;
            }
            double[] row = logs[i];
            double greatest = Double.NEGATIVE_INFINITY;
            for (double log : row) {
                greatest = Math.max(greatest, log);
            }
            double sum = 0;
            double mean = 0;
            double squares = 0;
            for (double log : row) {
                double below = log - greatest;
                double share = Math.exp(inverse * below);
                sum += share;
                mean += share * below;
                squares += share * below * below;
            }
            mean /= sum;
            first += weights[i] * (mean - (row[labels[i]] - greatest));
            second += weights[i] * (squares / sum - mean * mean);
        }
        return new double[] {first, second};
    }
}
