package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.DetectionImage;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Curve;
import io.mlops4j.evaluation.Plot.Line;
import io.mlops4j.evaluation.Plot.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Images. What was found in them is matched once, and then only counted. */
final class DetectionRows implements Rows {
    private static final int MOST_LINES = 8;
    private static final int[] DETECTIONS = {1, 10};
    private static final int OVERLAP_75 = 5;

    private final List<String> categories;
    private final List<Measure> measures;
    private final List<DetectionImage> images;
    private final double[] weights;
    private final int[] original;

    /** By category, then by size. */
    private final List<Map<AreaRange, CategoryMatches>> matches;

    private DetectionRows(
            List<String> categories,
            List<Measure> measures,
            List<DetectionImage> images,
            double[] weights,
            int[] original) {
        this.categories = categories;
        this.measures = measures;
        this.images = images;
        this.weights = weights;
        this.original = original;
        this.matches = categories.stream()
                .parallel()
                .map(category -> matches(category, images))
                .toList();
    }

    static DetectionRows of(
            List<String> categories, List<Measure> measures, List<DetectionImage> images, double[] weights) {
        return new DetectionRows(
                categories,
                measures,
                images,
                weights,
                IntStream.range(0, images.size()).toArray());
    }

    /** All that can be measured. */
    static List<Measure> measures(List<String> categories) {
        List<Measure> measures = new ArrayList<>();
        for (String name : List.of(
                "ap_50_95",
                "ap_50",
                "ap_75",
                "ap_50_95_small",
                "ap_50_95_medium",
                "ap_50_95_large",
                "ar_1",
                "ar_10",
                "ar_100",
                "ar_100_small",
                "ar_100_medium",
                "ar_100_large")) {
            measures.add(Measure.score(name));
        }
        categories.forEach(category -> measures.add(Measure.score("ap_50_95[" + category + "]")));
        return measures;
    }

    private static Map<AreaRange, CategoryMatches> matches(String category, List<DetectionImage> images) {
        List<DetectionImage> ofCategory =
                images.stream().map(image -> only(category, image)).toList();
        Map<AreaRange, CategoryMatches> bySize = new EnumMap<>(AreaRange.class);
        for (AreaRange range : AreaRange.values()) {
            bySize.put(
                    range,
                    new CategoryMatches(ofCategory.stream()
                            .map(image -> ImageMatches.of(image.annotations(), image.detections(), range))
                            .toArray(ImageMatches[]::new)));
        }
        return bySize;
    }

    private static DetectionImage only(String category, DetectionImage image) {
        return new DetectionImage(
                image.annotations().stream()
                        .filter(truth -> truth.category().equals(category))
                        .toList(),
                image.detections().stream()
                        .filter(detection -> detection.category().equals(category))
                        .toList());
    }

    private CategoryMatches of(int category, AreaRange range) {
        return Objects.requireNonNull(matches.get(category).get(range));
    }

    @Override
    public String task() {
        return "detection";
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
        return new DetectionRows(
                categories,
                measures,
                Arrays.stream(kept).mapToObj(images::get).toList(),
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept));
    }

    @Override
    public double[] measure(double[] w) {
        Map<AreaRange, double[][]> precisions = new EnumMap<>(AreaRange.class);
        double[] values = new double[measures.size()];
        for (int m = 0; m < values.length; m++) {
            String name = measures.get(m).name();
            AreaRange range = range(name);
            values[m] = name.startsWith("ar_")
                    ? mean(recalls(range, most(name), w))
                    : precision(name, precisions.computeIfAbsent(range, one -> precisions(one, w)));
        }
        return values;
    }

    private static AreaRange range(String measure) {
        String size = measure.substring(measure.lastIndexOf('_') + 1).toUpperCase(Locale.ROOT);
        return Arrays.stream(AreaRange.values())
                .filter(range -> range.name().equals(size))
                .findFirst()
                .orElse(AreaRange.ALL);
    }

    private static int most(String measure) {
        return measure.equals("ar_1")
                ? DETECTIONS[0]
                : measure.equals("ar_10") ? DETECTIONS[1] : ImageMatches.MOST_DETECTIONS;
    }

    /** A measure from the average precisions of each category at each overlap. */
    private double precision(String measure, double[][] precisions) {
        if (measure.endsWith("]")) {
            String category = measure.substring(measure.indexOf('[') + 1, measure.length() - 1);
            return mean(precisions[categories.indexOf(category)]);
        }
        return switch (measure) {
            case "ap_50" ->
                mean(Arrays.stream(precisions).mapToDouble(p -> p[0]).toArray());
            case "ap_75" ->
                mean(Arrays.stream(precisions).mapToDouble(p -> p[OVERLAP_75]).toArray());
            default ->
                mean(Arrays.stream(precisions).mapToDouble(DetectionRows::mean).toArray());
        };
    }

    /** Over those that are defined. */
    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** By category and overlap; NaN for a category without an object. */
    private double[][] precisions(AreaRange range, double[] w) {
        double[][] precisions = new double[categories.size()][ImageMatches.OVERLAPS.length];
        for (int category = 0; category < precisions.length; category++) {
            CategoryMatches found = of(category, range);
            double objects = found.objects(w);
            Arrays.setAll(
                    precisions[category],
                    overlap -> objects == 0 ? Double.NaN : found.averagePrecision(w, objects, overlap));
        }
        return precisions;
    }

    /** By category, the mean over the overlaps; NaN for a category without an object. */
    private double[] recalls(AreaRange range, int most, double[] w) {
        double[] recalls = new double[categories.size()];
        for (int category = 0; category < recalls.length; category++) {
            CategoryMatches found = of(category, range);
            double objects = found.objects(w);
            double[] byOverlap = new double[ImageMatches.OVERLAPS.length];
            Arrays.setAll(byOverlap, overlap -> objects == 0 ? Double.NaN : found.recall(w, objects, overlap, most));
            recalls[category] = mean(byOverlap);
        }
        return recalls;
    }

    @Override
    public String undefined(Measure measure) {
        return measure.name() + " is undefined: no image has an object that counts for it.";
    }

    @Override
    public List<String> caveats() {
        List<String> without = IntStream.range(0, categories.size())
                .filter(category -> of(category, AreaRange.ALL).objects(weights) == 0)
                .mapToObj(categories::get)
                .toList();
        return without.isEmpty()
                ? List.of()
                : List.of("The means leave out the categories without an object: " + String.join(", ", without) + ".");
    }

    @Override
    public List<Plot> plots() {
        List<Line> lines = IntStream.range(0, categories.size())
                .filter(category -> of(category, AreaRange.ALL).objects(weights) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        category -> -of(category, AreaRange.ALL).objects(weights)))
                .limit(MOST_LINES)
                .map(this::line)
                .toList();
        return lines.isEmpty()
                ? List.of()
                : List.of(new Curve(
                        "precision_recall", "Precision and recall at an overlap of 0.5", "recall", "precision", lines));
    }

    private Line line(int category) {
        CategoryMatches found = of(category, AreaRange.ALL);
        double[] precisions = found.precisions(weights, found.objects(weights), 0);
        List<Point> points = new ArrayList<>();
        for (int r = 0; r < precisions.length; r++) {
            points.add(new Point(r / 100.0, precisions[r]));
        }
        return new Line(categories.get(category), false, points);
    }
}
