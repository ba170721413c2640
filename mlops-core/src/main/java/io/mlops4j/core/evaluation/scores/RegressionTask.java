package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RegressionEvaluator;

/** Checks true and predicted numbers and evaluates them. Stateless. */
public final class RegressionTask {
    private RegressionTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(RegressionEvaluator evaluator, double[] targets, double[] predictions) {
        Checks.rows("targets", targets.length, "predictions", predictions.length);
        for (int i = 0; i < targets.length; i++) {
            Checks.finite("target", targets[i], i);
            Checks.finite("prediction", predictions[i], i);
            if (!Double.isFinite(targets[i] - predictions[i])) {
                throw new InvalidInput("The target " + targets[i] + " and the prediction " + predictions[i]
                        + " at index " + i + " are too far apart for a double; rescale them.");
            }
        }
        RegressionComparison.check(evaluator, targets);
        double[] weights = Checks.weights(evaluator.options(), targets.length);
        Evaluation evaluation = Assessment.of(RegressionRows.of(targets, predictions, weights), evaluator.options());
        return RegressionComparison.added(evaluation, evaluator, targets, predictions, weights);
    }
}
