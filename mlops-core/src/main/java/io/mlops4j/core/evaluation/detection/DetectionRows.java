package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.AreaRange;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Images. What was found in them is matched once, and then only counted. */
final class DetectionRows implements Rows {
    private static final int MOST_LINES = 8;

    private final DetectionEvaluator evaluator;

    /** The categories, or one name for all of them where they are taken for one. */
    private final List<String> groups;

    private final List<Statistic> statistics;
    private final List<CategoryMatches> matches;
    private final double[] weights;
    private final int[] original;

    private DetectionRows(
            DetectionEvaluator evaluator,
            List<String> groups,
            List<Statistic> statistics,
            List<CategoryMatches> matches,
            double[] weights,
            int[] original) {
        this.evaluator = evaluator;
        this.groups = groups;
        this.statistics = statistics;
        this.matches = matches;
        this.weights = weights;
        this.original = original;
    }

    static DetectionRows of(
            DetectionEvaluator evaluator,
            List<String> categories,
            List<Statistic> statistics,
            List<DetectionImage> images,
            double[] weights) {
        return new DetectionRows(
                evaluator,
                evaluator.ignoresCategories() ? List.of("all categories") : categories,
                statistics,
                Matching.of(evaluator, categories, images),
                weights,
                IntStream.range(0, images.size()).toArray());
    }

    @Override
    public String task() {
        return "detection";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("iou_thresholds", Steps.text(evaluator.iouThresholds()));
        settings.put("recall_thresholds", Steps.text(evaluator.recallThresholds()));
        settings.put(
                "max_detections",
                evaluator.maxDetections().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        for (AreaRange range : evaluator.areaRanges()) {
            settings.put("area_" + range.name(), range.least() + " to " + range.most());
        }
        if (evaluator.ignoresCategories()) {
            settings.put("categories", "taken for one");
        }
        return settings;
    }

    @Override
    public List<Measure> measures() {
        return statistics.stream().map(Statistic::measure).toList();
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
        int[] positions = new int[weights.length];
        Arrays.fill(positions, -1);
        for (int i = 0; i < kept.length; i++) {
            positions[kept[i]] = i;
        }
        return new DetectionRows(
                evaluator,
                groups,
                statistics,
                matches.stream().map(one -> one.at(positions)).toList(),
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept));
    }

    @Override
    public double[] measure(double[] w) {
        Counts counts = new Counts(evaluator, matches, w);
        return statistics.stream().mapToDouble(counts::of).toArray();
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: no image has an object that counts for it.";
    }

    @Override
    public List<String> caveats() {
        List<String> without = IntStream.range(0, groups.size())
                .filter(group -> matches.get(group).objects(weights, 0) == 0)
                .mapToObj(groups::get)
                .toList();
        return without.isEmpty()
                ? List.of()
                : List.of("The means leave out the categories without an object: " + String.join(", ", without) + ".");
    }

    @Override
    public List<Plot> plots() {
        List<Line> lines = IntStream.range(0, groups.size())
                .filter(group -> matches.get(group).objects(weights, 0) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(group -> -matches.get(group).objects(weights, 0)))
                .limit(MOST_LINES)
                .map(this::line)
                .toList();
        return lines.isEmpty()
                ? List.of()
                : List.of(new Curve(
                        "precision_recall",
                        "Precision and recall at an overlap of "
                                + evaluator.iouThresholds().get(0),
                        "recall",
                        "precision",
                        lines));
    }

    private Line line(int group) {
        double[] recalls = evaluator.recallThresholds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        CategoryMatches found = matches.get(group);
        double[] precisions = found.precisions(weights, found.objects(weights, 0), 0, 0, recalls);
        List<Point> points = new ArrayList<>();
        for (int r = 0; r < recalls.length; r++) {
            points.add(new Point(recalls[r], precisions[r]));
        }
        return new Line(groups.get(group), false, points);
    }
}
