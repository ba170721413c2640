package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.slices.WeakSliceSearch;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.spi.EvaluationOptions;
import java.util.Arrays;
import java.util.List;

/** Checks labels and scores of two classes and evaluates them. Stateless. */
public final class BinaryTask {
    private BinaryTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(BinaryEvaluator evaluator, int[] labels, double[] scores) {
        Checks.rows("labels", labels.length, "scores", scores.length);
        for (int i = 0; i < labels.length; i++) {
            Checks.label(labels[i], i, 2);
            checkScore(scores[i], i);
        }
        BinaryComparison.check(evaluator, labels.length);
        EvaluationOptions options = evaluator.options();
        List<CustomMetric<int[], double[]>> custom =
                Checks.wanted("binary", BinaryRows.MEASURES, evaluator.customMetrics(), options);
        Evaluation evaluation = Assessment.of(CustomRows.of(rows(evaluator, labels, scores), custom), options);
        Evaluation searched = WeakSliceSearch.added(evaluation, options, "log_loss", () -> losses(labels, scores));
        return BinaryComparison.added(searched, evaluator, custom, labels, scores);
    }

    private static BinaryRows rows(BinaryEvaluator evaluator, int[] labels, double[] scores) {
        EvaluationOptions options = evaluator.options();
        List<Measure> measures = Checks.wanted(BinaryRows.MEASURES, options);
        double[] weights = Checks.weights(options, labels.length);
        return options.isWeighted() || !options.slices().isEmpty()
                ? BinaryRows.of(evaluator.threshold(), options.confidence(), measures, labels, scores, weights)
                : BinaryRows.together(evaluator.threshold(), options.confidence(), measures, labels, scores);
    }

    private static double[] losses(int[] labels, double[] scores) {
        double[] losses = new double[labels.length];
        Arrays.setAll(losses, i -> LogLoss.of(labels[i], scores[i]));
        return losses;
    }

    private static void checkScore(double score, int index) {
        if (!(score >= 0 && score <= 1)) {
            throw new InvalidInput(
                    "The score " + score + " at index " + index
                            + " is not a probability in [0, 1], which log_loss and brier need; map scores to probabilities first.");
        }
    }
}
