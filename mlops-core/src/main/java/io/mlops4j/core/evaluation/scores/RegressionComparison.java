package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RegressionEvaluator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/** Compares the numbers that several models predict. */
final class RegressionComparison {
    /** What scikit-learn divides by where a target is 0. */
    private static final double EPSILON = Math.ulp(1.0);

    private static final String PINBALL = "pinball_";

    private RegressionComparison() {}

    /** Refuses predictions of another number of rows, or that are not finite. */
    static void check(RegressionEvaluator evaluator, double[] targets) {
        evaluator.baselines().forEach((name, predictions) -> {
            Checks.rows("rows", targets.length, "predictions of '" + name + "'", predictions.length);
            for (int i = 0; i < targets.length; i++) {
                if (!Double.isFinite(predictions[i]) || !Double.isFinite(targets[i] - predictions[i])) {
                    throw new InvalidInput("The prediction " + predictions[i] + " of '" + name + "' at index " + i
                            + " is not a finite number, or too far from the target " + targets[i]
                            + " for a double; leave the row out, or repair it.");
                }
            }
        });
    }

    /** The evaluation of the predictions, with comparisons. */
    static Evaluation added(
            Evaluation evaluation,
            RegressionEvaluator evaluator,
            Function<double[], Rows> rows,
            double[] targets,
            double[] predictions) {
        return ModelComparison.added(
                evaluation,
                evaluator.options(),
                predictions,
                evaluator.baselines(),
                some -> contender(rows.apply(some), targets, some));
    }

    private static Contender contender(Rows rows, double[] targets, double[] predictions) {
        Contender contender = Contender.of(rows)
                .meanLoss("mse", losses(targets, predictions, (y, p) -> (y - p) * (y - p)))
                .meanLoss("mae", losses(targets, predictions, (y, p) -> Math.abs(y - p)))
                .meanLoss(
                        "mape",
                        losses(targets, predictions, (y, p) -> Math.abs(y - p) / Math.max(Math.abs(y), EPSILON)));
        for (Measure measure : rows.measures()) {
            if (measure.name().startsWith(PINBALL)) {
                double quantile = Double.parseDouble(measure.name().substring(PINBALL.length()));
                contender.meanLoss(
                        measure.name(),
                        losses(targets, predictions, (y, p) -> Math.max(quantile * (y - p), (quantile - 1) * (y - p))));
            }
        }
        return contender;
    }

    private static double[] losses(double[] targets, double[] predictions, DoubleBinaryOperator loss) {
        double[] losses = new double[targets.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.applyAsDouble(targets[i], predictions[i]);
        }
        return losses;
    }
}
