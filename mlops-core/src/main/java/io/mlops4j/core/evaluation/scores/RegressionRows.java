package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Selection;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

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

    /** What scikit-learn divides by where a target is 0. */
    private static final double EPSILON = Math.ulp(1.0);

    private final List<Measure> measures;
    private final double[] quantiles;
    private final int[] original;
    private final double[] targets;
    private final double[] predictions;
    private final double[] weights;

    private RegressionRows(
            List<Measure> measures,
            double[] quantiles,
            int[] original,
            double[] targets,
            double[] predictions,
            double[] weights) {
        this.measures = measures;
        this.quantiles = quantiles;
        this.original = original;
        this.targets = targets;
        this.predictions = predictions;
        this.weights = weights;
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
            List<Measure> measures, double[] quantiles, double[] targets, double[] predictions, double[] weights) {
        double[] errors = new double[targets.length];
        Arrays.parallelSetAll(errors, i -> Math.abs(targets[i] - predictions[i]));
        int[] order = SortedOrder.ascending(errors);
        return new RegressionRows(
                measures,
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
        return measures;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] strata() {
        return new int[targets.length];
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
    public RegressionRows only(IntPredicate keep) {
        int[] kept = Selection.positions(original, keep);
        return new RegressionRows(
                measures,
                quantiles,
                SortedOrder.permuted(original, kept),
                SortedOrder.permuted(targets, kept),
                SortedOrder.permuted(predictions, kept),
                SortedOrder.permuted(weights, kept));
    }

    @Override
    public double[] measure(double[] w) {
        double[] all = measureAll(w);
        List<Measure> known = measures(quantiles);
        if (measures.size() == all.length) {
            return all;
        }
        double[] wanted = new double[measures.size()];
        for (int m = 0; m < wanted.length; m++) {
            wanted[m] = all[known.indexOf(measures.get(m))];
        }
        return wanted;
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
            relatives += weight * absolute / Math.max(Math.abs(targets[i]), EPSILON);
            // Both of them 0 is no error.
            symmetric += absolute == 0 ? 0 : weight * 2 * absolute / (Math.abs(targets[i]) + Math.abs(predictions[i]));
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
            double error = targets[i] - predictions[i];
            sum += w[i] * (error >= 0 ? quantile * error : (quantile - 1) * error);
        }
        return sum;
    }

    /** The mean squared difference of logarithms of 1 + x; NaN where a number is not above −1, as scikit-learn refuses them. */
    private double logarithmic(double[] w, double total) {
        if (measures.stream().noneMatch(measure -> measure.name().equals("msle"))) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] < 0 || predictions[i] < 0) {
                return Double.NaN;
            }
            double difference = Math.log1p(targets[i]) - Math.log1p(predictions[i]);
            sum += w[i] * difference * difference;
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
        return zeros == 0
                        || measures.stream().noneMatch(measure -> measure.name().equals("mape"))
                ? List.of()
                : List.of("mape is of little use: " + zeros + " of " + targets.length
                        + " targets are 0, whose relative error is taken as the error divided by " + EPSILON + ".");
    }

    @Override
    public List<Plot> plots() {
        return RegressionPlots.of(targets, predictions, weights);
    }
}
