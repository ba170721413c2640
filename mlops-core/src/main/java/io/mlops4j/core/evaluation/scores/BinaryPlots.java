package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.Plot.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The figures of rows of two classes, which are sorted by ascending score. */
final class BinaryPlots {
    private static final int BINS = 25;

    private final byte[] labels;
    private final double[] scores;
    private final double[] weights;
    private final double positives;
    private final double negatives;

    BinaryPlots(byte[] labels, double[] scores, double[] weights) {
        this.labels = labels;
        this.scores = scores;
        this.weights = weights;
        double ones = 0;
        double all = 0;
        for (int i = 0; i < labels.length; i++) {
            all += weights[i];
            ones += labels[i] * weights[i];
        }
        this.positives = ones;
        this.negatives = all - ones;
    }

    /** The curves that are defined, from the highest score down, and the scores of both classes. */
    List<Plot> all() {
        List<Plot> plots = new ArrayList<>();
        if (positives > 0) {
            curves(plots);
        }
        plots.add(scores());
        return plots;
    }

    private void curves(List<Plot> plots) {
        Outline roc = new Outline(0, 0);
        Outline gains = new Outline(0, 0);
        Outline precisions = null;
        double truePositives = 0;
        double falsePositives = 0;
        for (int end = labels.length; end > 0; ) {
            int i = end - 1;
            for (double score = scores[i]; i >= 0 && scores[i] == score; i--) {
                truePositives += labels[i] * weights[i];
                falsePositives += (1 - labels[i]) * weights[i];
            }
            end = i + 1;
            double selected = truePositives + falsePositives;
            if (selected == 0) {
                continue;
            }
            double recall = truePositives / positives;
            double precision = truePositives / selected;
            roc.to(negatives > 0 ? falsePositives / negatives : 0, recall);
            gains.to(selected / (positives + negatives), recall);
            if (precisions == null) {
                precisions = new Outline(0, precision);
            }
            precisions.to(recall, precision);
        }
        double base = positives / (positives + negatives);
        if (negatives > 0) {
            plots.add(curve("roc", "ROC curve", "false positive rate", "true positive rate", roc, diagonal("chance")));
        }
        if (precisions != null) {
            plots.add(curve(
                    "precision_recall",
                    "Precision and recall",
                    "recall",
                    "precision",
                    precisions,
                    new Line("share of positives", true, List.of(new Point(0, base), new Point(1, base)))));
        }
        plots.add(curve(
                "gains",
                "Cumulative gains",
                "share of rows selected",
                "share of positives found",
                gains,
                diagonal("at random")));
    }

    private static Curve curve(String name, String title, String x, String y, Outline outline, Line reference) {
        return new Curve(name, title, x, y, List.of(new Line("model", false, outline.points()), reference));
    }

    private static Line diagonal(String name) {
        return new Line(name, true, List.of(new Point(0, 0), new Point(1, 1)));
    }

    private Bars scores() {
        double[][] counts = new double[2][BINS];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][Math.min(BINS - 1, (int) (scores[i] * BINS))] += weights[i];
        }
        return new Bars(
                "scores",
                "Scores by class",
                "score",
                IntStream.rangeClosed(0, BINS).mapToObj(b -> (double) b / BINS).toList(),
                List.of(new Series("class 0", list(counts[0])), new Series("class 1", list(counts[1]))));
    }

    private static List<Double> list(double[] values) {
        return Collections.unmodifiableList(DoubleStream.of(values).boxed().toList());
    }
}
