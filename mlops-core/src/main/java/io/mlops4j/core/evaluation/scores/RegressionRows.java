package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.evaluation.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of numbers, by ascending absolute error. */
public final class RegressionRows implements RowSource<double[], double[]> {
    private static final List<Measure> FIXED = List.of(
            Measure.loss("mse"),
            Measure.loss("rmse"),
            Measure.loss("mae"),
            Measure.loss("median_ae"),
            Measure.loss("mape"),
            Measure.loss("smape"),
            Measure.loss("msle"),
            Measure.score("r2"),
            Measure.score("explained_variance"),
            Measure.extreme("max_error"));

    private final Wanted wanted;
    private final double[] quantiles;
    private final int[] original;
    private final double[] targets;
    private final double[] predictions;
    private final double[] weights;

    /** The losses of logarithms, if they are wanted: logarithms are what takes time. */
    private final double[] logarithmic;

    private RegressionRows(
            Wanted wanted,
            double[] quantiles,
            int[] original,
            double[] targets,
            double[] predictions,
            double[] weights) {
        this.wanted = wanted;
        this.quantiles = quantiles;
        this.original = original;
        this.targets = targets;
        this.predictions = predictions;
        this.weights = weights;
        this.logarithmic = new double[wanted.wants("msle") ? targets.length : 0];
        Arrays.parallelSetAll(logarithmic, i -> RowLoss.logarithmic(targets[i], predictions[i]));
    }

    /** All that can be measured with the pinball losses of some quantiles. */
    static List<Measure> measures(double[] quantiles) {
        List<Measure> measures = new ArrayList<>(FIXED);
        for (double quantile : quantiles) {
            measures.add(Measure.loss("pinball_" + quantile));
        }
        return measures;
    }

    /** Sorts. */
    static RegressionRows of(
            Wanted wanted, double[] quantiles, double[] targets, double[] predictions, double[] weights) {
        double[] errors = new double[targets.length];
        Arrays.parallelSetAll(errors, i -> Math.abs(targets[i] - predictions[i]));
        int[] order = SortedOrder.ascending(errors);
        return new RegressionRows(
                wanted,
                quantiles,
                order,
                SortedOrder.permuted(targets, order),
                SortedOrder.permuted(predictions, order),
                SortedOrder.permuted(weights, order));
    }

    @Override
    public String task() {
        return "regression";
    }

    @Override
    public List<Measure> measures() {
        return wanted.measures();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public double[] truth() {
        return targets.clone();
    }

    @Override
    public double[] predictions() {
        return predictions.clone();
    }

    @Override
    public double[] truth(int[] positions) {
        return SortedOrder.permuted(targets, positions);
    }

    @Override
    public double[] predictions(int[] positions) {
        return SortedOrder.permuted(predictions, positions);
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public RegressionRows at(int[] kept) {
        return new RegressionRows(
                wanted,
                quantiles,
                SortedOrder.permuted(original, kept),
                SortedOrder.permuted(targets, kept),
                SortedOrder.permuted(predictions, kept),
                SortedOrder.permuted(weights, kept));
    }

    @Override
    public double[] measure(double[] w) {
        return wanted.select(measureAll(w));
    }

    private double[] measureAll(double[] w) {
        double total = 0;
        double squares = 0;
        double absolutes = 0;
        double relatives = 0;
        double symmetric = 0;
        double errors = 0;
        double sumOfTargets = 0;
        double greatest = 0;
        double leastTarget = Double.POSITIVE_INFINITY;
        double greatestTarget = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < targets.length; i++) {
            double weight = w[i];
            if (weight == 0) {
                continue;
            }
            double error = targets[i] - predictions[i];
            double absolute = Math.abs(error);
            total += weight;
            errors += weight * error;
            sumOfTargets += weight * targets[i];
            squares += weight * error * error;
            absolutes += weight * absolute;
            relatives += weight * RowLoss.relative(targets[i], predictions[i]);
            symmetric += weight * RowLoss.symmetric(targets[i], predictions[i]);
            greatest = absolute;
            leastTarget = Math.min(leastTarget, targets[i]);
            greatestTarget = Math.max(greatestTarget, targets[i]);
        }
        double meanError = errors / total;
        double meanTarget = sumOfTargets / total;
        double spreadOfErrors = 0;
        double spreadOfTargets = 0;
        for (int i = 0; i < targets.length; i++) {
            double error = targets[i] - predictions[i] - meanError;
            double target = targets[i] - meanTarget;
            spreadOfErrors += w[i] * error * error;
            spreadOfTargets += w[i] * target * target;
        }
        // Not by the spread, which rounding leaves above 0 for equal targets such as 0.1.
        boolean targetsVary = leastTarget < greatestTarget && spreadOfTargets > 0;
        double[] all = new double[FIXED.size() + quantiles.length];
        all[0] = squares / total;
        all[1] = Math.sqrt(squares / total);
        all[2] = absolutes / total;
        all[3] = medianError(w, total);
        all[4] = relatives / total;
        all[5] = symmetric / total;
        all[6] = logarithmic(w, total);
        all[7] = targetsVary ? 1 - squares / spreadOfTargets : Double.NaN;
        all[8] = targetsVary ? 1 - spreadOfErrors / spreadOfTargets : Double.NaN;
        all[9] = total > 0 ? greatest : Double.NaN;
        for (int q = 0; q < quantiles.length; q++) {
            all[FIXED.size() + q] = pinball(w, quantiles[q]) / total;
        }
        return all;
    }

    private double pinball(double[] w, double quantile) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += w[i] * RowLoss.pinball(quantile, targets[i], predictions[i]);
        }
        return sum;
    }

    /** NaN where a single number is negative, or nobody asked. */
    private double logarithmic(double[] w, double total) {
        double sum = logarithmic.length == 0 ? Double.NaN : 0;
        for (int i = 0; i < logarithmic.length; i++) {
            sum += w[i] * logarithmic[i];
        }
        return sum / total;
    }

    /** Half the weight lies on each side; the mean of the two in the middle where that is between two rows. */
    private double medianError(double[] w, double total) {
        double below = 0;
        double lower = Double.NaN;
        for (int i = 0; i < targets.length; i++) {
            if (w[i] == 0) {
                continue;
            }
            double error = Math.abs(targets[i] - predictions[i]);
            if (!Double.isNaN(lower)) {
                return lower + (error - lower) / 2;
            }
            below += w[i];
            if (2 * below > total) {
                return error;
            }
            if (2 * below == total) {
                lower = error;
            }
        }
        return lower;
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: "
                + switch (measure.name()) {
                    case "r2", "explained_variance" -> "all targets are the same number.";
                    case "msle" -> "it takes logarithms, and a target or a prediction is negative.";
                    default -> "it overflows.";
                };
    }

    @Override
    public List<String> caveats() {
        long zeros = Arrays.stream(targets).filter(target -> target == 0).count();
        return zeros == 0 || !wanted.wants("mape")
                ? List.of()
                : List.of("mape is of little use: " + zeros + " of " + targets.length
                        + " targets are 0, whose relative error is taken as the error divided by " + RowLoss.EPSILON
                        + ".");
    }

    @Override
    public List<Plot> plots() {
        return RegressionPlots.of(targets, predictions, weights);
    }
}
