package io.mlops4j.core.evaluation.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Rows each of which has a value of its own in every measure; the measure of all is the mean over those that have one. */
public final class MeanRows implements Rows {
    private final String task;
    private final Map<String, String> settings;
    private final List<Measure> measures;

    /** By measure, the value of each row; NaN where it has none. */
    private final double[][] values;

    private final double[] weights;
    private final int[] original;

    private MeanRows(
            String task,
            Map<String, String> settings,
            List<Measure> measures,
            double[][] values,
            double[] weights,
            int[] original) {
        this.task = task;
        this.settings = settings;
        this.measures = measures;
        this.values = values;
        this.weights = weights;
        this.original = original;
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
        return new MeanRows(task, settings, measures, values, weights, original);
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
    public int[] strata() {
        return new int[weights.length];
    }

    @Override
    public Rows only(IntPredicate keep) {
        int[] kept = Selection.positions(original, keep);
        double[][] of = new double[values.length][];
        Arrays.setAll(of, m -> SortedOrder.permuted(values[m], kept));
        return new MeanRows(
                task,
                settings,
                measures,
                of,
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept));
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
