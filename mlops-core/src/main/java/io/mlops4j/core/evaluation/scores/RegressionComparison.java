package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.RegressionEvaluator;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/** Compares the numbers that several models predict. */
final class RegressionComparison {
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
        Contender contender = Contender.of(rows);
        for (Measure measure : rows.measures()) {
            findLoss(measure.name())
                    .ifPresent(loss -> contender.meanLoss(measure.name(), losses(targets, predictions, loss)));
        }
        return contender;
    }

    /** The loss of a target and a prediction that a metric is the mean of, if it is one. */
    private static Optional<DoubleBinaryOperator> findLoss(String metric) {
        if (metric.startsWith(PINBALL)) {
            double quantile = Double.parseDouble(metric.substring(PINBALL.length()));
            return Optional.of((y, p) -> RowLoss.pinball(quantile, y, p));
        }
        return switch (metric) {
            case "mse" -> Optional.of((y, p) -> (y - p) * (y - p));
            case "mae" -> Optional.of((y, p) -> Math.abs(y - p));
            case "mape" -> Optional.of(RowLoss::relative);
            case "smape" -> Optional.of(RowLoss::symmetric);
            case "msle" -> Optional.of(RowLoss::logarithmic);
            default -> Optional.empty();
        };
    }

    private static double[] losses(double[] targets, double[] predictions, DoubleBinaryOperator loss) {
        double[] losses = new double[targets.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = loss.applyAsDouble(targets[i], predictions[i]);
        }
        return losses;
    }
}
