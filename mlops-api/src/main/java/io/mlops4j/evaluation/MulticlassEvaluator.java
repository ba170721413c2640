package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;

/**
 * Evaluates several classes: {@code accuracy, precision_macro, recall_macro, f1_macro, f1_micro, f1_weighted, log_loss,
 * roc_auc_ovr_macro, roc_auc_ovo_macro, top_2_accuracy, matthews, cohen_kappa}. A row's prediction is its most probable class, the
 * first of equals. Macro averages are over the classes that are among the labels or predictions. Made by
 * {@link Evaluator#multiclass()}. Immutable.
 */
public final class MulticlassEvaluator extends Evaluator<MulticlassEvaluator> {
    MulticlassEvaluator(EvaluationOptions options) {
        super(options);
    }

    /**
     * Evaluates.
     *
     * @param labels the class of each row, from 0 to k − 1
     * @param probabilities k numbers in [0, 1] for each row, with the sum 1 (within 1e-3)
     * @throws InvalidInput if there are no rows, the lengths differ, k is below 2, a label is outside its range, or a probability is
     */
    public Evaluation evaluate(int[] labels, double[][] probabilities) {
        return EvaluationEngine.installed().multiclass(options(), labels, probabilities);
    }

    @Override
    MulticlassEvaluator with(EvaluationOptions changed) {
        return new MulticlassEvaluator(changed);
    }
}
