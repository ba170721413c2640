package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import java.util.Arrays;

/**
 * Turns scores into probabilities that come true as often as they say. It is fitted to scores and what came of them, on other rows than
 * those that the model was trained on and than those that will be evaluated, and is then applied to each new score, also beside a served model.
 *
 * <pre>{@code
 * Calibrator calibrator = Calibrator.platt(validationLabels, validationScores);
 * double probability = calibrator.apply(score);
 * Evaluator.binary().evaluate(testLabels, calibrator.apply(testScores)).plot("calibration");
 * }</pre>
 *
 * <p>Which one: {@link #temperature} has one parameter and keeps the order of scores, {@link #platt} has two and suits scores that are no
 * probabilities, {@link #isotonic} takes any rising shape and needs a thousand rows or more. Immutable; safe for use by any number of threads.
 * Applying it to one score is a pure function that allocates nothing.
 */
public sealed interface Calibrator permits PlattCalibrator, IsotonicCalibrator, TemperatureCalibrator {
    /**
     * Fits a sigmoid (Platt 2000, with the targets and Newton's method of Lin, Lin and Weng 2007, doi:10.1007/s10994-007-5018-6): as
     * scikit-learn's {@code CalibratedClassifierCV(method="sigmoid")}.
     *
     * @param labels 0 or 1 for each row
     * @param scores any finite numbers
     * @throws InvalidInput if there are no rows of one label, the lengths differ, a label is another number or a score is not finite
     */
    static PlattCalibrator platt(int[] labels, double[] scores) {
        return platt(labels, scores, ones(labels));
    }

    /**
     * Fits a sigmoid to weighted rows.
     *
     * @throws InvalidInput as {@link #platt(int[], double[])}, and for weights that are negative, not finite or all 0
     */
    static PlattCalibrator platt(int[] labels, double[] scores, double[] weights) {
        return EvaluationEngine.installed().platt(labels, scores, weights);
    }

    /**
     * Fits a rising line of steps and slopes by pooling adjacent violators: as scikit-learn's {@code IsotonicRegression(out_of_bounds="clip")},
     * linear between the scores that it has seen, and level beyond them.
     *
     * @param labels 0 or 1 for each row
     * @param scores any finite numbers
     * @throws InvalidInput if there are no rows of one label, the lengths differ, a label is another number or a score is not finite
     */
    static IsotonicCalibrator isotonic(int[] labels, double[] scores) {
        return isotonic(labels, scores, ones(labels));
    }

    /**
     * Fits a rising line to weighted rows.
     *
     * @throws InvalidInput as {@link #isotonic(int[], double[])}, and for weights that are negative, not finite or all 0
     */
    static IsotonicCalibrator isotonic(int[] labels, double[] scores, double[] weights) {
        return EvaluationEngine.installed().isotonic(labels, scores, weights);
    }

    /**
     * Fits a temperature to the probabilities of two classes; see {@link TemperatureCalibrator}.
     *
     * @param labels 0 or 1 for each row
     * @param probabilities of 1, in [0, 1]
     * @throws InvalidInput if there are no rows, the lengths differ, a label is another number or a probability is none
     */
    static TemperatureCalibrator temperature(int[] labels, double[] probabilities) {
        double[][] ofBoth = new double[probabilities.length][];
        for (int i = 0; i < ofBoth.length; i++) {
            ofBoth[i] = new double[] {1 - probabilities[i], probabilities[i]};
        }
        return temperature(labels, ofBoth, ones(labels));
    }

    /**
     * Fits a temperature to the probabilities of several classes (Guo, Pleiss, Sun and Weinberger 2017, arXiv 1706.04599).
     *
     * @param labels the class of each row, from 0 to k − 1
     * @param probabilities k numbers in [0, 1] for each row, with the sum 1 (within 1e-3)
     * @throws InvalidInput if there are no rows, the lengths differ, a label is outside its range or a probability is none
     */
    static TemperatureCalibrator temperature(int[] labels, double[][] probabilities) {
        return temperature(labels, probabilities, ones(labels));
    }

    /**
     * Fits a temperature to weighted rows.
     *
     * @throws InvalidInput as {@link #temperature(int[], double[][])}, and for weights that are negative, not finite or all 0
     */
    static TemperatureCalibrator temperature(int[] labels, double[][] probabilities, double[] weights) {
        return EvaluationEngine.installed().temperature(labels, probabilities, weights);
    }

    /**
     * Reads what {@link #toJson} wrote, also by an older release.
     *
     * @throws io.mlops4j.IntegrityViolation if it is no calibrator
     */
    static Calibrator fromJson(String json) {
        return EvaluationEngine.installed().readCalibrator(json);
    }

    /**
     * The probability of 1 that a score stands for, in [0, 1]. Never falls as the score rises, unless {@link PlattCalibrator#slope} is
     * negative; NaN for NaN.
     */
    double apply(double score);

    /** The probabilities of several scores, in a new array. */
    default double[] apply(double[] scores) {
        double[] probabilities = new double[scores.length];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = apply(scores[i]);
        }
        return probabilities;
    }

    /** As JSON: what {@link #fromJson} reads, to be kept beside the model. */
    default String toJson() {
        return EvaluationEngine.installed().json(this);
    }

    private static double[] ones(int[] labels) {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
