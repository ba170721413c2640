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
 * Evaluates numbers: {@code mse, rmse, mae, median_ae, mape, smape, msle, r2, explained_variance, max_error,
 * pinball_0.9}; {@code smape} is in [0, 2] (Makridakis 1993, twice the error by the sum of the sizes), the others are scikit-learn's. Made by
 * {@link Evaluator#regression()}. Immutable.
 */
public final class RegressionEvaluator extends Evaluator<RegressionEvaluator> {
    private static final List<Double> QUANTILES = List.of(0.9);

    private final List<Double> quantiles;
    private final List<CustomMetric<double[], double[]>> customMetrics;
    private final Map<String, double[]> baselines;

    RegressionEvaluator(
            EvaluationOptions options,
            List<Double> quantiles,
            List<CustomMetric<double[], double[]>> customMetrics,
            Map<String, double[]> baselines) {
        super(options);
        this.quantiles = List.copyOf(quantiles);
        this.customMetrics = List.copyOf(customMetrics);
        this.baselines = Collections.unmodifiableMap(baselines);
    }

    static RegressionEvaluator standard() {
        return new RegressionEvaluator(EvaluationOptions.defaults(), QUANTILES, List.of(), Map.of());
    }

    /**
     * The quantiles whose pinball loss is computed, as {@code pinball_0.9}; 0.9 by default.
     *
     * @throws InvalidInput if one is not between 0 and 1 or named twice
     */
    public RegressionEvaluator quantiles(double... quantiles) {
        List<Double> list = Arrays.stream(quantiles).boxed().toList();
        for (double quantile : list) {
            if (!(quantile > 0 && quantile < 1)) {
                throw new InvalidInput("The quantile " + quantile + " is not between 0 and 1; give one such as 0.9.");
            }
        }
        if (list.stream().distinct().count() != list.size()) {
            throw new InvalidInput("The quantiles " + list + " name one twice.");
        }
        return new RegressionEvaluator(options(), list, customMetrics, baselines);
    }

    /** Computes a metric of one's own too. */
    public RegressionEvaluator metric(CustomMetric<double[], double[]> metric) {
        List<CustomMetric<double[], double[]>> more = new ArrayList<>(customMetrics);
        more.add(metric);
        return new RegressionEvaluator(options(), quantiles, more, baselines);
    }

    /**
     * Compares with another model's predictions on the same rows; see {@link Evaluation#comparison}. The array is copied.
     *
     * @param name what the other is called: {@code champion}
     * @throws InvalidInput if the name is empty or taken
     */
    public RegressionEvaluator against(String name, double[] predictions) {
        Map<String, double[]> more = new LinkedHashMap<>(baselines);
        Baselines.put(more, name, predictions.clone());
        return new RegressionEvaluator(options(), quantiles, customMetrics, more);
    }

    /** The quantiles whose pinball loss is computed. */
    public List<Double> quantiles() {
        return quantiles;
    }

    /** The metrics of one's own. */
    public List<CustomMetric<double[], double[]>> customMetrics() {
        return customMetrics;
    }

    /** The predictions of the other models, by name; not to be written to. */
    public Map<String, double[]> baselines() {
        return baselines;
    }

    /**
     * Evaluates.
     *
     * @param targets the true number of each row
     * @param predictions the predicted number of each row
     * @throws InvalidInput if there are no rows, the lengths differ or a number is not finite
     */
    public Evaluation evaluate(double[] targets, double[] predictions) {
        return EvaluationEngine.installed().regression(this, targets, predictions);
    }

    @Override
    RegressionEvaluator with(EvaluationOptions changed) {
        return new RegressionEvaluator(changed, quantiles, customMetrics, baselines);
    }
}
