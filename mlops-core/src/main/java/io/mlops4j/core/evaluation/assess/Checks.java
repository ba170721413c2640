package io.mlops4j.core.evaluation.assess;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every task refuses. */
public final class Checks {
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

    /** The measures that are wanted; refuses one that is wanted and not there. */
    public static List<Measure> wanted(String task, List<Measure> all, EvaluationOptions options) {
        List<String> names = all.stream().map(Measure::name).toList();
        for (String name : options.only()) {
            if (!names.contains(name)) {
                throw new InvalidInput("The " + task + " evaluator has no metric '" + name + "' to compute only."
                        + NearNames.sentence(name, names));
            }
        }
        List<Measure> wanted = new ArrayList<>(all);
        wanted.removeIf(measure -> !options.wants(measure.name()));
        return List.copyOf(wanted);
    }
}
