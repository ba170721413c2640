package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;

/**
 * Evaluates two classes: {@code roc_auc, average_precision, log_loss, brier, accuracy, precision, recall, specificity, f1,
 * balanced_accuracy, matthews, cohen_kappa}. Made by {@link Evaluator#binary()}. Immutable.
 */
public final class BinaryEvaluator extends Evaluator<BinaryEvaluator> {
    private final double threshold;

    BinaryEvaluator(EvaluationOptions options, double threshold) {
        super(options);
        this.threshold = threshold;
    }

    /**
     * A row is predicted 1 when its score is at least this; 0.5 by default.
     *
     * @throws InvalidInput if it is not in [0, 1]
     */
    public BinaryEvaluator threshold(double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new InvalidInput(
                    "The threshold " + threshold + " is not a probability in [0, 1]; give one such as 0.5.");
        }
        return new BinaryEvaluator(options(), threshold);
    }

    /**
     * Evaluates.
     *
     * @param labels 0 or 1 for each row
     * @param scores the probability of 1 for each row, in [0, 1]
     * @throws InvalidInput if there are no rows, the lengths differ, a label is another number or a score is not in [0, 1]; the message
     *     names the first such value and its index
     */
    public Evaluation evaluate(int[] labels, double[] scores) {
        return EvaluationEngine.installed().binary(options(), threshold, labels, scores);
    }

    @Override
    BinaryEvaluator with(EvaluationOptions changed) {
        return new BinaryEvaluator(changed, threshold);
    }
}
