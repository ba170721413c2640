package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Chooses from which score on a row is predicted 1.
 *
 * <pre>{@code
 * Threshold chosen = ThresholdRule.cost(1, 20).choose(validationLabels, validationScores);
 * Evaluator.binary().threshold(chosen.value()).evaluate(testLabels, testScores);
 * }</pre>
 *
 * <p><b>Choose on other rows than those that are evaluated.</b> A threshold that is the best of many on some rows looks better there than it
 * is; choose it on validation rows, and evaluate it on test rows.
 *
 * <p>The threshold is always one of the scores, so at least one row is predicted 1. Rows of the same score are predicted alike. Of thresholds
 * that are equally good the greatest is chosen, which predicts 1 for the fewest rows. Immutable: each setting answers a new rule, which any
 * number of threads may use.
 */
public final class ThresholdRule {
    private static final int FEWEST_RESAMPLES = 100;

    private final Objective objective;
    private final int resamples;
    private final double confidence;
    private final long seed;

    /** What a rule is after. */
    public sealed interface Objective {}

    /**
     * The highest F: the harmonic mean of precision and recall, in which recall counts β times as much.
     *
     * @param beta above 0 and finite
     */
    public record FBeta(double beta) implements Objective {
        /** Refuses a beta that is not a finite number above 0 with {@link InvalidInput}. */
        public FBeta {
            if (!(beta > 0 && beta <= Double.MAX_VALUE)) {
                throw new InvalidInput("The beta " + beta + " of an F is not a finite number above 0; give 1 for F1.");
            }
        }
    }

    /**
     * The lowest cost of what is predicted wrongly.
     *
     * @param falsePositive what a row costs that is predicted 1 and is 0; at least 0
     * @param falseNegative what a row costs that is predicted 0 and is 1; at least 0
     */
    public record Cost(double falsePositive, double falseNegative) implements Objective {
        /** Refuses costs that are negative, not finite or both 0 with {@link InvalidInput}. */
        public Cost {
            if (!(falsePositive >= 0 && falseNegative >= 0 && Double.isFinite(falsePositive + falseNegative))) {
                throw new InvalidInput("The costs " + falsePositive + " and " + falseNegative
                        + " are not both finite numbers of at least 0.");
            }
            if (falsePositive == 0 && falseNegative == 0) {
                throw new InvalidInput(
                        "Where no mistake costs anything every threshold is as good; give a cost above 0.");
            }
        }
    }

    /**
     * The highest precision among the thresholds with enough recall.
     *
     * @param recall the least, in (0, 1]
     */
    public record PrecisionAtRecall(double recall) implements Objective {
        /** Refuses a recall outside (0, 1] with {@link InvalidInput}. */
        public PrecisionAtRecall {
            checkShare("recall", recall);
        }
    }

    /**
     * The highest recall among the thresholds with enough precision.
     *
     * @param precision the least, in (0, 1]
     */
    public record RecallAtPrecision(double precision) implements Objective {
        /** Refuses a precision outside (0, 1] with {@link InvalidInput}. */
        public RecallAtPrecision {
            checkShare("precision", precision);
        }
    }

    /** The highest sum of recall and specificity (Youden 1950). */
    public record Youden() implements Objective {}

    private ThresholdRule(Objective objective, int resamples, double confidence, long seed) {
        this.objective = objective;
        this.resamples = resamples;
        this.confidence = confidence;
        this.seed = seed;
    }

    private static ThresholdRule of(Objective objective) {
        return new ThresholdRule(objective, 0, 0.95, 0);
    }

    /**
     * The threshold with the highest F.
     *
     * @param beta how many times as much recall counts as precision: 1 for F1, 2 for F2
     * @throws InvalidInput if it is not a finite number above 0
     */
    public static ThresholdRule fBeta(double beta) {
        return of(new FBeta(beta));
    }

    /**
     * The threshold with the lowest cost.
     *
     * @param falsePositive what a row costs that is predicted 1 and is 0
     * @param falseNegative what a row costs that is predicted 0 and is 1
     * @throws InvalidInput if one of them is negative or not finite, or both are 0
     */
    public static ThresholdRule cost(double falsePositive, double falseNegative) {
        return of(new Cost(falsePositive, falseNegative));
    }

    /**
     * The threshold with the highest precision among those whose recall is at least this; of equal precisions the one with more recall.
     *
     * @throws InvalidInput if it is not in (0, 1]
     */
    public static ThresholdRule precisionAtRecall(double recall) {
        return of(new PrecisionAtRecall(recall));
    }

    /**
     * The threshold with the highest recall among those whose precision is at least this; of equal recalls the one with more precision.
     * Such a threshold need not be: then {@link #choose} throws {@link InvalidInput} with the best precision that is reached.
     *
     * @throws InvalidInput if it is not in (0, 1]
     */
    public static ThresholdRule recallAtPrecision(double precision) {
        return of(new RecallAtPrecision(precision));
    }

    /** The threshold with the highest sum of recall and specificity, which is where the ROC curve is farthest above the diagonal. */
    public static ThresholdRule youden() {
        return of(new Youden());
    }

    private static void checkShare(String what, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new InvalidInput("The least " + what + " " + value + " is not in (0, 1]; give one such as 0.9.");
        }
    }

    /**
     * Chooses also from so many resamples of the rows, drawn by label, to tell how much of the choice is chance; see
     * {@link Threshold#stability}. By default it is not told.
     *
     * @param resamples at least 100
     * @throws InvalidInput if there are fewer
     */
    public ThresholdRule stability(int resamples) {
        if (resamples < FEWEST_RESAMPLES) {
            throw new InvalidInput("How stable a threshold is cannot be told from " + resamples
                    + " resamples; take at least " + FEWEST_RESAMPLES + ".");
        }
        return new ThresholdRule(objective, resamples, confidence, seed);
    }

    /** Of the stability's interval; 0.95 by default, {@link InvalidInput} outside (0, 1). */
    public ThresholdRule confidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new InvalidInput("The confidence " + confidence + " is not between 0 and 1; give 0.95 for 95 %.");
        }
        return new ThresholdRule(objective, resamples, confidence, seed);
    }

    /** What the random numbers of the resamples start from; 0 by default. */
    public ThresholdRule seed(long seed) {
        return new ThresholdRule(objective, resamples, confidence, seed);
    }

    /**
     * Chooses.
     *
     * @param labels 0 or 1 for each row; there are rows of both
     * @param scores finite; probabilities, or any numbers of which a greater one speaks for 1
     * @throws InvalidInput if the lengths differ, a label is another number, a label is missing altogether, a score is not finite, or no
     *     threshold does what is demanded; the message then says what can be reached
     */
    public Threshold choose(int[] labels, double[] scores) {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        return choose(labels, scores, ones);
    }

    /**
     * Chooses on rows that count as much as their weights.
     *
     * @throws InvalidInput as {@link #choose(int[], double[])}, and for weights that are negative or not finite
     */
    public Threshold choose(int[] labels, double[] scores, double[] weights) {
        return EvaluationEngine.installed().threshold(this, labels, scores, weights);
    }

    /** What it is after. */
    public Objective objective() {
        return objective;
    }

    /** How many resamples tell of the stability; empty if that was not asked for. */
    public OptionalInt findResamples() {
        return resamples == 0 ? OptionalInt.empty() : OptionalInt.of(resamples);
    }

    /** Of the stability's interval, in (0, 1). */
    public double confidence() {
        return confidence;
    }

    /** What the random numbers of the resamples start from. */
    public long seed() {
        return seed;
    }

    @Override
    public String toString() {
        return "ThresholdRule[" + objective + "]";
    }
}
