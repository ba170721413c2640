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
 * Evaluates two classes: {@code roc_auc, average_precision, log_loss, brier, accuracy, precision, recall, specificity, f1,
 * balanced_accuracy, matthews, cohen_kappa, ece, brier_reliability, brier_resolution, brier_uncertainty}. Made by
 * {@link Evaluator#binary()}. Immutable.
 */
public final class BinaryEvaluator extends Evaluator<BinaryEvaluator> {
    private final double threshold;
    private final List<CustomMetric<int[], double[]>> customMetrics;
    private final Map<String, double[]> baselines;

    BinaryEvaluator(
            EvaluationOptions options,
            double threshold,
            List<CustomMetric<int[], double[]>> customMetrics,
            Map<String, double[]> baselines) {
        super(options);
        this.threshold = threshold;
        this.customMetrics = List.copyOf(customMetrics);
        this.baselines = Collections.unmodifiableMap(baselines);
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
        return new BinaryEvaluator(options(), threshold, customMetrics, baselines);
    }

    /** Computes a metric of one's own too. */
    public BinaryEvaluator metric(CustomMetric<int[], double[]> metric) {
        List<CustomMetric<int[], double[]>> more = new ArrayList<>(customMetrics);
        more.add(metric);
        return new BinaryEvaluator(options(), threshold, more, baselines);
    }

    /**
     * Compares with another model's scores on the same rows, by DeLong's test, McNemar's and the paired bootstrap; see
     * {@link Evaluation#comparison}. The array is copied.
     *
     * @param name what the other is called: {@code champion}
     * @throws InvalidInput if the name is empty or taken
     */
    public BinaryEvaluator against(String name, double[] scores) {
        Map<String, double[]> more = new LinkedHashMap<>(baselines);
        Baselines.put(more, name, scores.clone());
        return new BinaryEvaluator(options(), threshold, customMetrics, more);
    }

    /** The score from which on a row is predicted 1. */
    public double threshold() {
        return threshold;
    }

    /** The metrics of one's own. */
    public List<CustomMetric<int[], double[]>> customMetrics() {
        return customMetrics;
    }

    /** The scores of the other models, by name; not to be written to. */
    public Map<String, double[]> baselines() {
        return baselines;
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
        return EvaluationEngine.installed().binary(this, labels, scores);
    }

    @Override
    BinaryEvaluator with(EvaluationOptions changed) {
        return new BinaryEvaluator(changed, threshold, customMetrics, baselines);
    }
}
