package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.compare.Contender;
import io.mlops4j.core.evaluation.compare.ModelComparison;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/** Compares the scores of several models of two classes. */
final class BinaryComparison {
    private BinaryComparison() {}

    /** Refuses scores of another number of rows, or that are no probabilities. */
    static void check(BinaryEvaluator evaluator, int rows) {
        evaluator.baselines().forEach((name, scores) -> {
            Checks.rows("rows", rows, "scores of '" + name + "'", scores.length);
            for (int i = 0; i < rows; i++) {
                if (!(scores[i] >= 0 && scores[i] <= 1)) {
                    throw new InvalidInput("The score " + scores[i] + " of '" + name + "' at index " + i
                            + " is not a probability in [0, 1]; map its scores to probabilities first.");
                }
            }
        });
    }

    /** The evaluation of the scores, with comparisons. */
    static Evaluation added(
            Evaluation evaluation,
            BinaryEvaluator evaluator,
            List<CustomMetric<int[], double[]>> custom,
            int[] labels,
            double[] scores) {
        EvaluationOptions options = evaluator.options();
        double threshold = evaluator.threshold();
        return ModelComparison.added(evaluation, options, scores, evaluator.baselines(), some -> {
            BinaryRows rows = BinaryRows.of(
                    threshold,
                    options.confidence(),
                    Checks.wanted(BinaryRows.MEASURES, options),
                    labels,
                    some,
                    Checks.weights(options, labels.length));
            return contender(CustomRows.of(rows, custom), threshold, labels, some);
        });
    }

    private static Contender contender(Rows rows, double threshold, int[] labels, double[] scores) {
        double[] logLoss = new double[labels.length];
        double[] brier = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            logLoss[i] = LogLoss.of(labels[i], scores[i]);
            double error = labels[i] - scores[i];
            brier[i] = error * error;
        }
        return Contender.of(rows)
                .area("roc_auc", labels, scores)
                .share("accuracy", row -> true, row -> scores[row] >= threshold == (labels[row] == 1))
                .share("recall", row -> labels[row] == 1, row -> scores[row] >= threshold)
                .share("specificity", row -> labels[row] == 0, row -> scores[row] < threshold)
                .meanLoss("log_loss", logLoss)
                .meanLoss("brier", brier);
    }
}
