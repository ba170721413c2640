package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Measure.Certainty;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.evaluation.CustomMetric;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Rows that are measured by a user's functions too.
 *
 * @param <T> the truth
 * @param <P> the predictions
 */
final class CustomRows<T, P> implements Rows {
    private final RowSource<T, P> rows;
    private final List<CustomMetric<T, P>> metrics;
    private final List<Measure> measures;

    private CustomRows(RowSource<T, P> rows, List<CustomMetric<T, P>> metrics) {
        this.rows = rows;
        this.metrics = metrics;
        this.measures = new ArrayList<>(rows.measures());
        for (CustomMetric<T, P> metric : metrics) {
            measures.add(measure(metric));
        }
    }

    /** The rows themselves if there are no functions. */
    static <T, P> Rows of(RowSource<T, P> rows, List<CustomMetric<T, P>> metrics) {
        return metrics.isEmpty() ? rows : new CustomRows<>(rows, metrics);
    }

    /** What a function measures. */
    static Measure measure(CustomMetric<?, ?> metric) {
        return new Measure(metric.name(), metric.direction(), Certainty.BOOTSTRAP);
    }

    @Override
    public String task() {
        return rows.task();
    }

    @Override
    public Map<String, String> settings() {
        return rows.settings();
    }

    @Override
    public List<Measure> measures() {
        return measures;
    }

    @Override
    public double[] weights() {
        return rows.weights();
    }

    @Override
    public int[] strata() {
        return rows.strata();
    }

    @Override
    public int[] original() {
        return rows.original();
    }

    @Override
    public Rows at(int[] positions) {
        return new CustomRows<>(rows.at(positions), metrics);
    }

    @Override
    public double[] measure(double[] weights) {
        double[] known = rows.measure(weights);
        double[] values = Arrays.copyOf(known, known.length + metrics.size());
        for (int m = 0; m < metrics.size(); m++) {
            values[known.length + m] = value(metrics.get(m), weights);
        }
        return values;
    }

    private double value(CustomMetric<T, P> metric, double[] weights) {
        if (metric.isWeighted()) {
            return metric.of(rows.truth(), rows.predictions(), weights.clone());
        }
        int count = 0;
        for (double weight : weights) {
            if (weight != Math.rint(weight)) {
                return Double.NaN;
            }
            count += (int) weight;
        }
        int[] positions = new int[count];
        int next = 0;
        for (int row = 0; row < weights.length; row++) {
            for (int copy = 0; copy < weights[row]; copy++) {
                positions[next++] = row;
            }
        }
        return count == 0 ? Double.NaN : metric.of(rows.truth(positions), rows.predictions(positions), new double[0]);
    }

    @Override
    public Map<String, Rate> rates() {
        return rows.rates();
    }

    @Override
    public Map<String, Interval> intervals(double confidence) {
        return rows.intervals(confidence);
    }

    @Override
    public String undefined(Measure measure) {
        for (CustomMetric<T, P> metric : metrics) {
            if (metric.name().equals(measure.name())) {
                return metric.name() + " is undefined: "
                        + (metric.isWeighted()
                                ? "its function gives NaN for these rows."
                                : "its function gives NaN for these rows, or it follows no weights and they have some.");
            }
        }
        return rows.undefined(measure);
    }

    @Override
    public List<String> caveats() {
        return rows.caveats();
    }

    @Override
    public List<Plot> plots() {
        return rows.plots();
    }

    @Override
    public List<Plot> slicePlots() {
        return rows.slicePlots();
    }
}
