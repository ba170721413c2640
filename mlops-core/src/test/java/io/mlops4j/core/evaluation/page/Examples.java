package io.mlops4j.core.evaluation.page;

import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Confusion;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Heatmap;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import io.mlops4j.evaluation.Plot.Reliability;
import io.mlops4j.evaluation.Plot.ReliabilityBin;
import io.mlops4j.evaluation.Plot.Series;
import io.mlops4j.evaluation.Slice;
import io.mlops4j.evaluation.SliceSearchResult;
import io.mlops4j.evaluation.WeakSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Evaluations to show, the same at every run. */
final class Examples {
    private Examples() {}

    /** Two classes, three columns of some values each, with all a page can show. */
    static Evaluation binary(int rows, int values) {
        Random random = new Random(7);
        int[] labels = new int[rows];
        double[] scores = new double[rows];
        String[] region = new String[rows];
        String[] product = new String[rows];
        String[] channel = new String[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = random.nextDouble() < 0.3 ? 1 : 0;
            int group = random.nextInt(values);
            double noise = group == 1 ? 2.2 : 1;
            scores[i] = 1 / (1 + Math.exp(-(labels[i] * 2.4 - 1.5 + noise * random.nextGaussian())));
            region[i] = "region-" + group;
            product[i] = "product-" + random.nextInt(values);
            channel[i] = "channel-" + random.nextInt(values);
        }
        return Evaluator.binary()
                .confidence(0.95)
                .slice("region", region)
                .slice("product", product)
                .slice("channel", channel)
                .evaluate(labels, scores)
                .toBuilder()
                .plot(curve("roc", "ROC curve", "False positive rate", "True positive rate", x -> Math.pow(x, 0.2)))
                .plot(curve("precision_recall", "Precision and recall", "Recall", "Precision", x -> 1 - 0.7 * x * x))
                .plot(scores())
                .comparison(comparison())
                .weakSlices(weakSlices())
                .build();
    }

    static Curve curve(String name, String title, String x, String y, DoubleUnaryOperator shape) {
        List<Point> points = IntStream.rangeClosed(0, 200)
                .mapToObj(i -> new Point(i / 200.0, shape.applyAsDouble(i / 200.0)))
                .toList();
        return new Curve(
                name,
                title,
                x,
                y,
                List.of(
                        new Line("model", false, points),
                        new Line("chance", true, List.of(new Point(0, 0), new Point(1, 1)))));
    }

    static Bars scores() {
        List<Double> edges =
                IntStream.rangeClosed(0, 20).mapToObj(i -> i / 20.0).toList();
        return new Bars(
                "scores",
                "Scores by class",
                "Score",
                edges,
                List.of(
                        new Series("negative", counts(20, i -> 400 * Math.exp(-i / 5.0))),
                        new Series("positive", counts(20, i -> 80 * Math.exp(-(20 - i) / 6.0)))));
    }

    private static List<Double> counts(int bins, DoubleUnaryOperator shape) {
        return IntStream.range(0, bins)
                .mapToObj(i -> (double) Math.round(shape.applyAsDouble(i)))
                .toList();
    }

    static Reliability reliability() {
        List<ReliabilityBin> bins = IntStream.range(0, 10)
                .mapToObj(i -> {
                    double predicted = (i + 0.5) / 10;
                    double observed = predicted * predicted + 0.05;
                    return new ReliabilityBin(
                            predicted,
                            observed,
                            new Interval(Math.max(0, observed - 0.06), Math.min(1, observed + 0.05), 0.95, "Wilson"),
                            30 + 40.0 * (10 - i));
                })
                .toList();
        return new Reliability("reliability", "Reliability", bins);
    }

    static Heatmap heatmap(int cells) {
        List<Double> edges =
                IntStream.rangeClosed(0, cells).mapToObj(i -> i * 50.0 / cells).toList();
        List<List<Double>> counts = new ArrayList<>();
        for (int row = 0; row < cells; row++) {
            double middle = row;
            counts.add(counts(cells, i -> 60 * Math.exp(-Math.pow((i - middle) * 20 / cells, 2) / 8)));
        }
        return new Heatmap("actual_predicted", "Actual and predicted", "Actual", "Predicted", edges, edges, counts);
    }

    static Confusion confusion(int classes) {
        List<List<Double>> counts = new ArrayList<>();
        for (int row = 0; row < classes; row++) {
            int truth = row;
            counts.add(IntStream.range(0, classes)
                    .mapToObj(i -> i == truth ? 80.0 + 3 * i : (double) ((i * 7 + truth * 13) % 11))
                    .toList());
        }
        return new Confusion(
                "confusion",
                "Confusion",
                IntStream.range(0, classes).mapToObj(i -> "class " + i).toList(),
                counts);
    }

    static Comparison comparison() {
        return new Comparison(
                "champion",
                2_000,
                List.of(
                        difference("roc_auc", Direction.HIGHER_IS_BETTER, 0.94, 0.92, 0.011, 0.0004),
                        difference("log_loss", Direction.LOWER_IS_BETTER, 0.31, 0.29, 0.012, 0.002),
                        difference("accuracy", Direction.HIGHER_IS_BETTER, 0.873, 0.871, 0.01, 0.68)));
    }

    private static Difference difference(
            String metric, Direction direction, double value, double baseline, double room, double p) {
        double difference = value - baseline;
        Interval interval = new Interval(difference - room, difference + room, 0.95, "BCa bootstrap");
        Effect effect = new Effect("odds ratio", 1.25, new Interval(1.1, 1.4, 0.95, "Wald"));
        return new Difference(
                metric,
                direction,
                value,
                baseline,
                interval,
                p,
                "paired bootstrap",
                metric.equals("accuracy") ? Optional.of(effect) : Optional.empty());
    }

    static SliceSearchResult weakSlices() {
        return new SliceSearchResult(
                "log_loss",
                0.31,
                412,
                List.of(
                        new WeakSlice(List.of(new Slice("region", "region-1")), 240, 0.52, 0.28, 0.61, 0.00002),
                        new WeakSlice(
                                List.of(new Slice("region", "region-1"), new Slice("channel", "channel-2")),
                                61,
                                0.71,
                                0.3,
                                0.92,
                                0.004)));
    }

    /** A number that is predicted, in units of its own. */
    static Evaluation regression() {
        return Evaluation.of("regression", 1_461)
                .metric(metric("rmse", 3.214, 3.02, 3.41, Direction.LOWER_IS_BETTER))
                .metric(metric("mae", 2.401, 2.27, 2.55, Direction.LOWER_IS_BETTER))
                .metric(metric("r2", 0.842, 0.81, 0.866, Direction.HIGHER_IS_BETTER))
                .metric(Metric.of("explained_variance", 0.843, Direction.HIGHER_IS_BETTER))
                .metric(Metric.of("max_error", 17.3, Direction.LOWER_IS_BETTER))
                .metric(Metric.of("overflown", Double.POSITIVE_INFINITY, Direction.LOWER_IS_BETTER))
                .warning("mape is undefined: 3 targets are 0.")
                .plot(heatmap(50))
                .plot(new Bars(
                        "residuals",
                        "Residuals",
                        "Actual − predicted",
                        IntStream.rangeClosed(-15, 15).mapToObj(i -> (double) i).toList(),
                        List.of(new Series("rows", counts(30, i -> 190 * Math.exp(-Math.pow(i - 14.5, 2) / 20))))))
                .build();
    }

    private static Metric metric(String name, double value, double low, double high, Direction direction) {
        return Metric.of(name, value, direction)
                .withInterval(new Interval(low, high, 0.95, "BCa bootstrap, 1000 resamples"));
    }

    /** Many classes, and a line a class. */
    static Evaluation multiclass(int classes) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            double power = 0.08 + 0.05 * i;
            lines.add(new Line(
                    "class " + i + " against the rest",
                    false,
                    IntStream.rangeClosed(0, 100)
                            .mapToObj(x -> new Point(x / 100.0, Math.pow(x / 100.0, power)))
                            .toList()));
        }
        lines.add(new Line("chance", true, List.of(new Point(0, 0), new Point(1, 1))));
        return Evaluation.of("multiclass", 3_000)
                .metric(metric("accuracy", 0.812, 0.79, 0.83, Direction.HIGHER_IS_BETTER))
                .metric(Metric.of("f1_macro", 0.79, Direction.HIGHER_IS_BETTER))
                .plot(new Curve("roc", "ROC curves", "False positive rate", "True positive rate", lines))
                .plot(confusion(classes))
                .plot(reliability())
                .build();
    }
}
