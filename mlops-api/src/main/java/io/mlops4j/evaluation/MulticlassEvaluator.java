package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Evaluates several classes. A row's prediction is its most probable class, the first of equals.
 *
 * <ul>
 *   <li>Of predictions: {@code accuracy, balanced_accuracy, precision_macro, precision_micro, precision_weighted, recall_macro, recall_micro,
 *       recall_weighted, f1_macro, f1_micro, f1_weighted, matthews, cohen_kappa}, and {@code top_2_accuracy} (see {@link #topK}). Macro averages are
 *       over the classes that are among the labels or predictions; what would divide by zero counts as 0, and a warning says so.
 *   <li>Of probabilities: {@code log_loss}; {@code brier}, the mean squared distance from the true class, in [0, 2]; {@code ece}, the expected
 *       calibration error of the predicted class over 15 bins of equal width (Guo et al. 2017, arXiv:1706.04599); {@code roc_auc_ovr_macro,
 *       roc_auc_ovr_micro, roc_auc_ovr_weighted} of one class against the rest and {@code roc_auc_ovo_macro, roc_auc_ovo_weighted} of one against
 *       each other; {@code average_precision_macro, average_precision_weighted}.
 *   <li>Of each class: {@code precision[setosa], recall[setosa], f1[setosa], roc_auc[setosa], average_precision[setosa]}; with more than 100 classes
 *       those only that are asked for with {@link #only}.
 * </ul>
 *
 * <p>Definitions and names are scikit-learn's. Made by {@link Evaluator#multiclass()}. Immutable.
 */
public final class MulticlassEvaluator extends Evaluator<MulticlassEvaluator> {
    private final List<String> classes;
    private final List<Integer> topK;
    private final List<CustomMetric<int[], double[][]>> customMetrics;
    private final Map<String, double[][]> baselines;

    private MulticlassEvaluator(
            EvaluationOptions options,
            List<String> classes,
            List<Integer> topK,
            List<CustomMetric<int[], double[][]>> customMetrics,
            Map<String, double[][]> baselines) {
        super(options);
        this.classes = List.copyOf(classes);
        this.topK = List.copyOf(topK);
        this.customMetrics = List.copyOf(customMetrics);
        this.baselines = Collections.unmodifiableMap(baselines);
    }

    static MulticlassEvaluator standard() {
        return new MulticlassEvaluator(EvaluationOptions.defaults(), List.of(), List.of(2), List.of(), Map.of());
    }

    /**
     * What the classes are called, in the order of their numbers; by default by these numbers.
     *
     * @throws InvalidInput if a name is empty or there twice; if they are not as many as the probabilities of a row, {@link #evaluate} throws it
     */
    public MulticlassEvaluator classes(String... names) {
        return new MulticlassEvaluator(options(), ClassNames.of("class", names), topK, customMetrics, baselines);
    }

    /**
     * Among how many of the most probable classes the true one may be, for {@code top_3_accuracy} and the like; 2 by default.
     *
     * @throws InvalidInput if one is below 1 or named twice
     */
    public MulticlassEvaluator topK(int... counts) {
        List<Integer> list = Arrays.stream(counts).boxed().toList();
        for (int count : counts) {
            if (count < 1) {
                throw new InvalidInput("The top " + count + " classes are none; give a number such as 3.");
            }
        }
        if (list.stream().distinct().count() != list.size()) {
            throw new InvalidInput("The numbers of top classes " + list + " name one twice.");
        }
        return new MulticlassEvaluator(options(), classes, list, customMetrics, baselines);
    }

    /** Computes a metric of one's own too. */
    public MulticlassEvaluator metric(CustomMetric<int[], double[][]> metric) {
        List<CustomMetric<int[], double[][]>> more = new ArrayList<>(customMetrics);
        more.add(metric);
        return new MulticlassEvaluator(options(), classes, topK, more, baselines);
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
        return new MulticlassEvaluator(options(), classes, topK, customMetrics, more);
    }

    /** What the classes are called; empty if they go by their numbers. */
    public List<String> classes() {
        return classes;
    }

    /** Among how many of the most probable classes the true one may be. */
    public List<Integer> topK() {
        return topK;
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
        return new MulticlassEvaluator(changed, classes, topK, customMetrics, baselines);
    }
}
