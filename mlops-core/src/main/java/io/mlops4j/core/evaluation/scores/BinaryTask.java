package io.mlops4j.core.evaluation.scores;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Evaluation;

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
        double[] weights = Checks.weights(evaluator.options(), labels.length);
        Evaluation evaluation =
                Assessment.of(BinaryRows.of(evaluator.threshold(), labels, scores, weights), evaluator.options());
        return BinaryComparison.added(evaluation, evaluator, labels, scores, weights);
    }

    private static void checkScore(double score, int index) {
        if (!(score >= 0 && score <= 1)) {
            throw new InvalidInput(
                    "The score " + score + " at index " + index
                            + " is not a probability in [0, 1], which log_loss and brier need; map scores to probabilities first.");
        }
    }
}
