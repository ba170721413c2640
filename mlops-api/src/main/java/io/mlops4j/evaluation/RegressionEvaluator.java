package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;

/**
 * Evaluates numbers: {@code mse, rmse, mae, median_ae, mape, r2, explained_variance, max_error, pinball_0.9}. Made by
 * {@link Evaluator#regression()}. Immutable.
 */
public final class RegressionEvaluator extends Evaluator<RegressionEvaluator> {
    RegressionEvaluator(EvaluationOptions options) {
        super(options);
    }

    /**
     * Evaluates.
     *
     * @param targets the true number of each row
     * @param predictions the predicted number of each row
     * @throws InvalidInput if there are no rows, the lengths differ or a number is not finite
     */
    public Evaluation evaluate(double[] targets, double[] predictions) {
        return EvaluationEngine.installed().regression(options(), targets, predictions);
    }

    @Override
    RegressionEvaluator with(EvaluationOptions changed) {
        return new RegressionEvaluator(changed);
    }
}
