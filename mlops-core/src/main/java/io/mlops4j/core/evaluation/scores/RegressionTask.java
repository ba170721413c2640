package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.core.evaluation.slices.WeakSliceSearch;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RegressionEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

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
        EvaluationOptions options = evaluator.options();
        double[] quantiles = evaluator.quantiles().stream().mapToDouble(q -> q).toArray();
        List<Measure> all = RegressionRows.measures(quantiles);
        Wanted wanted = Wanted.of(all, Checks.wanted(all, options));
        List<CustomMetric<double[], double[]>> custom =
                Checks.wanted("regression", all, evaluator.customMetrics(), options);
        double[] weights = Checks.weights(options, targets.length);
        Function<double[], Rows> rows =
                some -> CustomRows.of(RegressionRows.of(wanted, quantiles, targets, some, weights), custom);
        Evaluation evaluation = Assessment.of(rows.apply(predictions), options);
        Evaluation searched =
                WeakSliceSearch.added(evaluation, options, "squared_error", () -> losses(targets, predictions));
        return RegressionComparison.added(searched, evaluator, rows, targets, predictions);
    }

    private static double[] losses(double[] targets, double[] predictions) {
        double[] losses = new double[targets.length];
        Arrays.setAll(losses, i -> (targets[i] - predictions[i]) * (targets[i] - predictions[i]));
        return losses;
    }
}
