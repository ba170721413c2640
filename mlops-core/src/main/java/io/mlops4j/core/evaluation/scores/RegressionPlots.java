package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The figures of true and predicted numbers. */
final class RegressionPlots {
    private static final int BARS = 31;
    private static final int CELLS = 24;

    private RegressionPlots() {}

    /** How errors are spread, alone and over the predictions, and predictions over the truth. */
    static List<Plot> of(double[] targets, double[] predictions, double[] weights) {
        double[] residuals = new double[targets.length];
        Arrays.setAll(residuals, i -> targets[i] - predictions[i]);
        List<Double> ofResiduals = edges(residuals, BARS);
        double[] both = DoubleStream.concat(Arrays.stream(targets), Arrays.stream(predictions))
                .toArray();
        List<Double> ofBoth = edges(both, CELLS);
        double[] counts = new double[BARS];
        for (int i = 0; i < residuals.length; i++) {
            counts[bin(ofResiduals, residuals[i])] += weights[i];
        }
        return List.of(
                new Heatmap(
                        "actual_predicted",
                        "Predicted over actual",
                        "actual",
                        "predicted",
                        ofBoth,
                        ofBoth,
                        cells(ofBoth, targets, ofBoth, predictions, weights)),
                new Bars(
                        "residuals",
                        "Residuals (actual − predicted)",
                        "residual",
                        ofResiduals,
                        List.of(new Series("rows", list(counts)))),
                residualsOverPredictions(predictions, residuals, weights));
    }

    private static Heatmap residualsOverPredictions(double[] predictions, double[] residuals, double[] weights) {
        List<Double> x = edges(predictions, CELLS);
        List<Double> y = edges(residuals, CELLS);
        return new Heatmap(
                "residuals_predicted",
                "Residuals over predictions",
                "predicted",
                "residual",
                x,
                y,
                cells(x, predictions, y, residuals, weights));
    }

    /** Edges of equal bins over all values; around a single value, bins of width 1 in all. */
    private static List<Double> edges(double[] values, int bins) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        double low = least < greatest ? least : least - 0.5;
        double high = least < greatest ? greatest : greatest + 0.5;
        return IntStream.rangeClosed(0, bins)
                .mapToObj(b -> b == bins ? high : low * (1 - (double) b / bins) + high * ((double) b / bins))
                .toList();
    }

    private static int bin(List<Double> edges, double value) {
        int bins = edges.size() - 1;
        double low = edges.get(0);
        double share = (value / 2 - low / 2) / (edges.get(bins) / 2 - low / 2);
        return Math.max(0, Math.min(bins - 1, (int) (share * bins)));
    }

    private static List<List<Double>> cells(
            List<Double> xEdges, double[] x, List<Double> yEdges, double[] y, double[] weights) {
        double[][] counts = new double[yEdges.size() - 1][xEdges.size() - 1];
        for (int i = 0; i < x.length; i++) {
            counts[bin(yEdges, y[i])][bin(xEdges, x[i])] += weights[i];
        }
        return Arrays.stream(counts).map(RegressionPlots::list).toList();
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }
}
