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
 * Evaluates rows that have any number of several labels.
 *
 * <ul>
 *   <li>Of predictions, which are the labels whose score reaches a threshold: {@code accuracy}, the share of rows whose labels are all right;
 *       {@code hamming_loss}; and {@code precision, recall, f1, jaccard}, each with {@code _micro, _macro, _weighted, _samples}. What would divide by
 *       zero counts as 0, and a warning says so.
 *   <li>Of scores: {@code roc_auc_micro, roc_auc_macro, roc_auc_weighted, average_precision_micro, average_precision_macro,
 *       average_precision_weighted, average_precision_samples, coverage_error, label_ranking_average_precision, label_ranking_loss}; and
 *       {@code log_loss}, the mean over the labels of their logarithmic losses.
 *   <li>Of each label: {@code precision[spam], recall[spam], f1[spam], roc_auc[spam], average_precision[spam]}; with more than 100 labels those only
 *       that are asked for with {@link #only}.
 * </ul>
 *
 * <p>Definitions and names are scikit-learn's. Made by {@link Evaluator#multilabel()}. Immutable.
 */
public final class MultilabelEvaluator extends Evaluator<MultilabelEvaluator> {
    private final List<String> labels;
    private final List<Double> thresholds;
    private final List<CustomMetric<int[][], double[][]>> customMetrics;
    private final Map<String, double[][]> baselines;

    private MultilabelEvaluator(
            EvaluationOptions options,
            List<String> labels,
            List<Double> thresholds,
            List<CustomMetric<int[][], double[][]>> customMetrics,
            Map<String, double[][]> baselines) {
        super(options);
        this.labels = List.copyOf(labels);
        this.thresholds = List.copyOf(thresholds);
        this.customMetrics = List.copyOf(customMetrics);
        this.baselines = Collections.unmodifiableMap(baselines);
    }

    static MultilabelEvaluator standard() {
        return new MultilabelEvaluator(EvaluationOptions.defaults(), List.of(), List.of(0.5), List.of(), Map.of());
    }

    /**
     * A label is predicted when its score is at least this; 0.5 by default.
     *
     * @throws InvalidInput if it is not in [0, 1]
     */
    public MultilabelEvaluator threshold(double threshold) {
        return thresholds(threshold);
    }

    /**
     * A label is predicted when its score is at least its threshold.
     *
     * @param thresholds one for each label, or one for all
     * @throws InvalidInput if there are none, or one is not in [0, 1]; if they are not as many as the labels, {@link #evaluate} throws it
     */
    public MultilabelEvaluator thresholds(double... thresholds) {
        if (thresholds.length == 0) {
            throw new InvalidInput("There are no thresholds; give one for each label, or one for all.");
        }
        for (double threshold : thresholds) {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new InvalidInput(
                        "The threshold " + threshold + " is not a probability in [0, 1]; give one such as 0.5.");
            }
        }
        List<Double> list = Arrays.stream(thresholds).boxed().toList();
        return new MultilabelEvaluator(options(), labels, list, customMetrics, baselines);
    }

    /**
     * What the labels are called, in the order of the columns; by default by the numbers of these, from 0.
     *
     * @throws InvalidInput if a name is empty or there twice; if they are not as many as the columns, {@link #evaluate} throws it
     */
    public MultilabelEvaluator labels(String... names) {
        return new MultilabelEvaluator(options(), ClassNames.of("label", names), thresholds, customMetrics, baselines);
    }

    /** Computes a metric of one's own too. */
    public MultilabelEvaluator metric(CustomMetric<int[][], double[][]> metric) {
        List<CustomMetric<int[][], double[][]>> more = new ArrayList<>(customMetrics);
        more.add(metric);
        return new MultilabelEvaluator(options(), labels, thresholds, more, baselines);
    }

    /**
     * Compares with another model's scores on the same rows; see {@link Evaluation#comparison}. The array is copied.
     *
     * @param name what the other is called: {@code champion}
     * @throws InvalidInput if the name is empty or taken
     */
    public MultilabelEvaluator against(String name, double[][] scores) {
        Map<String, double[][]> more = new LinkedHashMap<>(baselines);
        Baselines.put(more, name, Baselines.copy(scores));
        return new MultilabelEvaluator(options(), labels, thresholds, customMetrics, more);
    }

    /** The scores from which on a label is predicted: one for each, or one for all. */
    public List<Double> thresholds() {
        return thresholds;
    }

    /** What the labels are called; empty if they go by the numbers of their columns. */
    public List<String> labels() {
        return labels;
    }

    /** The metrics of one's own. */
    public List<CustomMetric<int[][], double[][]>> customMetrics() {
        return customMetrics;
    }

    /** The scores of the other models, by name; not to be written to. */
    public Map<String, double[][]> baselines() {
        return baselines;
    }

    /**
     * Evaluates.
     *
     * @param labels for each row 1 in the column of every label that it has, and 0 in the others
     * @param scores for each row the probability of each label, in [0, 1]; they need not have the sum 1
     * @throws InvalidInput if there are no rows or no columns, the lengths differ, or a label or a score is outside its range
     */
    public Evaluation evaluate(int[][] labels, double[][] scores) {
        return EvaluationEngine.installed().multilabel(this, labels, scores);
    }

    @Override
    MultilabelEvaluator with(EvaluationOptions changed) {
        return new MultilabelEvaluator(changed, labels, thresholds, customMetrics, baselines);
    }
}
