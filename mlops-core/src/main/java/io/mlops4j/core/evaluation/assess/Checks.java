package io.mlops4j.core.evaluation.assess;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What every task refuses. */
public final class Checks {
    /** Models that compute in float32 miss the sum 1 by their rounding. */
    private static final double SUM_TOLERANCE = 1e-3;

    private Checks() {}

    /** Refuses no rows, and as many of one thing as there are not of another. */
    public static void rows(String what, int count, String other, int otherCount) {
        if (count != otherCount) {
            throw new InvalidInput("There are " + count + " " + what + " but " + otherCount + " " + other
                    + "; give one of each for every row.");
        }
        if (count == 0) {
            throw new InvalidInput(
                    "There are no " + what + ", so there is nothing to evaluate; give at least one row.");
        }
    }

    /** Refuses a label that is not the number of a class. */
    public static void label(int label, int index, int classes) {
        if (label < 0 || label >= classes) {
            throw new InvalidInput("The label " + label + " at index " + index + " is not "
                    + (classes == 2 ? "0 or 1" : "between 0 and " + (classes - 1)) + "; number the classes from 0.");
        }
    }

    /** Refuses NaN and what is infinite. */
    public static void finite(String what, double value, int index) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput("The " + what + " " + value + " at index " + index
                    + " is not a finite number; leave the row out, or repair it.");
        }
    }

    /** Refuses what are not the probabilities of so many classes; the sentence says whose they are, if that is not empty. */
    public static void distribution(String whose, double[] row, int index, int classes) {
        if (row.length != classes) {
            throw new InvalidInput("The row of probabilities" + whose + " at index " + index + " has " + row.length
                    + " columns, but the first has " + classes + "; give one for each class.");
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            if (!(row[k] >= 0 && row[k] <= 1)) {
                throw new InvalidInput("The probability " + row[k] + " of class " + k + whose + " at index " + index
                        + " is not in [0, 1].");
            }
            sum += row[k];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new InvalidInput("The probabilities" + whose + " at index " + index + " have the sum " + sum
                    + ", not 1; normalise them, for example by softmax.");
        }
    }

    /** How much each row counts; refuses weights and slices of another number of rows. */
    public static double[] weights(EvaluationOptions options, int rows) {
        options.findWeights().ifPresent(weights -> rows("rows", rows, "weights", weights.length));
        options.slices()
                .forEach((column, values) ->
                        rows("rows", rows, "values of the slice column '" + column + "'", values.size()));
        return options.findWeights().orElseGet(() -> {
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /** The measures that are wanted of all there are. */
    public static List<Measure> wanted(List<Measure> all, EvaluationOptions options) {
        return all.stream().filter(measure -> options.wants(measure.name())).toList();
    }

    /**
     * The user's metrics that are wanted; refuses one that has the name of another metric, and a name that is wanted only and not there.
     */
    public static <T, P> List<CustomMetric<T, P>> wanted(
            String task, List<Measure> measures, List<CustomMetric<T, P>> metrics, EvaluationOptions options) {
        Set<String> names = new LinkedHashSet<>();
        measures.forEach(measure -> names.add(measure.name()));
        for (CustomMetric<T, P> metric : metrics) {
            if (!names.add(metric.name())) {
                throw new InvalidInput("The " + task + " evaluator has a metric '" + metric.name()
                        + "' already; name yours otherwise.");
            }
        }
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw new InvalidInput("The " + task + " evaluator has no metric '" + name + "' to compute only."
                        + NearNames.sentence(name, names));
            }
        }
        return metrics.stream().filter(metric -> options.wants(metric.name())).toList();
    }
}
