package io.mlops4j.core.evaluation.assess;

import io.mlops4j.core.evaluation.assess.Measure.Certainty;
import io.mlops4j.evaluation.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows each of which has a value of its own in every measure; the measure of all is the mean over those that have one. A measure whose interval
 * comes from a formula is 0 or 1 in each row.
 */
public final class MeanRows implements Rows {
    private final String task;
    private final Map<String, String> settings;
    private final List<Measure> measures;

    /** By measure, the value of each row; NaN where it has none. */
    private final double[][] values;

    private final double[] weights;
    private final int[] original;
    private final List<Plot> plots;

    private MeanRows(
            String task,
            Map<String, String> settings,
            List<Measure> measures,
            double[][] values,
            double[] weights,
            int[] original,
            List<Plot> plots) {
        this.task = task;
        this.settings = settings;
        this.measures = measures;
        this.values = values;
        this.weights = weights;
        this.original = original;
        this.plots = plots;
    }

    /**
     * Rows of values.
     *
     * @param values by measure, the value of each row, or NaN
     */
    public static MeanRows of(
            String task, Map<String, String> settings, List<Measure> measures, double[][] values, double[] weights) {
        int[] original = new int[weights.length];
        Arrays.setAll(original, i -> i);
        return new MeanRows(task, settings, measures, values, weights, original, List.of());
    }

    /** The same rows with figures of all of them. */
    public MeanRows drawn(List<Plot> figures) {
        return new MeanRows(task, settings, measures, values, weights, original, figures);
    }

    @Override
    public String task() {
        return task;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public List<Measure> measures() {
        return measures;
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public Rows at(int[] kept) {
        double[][] of = new double[values.length][];
        Arrays.setAll(of, m -> SortedOrder.permuted(values[m], kept));
        return new MeanRows(
                task,
                settings,
                measures,
                of,
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept),
                List.of());
    }

    @Override
    public double[] measure(double[] w) {
        double[] means = new double[values.length];
        for (int m = 0; m < values.length; m++) {
            double sum = 0;
            double total = 0;
            double[] ofRows = values[m];
            for (int i = 0; i < ofRows.length; i++) {
                if (w[i] > 0 && !Double.isNaN(ofRows[i])) {
                    sum += w[i] * ofRows[i];
                    total += w[i];
                }
            }
            means[m] = sum / total;
        }
        return means;
    }

    @Override
    public Map<String, Rate> rates() {
        Map<String, Rate> rates = new LinkedHashMap<>();
        for (int m = 0; m < values.length; m++) {
            if (measures.get(m).certainty() == Certainty.FORMULA) {
                rates.put(
                        measures.get(m).name(),
                        new Rate(Arrays.stream(values[m]).sum(), values[m].length));
            }
        }
        return rates;
    }

    @Override
    public List<Plot> plots() {
        return plots;
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: no row has a value of it.";
    }

    @Override
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        for (int m = 0; m < values.length; m++) {
            long without = Arrays.stream(values[m]).filter(Double::isNaN).count();
            if (without > 0 && without < values[m].length) {
                caveats.add(measures.get(m).name() + " is the mean over the rows that have it: " + without + " of "
                        + values[m].length + " have none.");
            }
        }
        return caveats;
    }
}
