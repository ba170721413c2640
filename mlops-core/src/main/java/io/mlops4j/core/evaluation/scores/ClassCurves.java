package io.mlops4j.core.evaluation.scores;

import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** ROC and precision-recall curves of several classes, each against the rest, and their mean. */
final class ClassCurves {
    /** More lines than this cannot be told apart. */
    private static final int MOST_LINES = 8;

    /** In so many steps from 0 to 1 the mean is taken. */
    private static final int STEPS = 500;

    private final List<String> names;
    private final RankedScores[] ranked;
    private final double[] weights;
    private final double[] positives;
    private final double[] negatives;

    ClassCurves(List<String> names, RankedScores[] ranked, double[] weights) {
        this.names = names;
        this.ranked = ranked;
        this.weights = weights;
        this.positives = new double[ranked.length];
        this.negatives = new double[ranked.length];
        for (int k = 0; k < ranked.length; k++) {
            int at = k;
            ranked[k].sweep(weights, (truePositives, falsePositives) -> {
                positives[at] = truePositives;
                negatives[at] = falsePositives;
            });
        }
    }

    /** The curves that are defined. */
    List<Plot> all() {
        List<Plot> plots = new ArrayList<>();
        List<Line> rates = lines(
                IntStream.range(0, ranked.length)
                        .filter(k -> positives[k] > 0 && negatives[k] > 0)
                        .toArray(),
                this::roc);
        if (!rates.isEmpty()) {
            rates.add(new Line("chance", true, List.of(new Point(0, 0), new Point(1, 1))));
            plots.add(new Curve("roc", "ROC curves", "false positive rate", "true positive rate", rates));
        }
        List<Line> precisions = lines(
                IntStream.range(0, ranked.length).filter(k -> positives[k] > 0).toArray(), this::precisionRecall);
        if (!precisions.isEmpty()) {
            plots.add(new Curve("precision_recall", "Precision and recall", "recall", "precision", precisions));
        }
        return plots;
    }

    /** Draws the curve of a class, and adds its height at each step to the sums. */
    private interface Drawing {
        List<Point> draw(int k, double[] sums);
    }

    /** One line for each of the most frequent classes, and the mean of all. */
    private List<Line> lines(int[] classes, Drawing drawing) {
        List<Integer> drawn = Arrays.stream(classes)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -positives[k]).thenComparing(k -> k))
                .limit(MOST_LINES)
                .toList();
        double[] sums = new double[STEPS + 1];
        List<Line> lines = new ArrayList<>();
        for (int k : classes) {
            List<Point> points = drawing.draw(k, sums);
            if (drawn.contains(k)) {
                lines.add(new Line(names.get(k), false, points));
            }
        }
        if (classes.length > 1) {
            lines.add(mean(sums, classes.length));
        }
        return lines;
    }

    private static Line mean(double[] sums, int count) {
        Outline outline = new Outline(0, sums[0] / count);
        for (int step = 1; step <= STEPS; step++) {
            outline.to((double) step / STEPS, sums[step] / count);
        }
        return new Line("macro average", false, outline.points());
    }

    private List<Point> roc(int k, double[] sums) {
        Outline outline = new Outline(0, 0);
        double[] last = {0, 0};
        int[] next = {0};
        ranked[k].sweep(weights, (truePositives, falsePositives) -> {
            double x = falsePositives / negatives[k];
            double y = truePositives / positives[k];
            outline.to(x, y);
            // Each step takes the height of the line there; of a rise straight up its top.
            while (next[0] <= STEPS && (double) next[0] / STEPS < x) {
                double along = ((double) next[0]++ / STEPS - last[0]) / (x - last[0]);
                sums[next[0] - 1] += last[1] + along * (y - last[1]);
            }
            last[0] = x;
            last[1] = y;
        });
        while (next[0] <= STEPS) {
            sums[next[0]++] += 1;
        }
        return outline.points();
    }

    private List<Point> precisionRecall(int k, double[] sums) {
        List<Outline> outline = new ArrayList<>(1);
        int[] next = {0};
        ranked[k].sweep(weights, (truePositives, falsePositives) -> {
            double recall = truePositives / positives[k];
            double precision = truePositives / (truePositives + falsePositives);
            if (outline.isEmpty()) {
                outline.add(new Outline(0, precision));
            }
            outline.get(0).to(recall, precision);
            // The precision at a recall is that of the highest threshold which reaches it, as average precision has it.
            while (next[0] <= STEPS && (double) next[0] / STEPS <= recall) {
                sums[next[0]++] += precision;
            }
        });
        return outline.get(0).points();
    }
}
