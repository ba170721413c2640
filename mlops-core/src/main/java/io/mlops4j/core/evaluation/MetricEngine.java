package io.mlops4j.core.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.scores.BinaryRows;
import io.mlops4j.core.evaluation.scores.MulticlassRows;
import io.mlops4j.core.evaluation.scores.RegressionRows;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;

/** Checks what it is handed and evaluates it, in process. Stateless, safe for use by many threads. */
public final class MetricEngine implements EvaluationEngine {
    /** Models that compute in float32 miss the sum 1 by their rounding. */
    private static final double SUM_TOLERANCE = 1e-3;

    /** For the service loader. */
    public MetricEngine() {}

    @Override
    public Evaluation binary(EvaluationOptions options, double threshold, int[] labels, double[] scores) {
        checkRows("labels", labels.length, "scores", scores.length);
        for (int i = 0; i < labels.length; i++) {
            checkLabel(labels[i], i, 2);
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new InvalidInput(
                        "The score " + scores[i] + " at index " + i
                                + " is not a probability in [0, 1], which log_loss and brier need; map scores to probabilities first.");
            }
        }
        double[] weights = weights(options, labels.length);
        return Assessment.of(BinaryRows.of(threshold, labels, scores, weights), options);
    }

    @Override
    public Evaluation multiclass(EvaluationOptions options, int[] labels, double[][] probabilities) {
        checkRows("labels", labels.length, "rows of probabilities", probabilities.length);
        int classes = probabilities[0].length;
        if (classes < 2) {
            throw new InvalidInput("The rows of probabilities have " + classes
                    + " columns, but there are at least two classes;" + " for one score a row use Evaluator.binary().");
        }
        for (int i = 0; i < labels.length; i++) {
            checkLabel(labels[i], i, classes);
            checkDistribution(probabilities[i], i, classes);
        }
        double[] weights = weights(options, labels.length);
        return Assessment.of(MulticlassRows.of(labels, probabilities, weights), options);
    }

    @Override
    public Evaluation regression(EvaluationOptions options, double[] targets, double[] predictions) {
        checkRows("targets", targets.length, "predictions", predictions.length);
        for (int i = 0; i < targets.length; i++) {
            checkFinite("target", targets[i], i);
            checkFinite("prediction", predictions[i], i);
            if (!Double.isFinite(targets[i] - predictions[i])) {
                throw new InvalidInput("The target " + targets[i] + " and the prediction " + predictions[i]
                        + " at index " + i + " are too far apart for a double; rescale them.");
            }
        }
        double[] weights = weights(options, targets.length);
        return Assessment.of(RegressionRows.of(targets, predictions, weights), options);
    }

    private static void checkRows(String what, int count, String other, int otherCount) {
        if (count != otherCount) {
            throw new InvalidInput("There are " + count + " " + what + " but " + otherCount + " " + other
                    + "; give one of each for every row.");
        }
        if (count == 0) {
            throw new InvalidInput(
                    "There are no " + what + ", so there is nothing to evaluate; give at least one row.");
        }
    }

    private static void checkLabel(int label, int index, int classes) {
        if (label < 0 || label >= classes) {
            throw new InvalidInput("The label " + label + " at index " + index + " is not "
                    + (classes == 2 ? "0 or 1" : "between 0 and " + (classes - 1)) + "; number the classes from 0.");
        }
    }

    private static void checkDistribution(double[] row, int index, int classes) {
        if (row.length != classes) {
            throw new InvalidInput("The row of probabilities at index " + index + " has " + row.length
                    + " columns, but the first has " + classes + "; give one for each class.");
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            if (!(row[k] >= 0 && row[k] <= 1)) {
                throw new InvalidInput(
                        "The probability " + row[k] + " of class " + k + " at index " + index + " is not in [0, 1].");
            }
            sum += row[k];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new InvalidInput("The probabilities at index " + index + " have the sum " + sum
                    + ", not 1; normalise them, for example by softmax.");
        }
    }

    private static void checkFinite(String what, double value, int index) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput("The " + what + " " + value + " at index " + index
                    + " is not a finite number; leave the row out, or repair it.");
        }
    }

    private static double[] weights(EvaluationOptions options, int rows) {
        options.findWeights().ifPresent(weights -> checkRows("rows", rows, "weights", weights.length));
        options.slices()
                .forEach((column, values) ->
                        checkRows("rows", rows, "values of the slice column '" + column + "'", values.size()));
        return options.findWeights().orElseGet(() -> {
            double[] ones = new double[rows];
            Arrays.fill(ones, 1);
            return ones;
        });
    }
}
