package io.mlops4j.core.evaluation.scores;

import io.mlops4j.core.evaluation.assess.Agreement;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rate;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Plot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Rows that have any number of several labels, in the caller's order. What does not depend on weights is computed once. */
final class MultilabelRows implements RowSource<int[][], double[][]> {
    private final ClassMeasures measures;
    private final double[] thresholds;
    private final int[] original;
    private final int[][] labels;
    private final double[][] scores;
    private final double[] weights;

    /** By row, what the metrics are means of that are means over rows. */
    private final RowScores[] rowScores;

    private final MultilabelAreas areas;

    private MultilabelRows(
            ClassMeasures measures,
            double[] thresholds,
            int[] original,
            int[][] labels,
            double[][] scores,
            double[] weights) {
        this.measures = measures;
        this.thresholds = thresholds;
        this.original = original;
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
        this.rowScores = new RowScores[labels.length];
        Arrays.parallelSetAll(rowScores, i -> RowScores.of(labels[i], scores[i], thresholds));
        this.areas = MultilabelAreas.of(measures, labels, scores);
    }

    /** Sorts what has to be sorted for what is wanted; there is a threshold for each label. */
    static MultilabelRows of(
            ClassMeasures measures, double[] thresholds, int[][] labels, double[][] scores, double[] weights) {
        int[] original = IntStream.range(0, labels.length).toArray();
        return new MultilabelRows(measures, thresholds, original, labels, scores, weights);
    }

    @Override
    public String task() {
        return "multilabel";
    }

    @Override
    public Map<String, String> settings() {
        boolean same = Arrays.stream(thresholds).distinct().count() == 1;
        return Map.of("threshold", same ? Double.toString(thresholds[0]) : Arrays.toString(thresholds));
    }

    @Override
    public List<Measure> measures() {
        return measures.measures();
    }

    @Override
    public double[] weights() {
        return weights;
    }

    @Override
    public int[][] truth() {
        return Arrays.stream(labels).map(int[]::clone).toArray(int[][]::new);
    }

    @Override
    public double[][] predictions() {
        return MulticlassRows.copies(scores);
    }

    @Override
    public int[][] truth(int[] positions) {
        return Arrays.stream(positions).mapToObj(i -> labels[i].clone()).toArray(int[][]::new);
    }

    @Override
    public double[][] predictions(int[] positions) {
        return MulticlassRows.copies(MulticlassRows.chosen(scores, positions));
    }

    @Override
    public int[] original() {
        return original;
    }

    @Override
    public MultilabelRows at(int[] kept) {
        return new MultilabelRows(
                measures,
                thresholds,
                SortedOrder.permuted(original, kept),
                Arrays.stream(kept).mapToObj(i -> labels[i]).toArray(int[][]::new),
                MulticlassRows.chosen(scores, kept),
                SortedOrder.permuted(weights, kept));
    }

    @Override
    public double[] measure(double[] w) {
        double[] values = new double[measures.all().size()];
        double total = Agreement.sum(w);
        if (total == 0) {
            Arrays.fill(values, Double.NaN);
            return measures.select(values);
        }
        Tally tally = tally(w);
        Tally together = tally.together();
        double[] negatives = negatives(w);
        MultilabelAreas.Areas[] each = areas.ofLabels(w, tally.truth, negatives);
        MultilabelAreas.Areas all = areas.together(w, together.truth[0], Agreement.sum(negatives));
        double[] means = means(w, total);
        int next = 0;
        values[next++] = means[RowScores.EXACT];
        values[next++] = means[RowScores.WRONG];
        next = averages(values, next, together.precision(0), tally, tally::precision, means[RowScores.PRECISION]);
        next = averages(values, next, together.recall(0), tally, tally::recall, means[RowScores.RECALL]);
        next = averages(values, next, together.f1(0), tally, tally::f1, means[RowScores.F1]);
        next = averages(values, next, together.jaccard(0), tally, tally::jaccard, means[RowScores.JACCARD]);
        boolean both = Arrays.stream(each).noneMatch(a -> Double.isNaN(a.roc()));
        values[next++] = all.roc();
        values[next++] = both ? tally.mean(k -> true, k -> each[k].roc()) : Double.NaN;
        values[next++] = both ? tally.weighted(k -> each[k].roc()) : Double.NaN;
        boolean some = Arrays.stream(each).anyMatch(a -> !Double.isNaN(a.averagePrecision()));
        values[next++] = all.averagePrecision();
        values[next++] = some ? tally.mean(k -> true, k -> orZero(each[k].averagePrecision())) : Double.NaN;
        values[next++] = some ? tally.weighted(k -> orZero(each[k].averagePrecision())) : Double.NaN;
        values[next++] = means[RowScores.AVERAGE_PRECISION];
        values[next++] = means[RowScores.COVERAGE];
        values[next++] = means[RowScores.RANKING_PRECISION];
        values[next++] = means[RowScores.RANKING_LOSS];
        values[next++] = means[RowScores.LOG_LOSS];
        for (int k = 0; k < each.length; k++) {
            boolean present = tally.isPresent(k);
            values[next++] = present ? tally.precision(k) : Double.NaN;
            values[next++] = present ? tally.recall(k) : Double.NaN;
            values[next++] = present ? tally.f1(k) : Double.NaN;
            values[next++] = each[k].roc();
            values[next++] = each[k].averagePrecision();
        }
        return measures.select(values);
    }

    /** As micro, macro and weighted average, and over the rows; answers the position after them. */
    private static int averages(
            double[] values, int from, double micro, Tally tally, IntToDoubleFunction score, double samples) {
        values[from] = micro;
        values[from + 1] = tally.mean(k -> true, score);
        values[from + 2] = tally.weighted(score);
        values[from + 3] = samples;
        return from + 4;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private double[] means(double[] w, double total) {
        double[] means = new double[RowScores.COUNT];
        for (int i = 0; i < w.length; i++) {
            if (w[i] > 0) {
                rowScores[i].addTo(means, w[i]);
            }
        }
        for (int m = 0; m < means.length; m++) {
            means[m] /= total;
        }
        return means;
    }

    private Tally tally(double[] w) {
        Tally tally = Tally.ofClasses(thresholds.length);
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < thresholds.length; k++) {
                boolean predicted = scores[i][k] >= thresholds[k];
                boolean is = labels[i][k] == 1;
                tally.truth[k] += is ? w[i] : 0;
                tally.predicted[k] += predicted ? w[i] : 0;
                tally.hits[k] += is && predicted ? w[i] : 0;
            }
        }
        return tally;
    }

    private double[] negatives(double[] w) {
        double[] negatives = new double[thresholds.length];
        for (int i = 0; i < labels.length; i++) {
            for (int k = 0; k < thresholds.length; k++) {
                negatives[k] += labels[i][k] == 0 ? w[i] : 0;
            }
        }
        return negatives;
    }

    @Override
    public Map<String, Rate> rates() {
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        Tally tally = tally(ones);
        Map<String, Rate> rates = new HashMap<>();
        double exact = Math.rint(means(ones, 1)[RowScores.EXACT]);
        rates.put("accuracy", new Rate(exact, labels.length));
        for (int k = 0; k < thresholds.length; k++) {
            String name = "[" + measures.names().get(k) + "]";
            rates.put("precision" + name, new Rate(tally.hits[k], tally.predicted[k]));
            rates.put("recall" + name, new Rate(tally.hits[k], tally.truth[k]));
        }
        return rates;
    }

    @Override
    public List<Plot> plots() {
        return MultilabelPlots.all(areas.curves(weights), slicePlots());
    }

    @Override
    public List<Plot> slicePlots() {
        return MultilabelPlots.confusions(measures.names(), tally(weights), Agreement.sum(weights));
    }

    @Override
    public String undefined(Measure measure) {
        return MultilabelWarnings.undefined(measure, measures.names(), tally(weights), negatives(weights));
    }

    @Override
    public List<String> caveats() {
        double[] ones = new double[labels.length];
        Arrays.setAll(ones, i -> weights[i] > 0 ? 1 : 0);
        double[] counts = means(ones, 1);
        return MultilabelWarnings.caveats(
                measures, tally(weights), (long) counts[RowScores.UNPREDICTED], (long) counts[RowScores.UNLABELLED]);
    }
}
