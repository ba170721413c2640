package io.mlops4j.core.evaluation.calibration;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.evaluation.IsotonicCalibrator;
import io.mlops4j.evaluation.PlattCalibrator;
import io.mlops4j.evaluation.TemperatureCalibrator;
import io.mlops4j.spi.EvaluationOptions;

/** Checks labels and scores and fits calibrators to them. Stateless. */
public final class CalibrationTask {
    private CalibrationTask() {}

    /** Fits a sigmoid. */
    public static PlattCalibrator platt(int[] labels, double[] scores, double[] weights) {
        check("a calibrator", labels, scores, weights);
        return SigmoidFit.of(labels, scores, weights);
    }

    /** Fits a rising line. */
    public static IsotonicCalibrator isotonic(int[] labels, double[] scores, double[] weights) {
        check("a calibrator", labels, scores, weights);
        return IsotonicFit.of(labels, scores, weights);
    }

    /** Fits a temperature. */
    public static TemperatureCalibrator temperature(int[] labels, double[][] probabilities, double[] weights) {
        Checks.rows("labels", labels.length, "rows of probabilities", probabilities.length);
        int classes = probabilities[0].length;
        if (classes < 2) {
            throw new InvalidInput(
                    "The rows of probabilities have " + classes + " columns, but there are at least two classes.");
        }
        for (int i = 0; i < labels.length; i++) {
            Checks.label(labels[i], i, classes);
            Checks.distribution("", probabilities[i], i, classes);
        }
        checkWeights(weights, labels.length);
        return TemperatureFit.of(labels, probabilities, weights);
    }

    /** Refuses what neither a calibrator nor a threshold can be made of. */
    static void check(String what, int[] labels, double[] scores, double[] weights) {
        Checks.rows("labels", labels.length, "scores", scores.length);
        checkWeights(weights, labels.length);
        boolean[] present = new boolean[2];
        for (int i = 0; i < labels.length; i++) {
            Checks.label(labels[i], i, 2);
            Checks.finite("score", scores[i], i);
            present[labels[i]] |= weights[i] > 0;
        }
        for (int label = 0; label < 2; label++) {
            if (!present[label]) {
                throw new InvalidInput("No row that counts has the label " + label + ", and " + what
                        + " is made of rows of both; take more rows.");
            }
        }
    }

    private static void checkWeights(double[] weights, int rows) {
        Checks.weights(EvaluationOptions.defaults().withWeights(weights), rows);
    }
}
