package io.mlops4j.core.evaluation.detection;

import io.mlops4j.evaluation.Annotation;
import io.mlops4j.evaluation.AreaRange;
import io.mlops4j.evaluation.Detection;
import io.mlops4j.evaluation.DetectionEvaluator;
import io.mlops4j.evaluation.DetectionImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The matching of all categories in all images, which counting then goes by. */
final class Matching {
    /** Objects of any size, in COCO's bounds. */
    private static final AreaRange ANY = new AreaRange("any", 0, 1e10);

    private Matching() {}

    /** By category; all together if the evaluator takes them for one. */
    static List<CategoryMatches> of(
            DetectionEvaluator evaluator, List<String> categories, List<DetectionImage> images) {
        List<Map<String, Content>> contents =
                images.stream().map(Matching::byCategory).toList();
        List<List<String>> groups = evaluator.ignoresCategories()
                ? List.of(categories)
                : categories.stream().map(List::of).toList();
        return groups.parallelStream()
                .map(group -> one(evaluator, group, contents))
                .toList();
    }

    private static CategoryMatches one(
            DetectionEvaluator evaluator, List<String> group, List<Map<String, Content>> contents) {
        int[] rows = IntStream.range(0, contents.size())
                .filter(row -> group.stream().anyMatch(contents.get(row)::containsKey))
                .toArray();
        List<AreaRange> sizes = new ArrayList<>(List.of(ANY));
        sizes.addAll(evaluator.areaRanges());
        double[] thresholds = evaluator.iouThresholds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        int most = evaluator.maxDetections().get(evaluator.maxDetections().size() - 1);
        List<double[]> scores = new ArrayList<>();
        ImageMatches[][] matches = new ImageMatches[sizes.size()][rows.length];
        for (int i = 0; i < rows.length; i++) {
            Content content = Content.of(group, contents.get(rows[i]));
            ImageBoxes boxes = new ImageBoxes(content.annotations, content.detections, most);
            scores.add(boxes.scores());
            for (int size = 0; size < matches.length; size++) {
                matches[size][i] = boxes.matches(sizes.get(size), thresholds);
            }
        }
        return CategoryMatches.of(rows, scores, matches, thresholds.length);
    }

    private static Map<String, Content> byCategory(DetectionImage image) {
        Map<String, Content> contents = new HashMap<>();
        for (Annotation annotation : image.annotations()) {
            contents.computeIfAbsent(annotation.category(), name -> new Content())
                    .annotations
                    .add(annotation);
        }
        for (Detection detection : image.detections()) {
            contents.computeIfAbsent(detection.category(), name -> new Content())
                    .detections
                    .add(detection);
        }
        return contents;
    }

    /** What one image has of a category. */
    private static final class Content {
        private final List<Annotation> annotations = new ArrayList<>();
        private final List<Detection> detections = new ArrayList<>();

        /** Of several categories, one after the other. */
        static Content of(List<String> group, Map<String, Content> contents) {
            Content together = new Content();
            for (String category : group) {
                Content one = contents.get(category);
                if (one != null) {
                    together.annotations.addAll(one.annotations);
                    together.detections.addAll(one.detections);
                }
            }
            return together;
        }
    }
}
