package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.Selection;
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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Images. What was found in them is matched once, and then only counted. */
final class DetectionRows implements Rows {
    private static final int MOST_LINES = 8;
    private static final int[] DETECTIONS = {1, 10, ImageMatches.MOST_DETECTIONS};
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
        Map<AreaRange, CategoryMatches> bySize = new EnumMap<>(AreaRange.class);
        for (AreaRange range : AreaRange.values()) {
            bySize.put(
                    range,
                    new CategoryMatches(images.stream()
                            .map(image -> ImageMatches.of(
                                    image.annotations().stream()
                                            .filter(truth -> truth.category().equals(category))
                                            .toList(),
                                    image.detections().stream()
                                            .filter(detection ->
                                                    detection.category().equals(category))
                                            .toList(),
                                    range))
                            .toArray(ImageMatches[]::new)));
        }
        return bySize;
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
    public int[] strata() {
        return new int[weights.length];
    }

    @Override
    public Rows only(IntPredicate keep) {
        int[] kept = Selection.positions(original, keep);
        return new DetectionRows(
                categories,
                measures,
                Arrays.stream(kept).mapToObj(images::get).toList(),
                SortedOrder.permuted(weights, kept),
                SortedOrder.permuted(original, kept));
    }

    @Override
    public double[] measure(double[] w) {
        double[] values = new double[measures.size()];
        for (int m = 0; m < values.length; m++) {
            values[m] = value(measures.get(m).name(), w);
        }
        return values;
    }

    private double value(String measure, double[] w) {
        if (measure.endsWith("]")) {
            int category = categories.indexOf(measure.substring(measure.indexOf('[') + 1, measure.length() - 1));
            return precision(category, AreaRange.ALL, 0, ImageMatches.OVERLAPS.length, w);
        }
        String size = measure.substring(measure.lastIndexOf('_') + 1).toUpperCase(Locale.ROOT);
        AreaRange range = Arrays.stream(AreaRange.values())
                .filter(one -> one.name().equals(size))
                .findFirst()
                .orElse(AreaRange.ALL);
        double sum = 0;
        int count = 0;
        for (int category = 0; category < categories.size(); category++) {
            double value = switch (measure) {
                case "ap_50" -> precision(category, range, 0, 1, w);
                case "ap_75" -> precision(category, range, OVERLAP_75, OVERLAP_75 + 1, w);
                case "ar_1" -> recall(category, range, DETECTIONS[0], w);
                case "ar_10" -> recall(category, range, DETECTIONS[1], w);
                default ->
                    measure.startsWith("ar_")
                            ? recall(category, range, DETECTIONS[2], w)
                            : precision(category, range, 0, ImageMatches.OVERLAPS.length, w);
            };
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    /** The mean average precision of a category over some overlaps; NaN without an object. */
    private double precision(int category, AreaRange range, int from, int to, double[] w) {
        CategoryMatches found = of(category, range);
        double objects = found.objects(w);
        if (objects == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int overlap = from; overlap < to; overlap++) {
            sum += found.averagePrecision(w, objects, overlap);
        }
        return sum / (to - from);
    }

    private double recall(int category, AreaRange range, int most, double[] w) {
        CategoryMatches found = of(category, range);
        double objects = found.objects(w);
        if (objects == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int overlap = 0; overlap < ImageMatches.OVERLAPS.length; overlap++) {
            sum += found.recall(w, objects, overlap, most);
        }
        return sum / ImageMatches.OVERLAPS.length;
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
