package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.ExperimentEngine;
import java.util.List;

/**
 * Learns how much each model of an ensemble should count, from what they predict for rows that they have not seen: the {@link OutOfFold} predictions of
 * a cross-validation (D. Wolpert, <i>Stacked generalization</i>, Neural Networks 5, 1992; L. Breiman, <i>Stacked regressions</i>, Machine
 * Learning 24, 1996). A plan; immutable.
 *
 * <pre>{@code
 * OutOfFold forest = folds.predict(table, "label", trainForest);
 * OutOfFold linear = folds.predict(table, "label", trainLinear);      // the same folds
 * StackedWeights stack = Stacking.nonNegative().fit(labels, List.of(forest.scores(), linear.scores()));
 * double[] combined = stack.combine(List.of(forestScores, linearScores));
 * }</pre>
 *
 * @param method how to learn
 * @param penalty on the squares of the weights, not negative; 0 for {@link Method#NON_NEGATIVE}
 */
public record Stacking(Method method, double penalty) {
    /** Refuses a negative penalty, and any where there is none, with {@link InvalidInput}. */
    public Stacking {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY) || (method == Method.NON_NEGATIVE && penalty != 0)) {
            throw new InvalidInput("The penalty " + penalty + " does not fit " + method
                    + "; it is a number from 0, and 0 for weights that are not negative.");
        }
    }

    /** How the weights are learned. */
    public enum Method {
        /** Least squares with weights that are not negative, and no intercept. */
        NON_NEGATIVE,
        /** Least squares with a penalty, and an intercept. */
        RIDGE,
        /** The likelihood of two classes with a penalty, and an intercept. */
        LOGISTIC
    }

    /**
     * Least squares with weights that are not negative, as Breiman advises: a member that adds nothing gets 0. Members and targets on the same scale;
     * for two classes, probabilities and labels of 0 and 1.
     */
    public static Stacking nonNegative() {
        return new Stacking(Method.NON_NEGATIVE, 0);
    }

    /**
     * Minimises the sum of squared errors and the penalty times the sum of squared weights, with a free intercept; as scikit-learn's {@code Ridge}.
     *
     * @param penalty from 0; more of it makes the weights smaller and more alike
     */
    public static Stacking ridge(double penalty) {
        return new Stacking(Method.RIDGE, penalty);
    }

    /**
     * Minimises the log loss, summed over the rows, and half the penalty times the sum of squared weights, with a free intercept; as scikit-learn's
     * {@code LogisticRegression} with {@code C = 1/penalty}. For targets of 0 and 1; the result is a probability.
     *
     * @param penalty above 0, as the weights have no bound if the members tell the classes apart without error
     */
    public static Stacking logistic(double penalty) {
        if (penalty == 0) {
            throw new InvalidInput(
                    "A logistic stack needs a penalty above 0, since the weights may have no bound; give 1.");
        }
        return new Stacking(Method.LOGISTIC, penalty);
    }

    /**
     * Learns the weights.
     *
     * @param targets what is to be predicted, for each row
     * @param members what each model predicts for these rows, which it has not seen
     * @throws InvalidInput if the numbers of rows differ, a number is not finite, a logistic target is not 0 or 1, or nothing can be learned
     *     as all members predict 0
     */
    public StackedWeights fit(double[] targets, List<double[]> members) {
        int rows = Ensemble.check(members);
        if (targets.length != rows) {
            throw new InvalidInput("There are " + targets.length + " targets but predictions for " + rows
                    + " rows; give one for each.");
        }
        return ExperimentEngine.installed().stack(this, targets, members);
    }
}
