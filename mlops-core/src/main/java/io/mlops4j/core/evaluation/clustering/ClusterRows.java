package io.mlops4j.core.evaluation.clustering;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Rows that are in clusters. They count all alike, so weights are not looked at. */
final class ClusterRows implements Rows {
    private final List<Measure> measures;
    private final Function<int[], double[]> values;
    private final int[] rows;
    private final double[] weights;

    /**
     * Some of the caller's rows.
     *
     * @param values measures the rows of some numbers
     */
    ClusterRows(List<Measure> measures, Function<int[], double[]> values, int[] rows) {
        this.measures = measures;
        this.values = values;
        this.rows = rows;
        this.weights = new double[rows.length];
        Arrays.fill(weights, 1);
    }

    @Override
    public String task() {
        return "clustering";
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
        return rows;
    }

    @Override
    public Rows at(int[] kept) {
        return new ClusterRows(measures, values, SortedOrder.permuted(rows, kept));
    }

    @Override
    public double[] measure(double[] unused) {
        return values.apply(rows);
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: it needs at least two clusters, and fewer than points.";
    }

    @Override
    public String withoutInterval(Measure measure) {
        return "a resample holds points twice, which is not how points are spread";
    }
}
