package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.Selection;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.List;
import java.util.function.IntPredicate;

/** Rows of numbers, by ascending absolute error. */
public final class RegressionRows implements Rows {
    private static final List<Measure> MEASURES = List.of(
            Measure.loss("mse"),
            Measure.loss("rmse"),
            Measure.loss("mae"),
            Measure.loss("median_ae"),
            Measure.loss("mape"),
            Measure.score("r2"),
            Measure.score("explained_variance"),
            Measure.extreme("max_error"),
            Measure.loss("pinball_0.9"));

    /** What scikit-learn divides by where a target is 0. */
    private static final double EPSILON = Math.ulp(1.0);

    private static final double PINBALL = 0.9;

    private final int[] original;
    private final double[] targets;
    private final double[] predictions;
    private final double[] weights;

    private RegressionRows(int[] original, double[] targets, double[] predictions, double[] weights) {
        this.original = original;
        this.targets = targets;
        this.predictions = predictions;
        this.weights = weights;
    }

    /** Sorts. */
    public static RegressionRows of(double[] targets, double[] predictions, double[] weights) {
        double[] errors = new double[targets.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.abs(targets[i] - predictions[i]);
        }
        int[] order = SortedOrder.ascending(errors);
        return chosen(order, order, targets, predictions, weights);
    }

    private static RegressionRows chosen(
            int[] positions, int[] original, double[] targets, double[] predictions, double[] weights) {
        return new RegressionRows(
                original,
                SortedOrder.permuted(targets, positions),
                SortedOrder.permuted(predictions, positions),
                SortedOrder.permuted(weights, positions));
    }

    @Override
    public String task() {
        return "regression";
    }

    @Override
    public List<Measure> measures() {
        return MEASURES;
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
    public Rows only(IntPredicate keep) {
        int[] kept = Selection.positions(original, keep);
        return chosen(kept, SortedOrder.permuted(original, kept), targets, predictions, weights);
    }

    @Override
    public double[] measure(double[] w) {
        double total = 0;
        double squares = 0;
        double absolutes = 0;
        double relatives = 0;
        double pinball = 0;
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
            pinball += weight * (error >= 0 ? PINBALL * error : (PINBALL - 1) * error);
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
        return new double[] {
            squares / total,
            Math.sqrt(squares / total),
            absolutes / total,
            medianError(w, total),
            relatives / total,
            targetsVary ? 1 - squares / spreadOfTargets : Double.NaN,
            targetsVary ? 1 - spreadOfErrors / spreadOfTargets : Double.NaN,
            total > 0 ? greatest : Double.NaN,
            pinball / total
        };
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
        boolean share = measure.name().equals("r2") || measure.name().equals("explained_variance");
        return measure.name() + " is undefined: " + (share ? "all targets are the same number." : "it overflows.");
    }

    @Override
    public List<String> caveats() {
        long zeros = 0;
        for (double target : targets) {
            zeros += target == 0 ? 1 : 0;
        }
        return zeros == 0
                ? List.of()
                : List.of("mape is of little use: " + zeros + " of " + targets.length
                        + " targets are 0, whose relative error is taken as the error divided by " + EPSILON + ".");
    }
}
