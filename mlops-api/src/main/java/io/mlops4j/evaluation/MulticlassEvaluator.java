package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates several classes: {@code accuracy, precision_macro, recall_macro, f1_macro, f1_micro, f1_weighted, log_loss,
 * roc_auc_ovr_macro, roc_auc_ovo_macro, top_2_accuracy, matthews, cohen_kappa}. A row's prediction is its most probable class, the
 * first of equals. Macro averages are over the classes that are among the labels or predictions. Made by
 * {@link Evaluator#multiclass()}. Immutable.
 */
public final class MulticlassEvaluator extends Evaluator<MulticlassEvaluator> {
    private final List<CustomMetric<int[], double[][]>> customMetrics;
    private final Map<String, double[][]> baselines;

    MulticlassEvaluator(
            EvaluationOptions options,
            List<CustomMetric<int[], double[][]>> customMetrics,
            Map<String, double[][]> baselines) {
        super(options);
        this.customMetrics = List.copyOf(customMetrics);
        this.baselines = Collections.unmodifiableMap(baselines);
    }

    /** Computes a metric of one's own too. */
    public MulticlassEvaluator metric(CustomMetric<int[], double[][]> metric) {
        List<CustomMetric<int[], double[][]>> more = new ArrayList<>(customMetrics);
        more.add(metric);
        return new MulticlassEvaluator(options(), more, baselines);
    }

    /**
     * Compares with another model's probabilities on the same rows; see {@link Evaluation#comparison}. The array is copied.
     *
     * @param name what the other is called: {@code champion}
     * @throws InvalidInput if the name is empty or taken
     */
    public MulticlassEvaluator against(String name, double[][] probabilities) {
        Map<String, double[][]> more = new LinkedHashMap<>(baselines);
        Baselines.put(more, name, Baselines.copy(probabilities));
        return new MulticlassEvaluator(options(), customMetrics, more);
    }

    /** The metrics of one's own. */
    public List<CustomMetric<int[], double[][]>> customMetrics() {
        return customMetrics;
    }

    /** The probabilities of the other models, by name; not to be written to. */
    public Map<String, double[][]> baselines() {
        return baselines;
    }

    /**
     * Evaluates.
     *
     * @param labels the class of each row, from 0 to k − 1
     * @param probabilities k numbers in [0, 1] for each row, with the sum 1 (within 1e-3)
     * @throws InvalidInput if there are no rows, the lengths differ, k is below 2, a label is outside its range, or a probability is
     */
    public Evaluation evaluate(int[] labels, double[][] probabilities) {
        return EvaluationEngine.installed().multiclass(this, labels, probabilities);
    }

    @Override
    MulticlassEvaluator with(EvaluationOptions changed) {
        return new MulticlassEvaluator(changed, customMetrics, baselines);
    }
}
