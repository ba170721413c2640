package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.stream.IntStream;

/** What a detection evaluator reckons by: the parameters of COCO's evaluation, by its defaults. */
record DetectionSettings(
        List<Double> iouThresholds,
        List<Double> recallThresholds,
        List<Integer> maxDetections,
        List<AreaRange> areaRanges,
        List<String> categories,
        boolean ignoresCategories) {
    static final DetectionSettings COCO = new DetectionSettings(
            steps(10, 0.5, 0.95), steps(101, 0, 1), List.of(1, 10, 100), AreaRange.COCO, List.of(), false);

    /** Names tell thresholds apart to a hundredth of a percent. */
    private static final double FINEST = 1e4;

    /** As numpy's {@code linspace} has them, to the last bit. */
    private static List<Double> steps(int count, double first, double last) {
        double step = (last - first) / (count - 1);
        return IntStream.range(0, count)
                .mapToObj(i -> i == count - 1 ? last : i * step + first)
                .toList();
    }

    DetectionSettings iouThresholds(List<Double> thresholds) {
        if (thresholds.isEmpty()) {
            throw new InvalidInput("There are no IoU thresholds; give at least one, such as 0.5.");
        }
        for (double threshold : thresholds) {
            if (!(threshold >= 1 / FINEST && threshold <= 1)) {
                throw new InvalidInput(
                        "The IoU threshold " + threshold
                                + " is not between 0.0001 and 1; give the share that a detection and an object have in common.");
            }
        }
        for (int i = 1; i < thresholds.size(); i++) {
            if (Math.round(thresholds.get(i) * FINEST) <= Math.round(thresholds.get(i - 1) * FINEST)) {
                throw new InvalidInput("The IoU threshold " + thresholds.get(i) + " comes after "
                        + thresholds.get(i - 1) + "; give them in ascending order, at least 0.0001 apart.");
            }
        }
        return new DetectionSettings(
                thresholds, recallThresholds, maxDetections, areaRanges, categories, ignoresCategories);
    }

    DetectionSettings recallThresholds(List<Double> thresholds) {
        if (thresholds.isEmpty()) {
            throw new InvalidInput(
                    "There are no recalls to take the precision at; give at least one, such as 0, 0.5, 1.");
        }
        for (int i = 0; i < thresholds.size(); i++) {
            double threshold = thresholds.get(i);
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new InvalidInput("The recall " + threshold + " to take the precision at is not in [0, 1].");
            }
            if (i > 0 && threshold <= thresholds.get(i - 1)) {
                throw new InvalidInput("The recall " + threshold + " to take the precision at comes after "
                        + thresholds.get(i - 1) + "; give them in ascending order, each once.");
            }
        }
        return new DetectionSettings(
                iouThresholds, thresholds, maxDetections, areaRanges, categories, ignoresCategories);
    }

    DetectionSettings maxDetections(List<Integer> most) {
        if (most.isEmpty()) {
            throw new InvalidInput("There is no greatest number of detections; give at least one, such as 100.");
        }
        if (most.get(0) < 1) {
            throw new InvalidInput(
                    "At most " + most.get(0) + " detections of an image would be none; give at least 1.");
        }
        for (int i = 1; i < most.size(); i++) {
            if (most.get(i) <= most.get(i - 1)) {
                throw new InvalidInput("The number of detections " + most.get(i) + " comes after " + most.get(i - 1)
                        + "; give them in ascending order, each once.");
            }
        }
        return new DetectionSettings(iouThresholds, recallThresholds, most, areaRanges, categories, ignoresCategories);
    }

    DetectionSettings areaRanges(List<AreaRange> ranges) {
        firstTwice(ranges.stream().map(AreaRange::name).toList(), "area range");
        return new DetectionSettings(
                iouThresholds, recallThresholds, maxDetections, ranges, categories, ignoresCategories);
    }

    DetectionSettings categories(List<String> names) {
        if (names.isEmpty()) {
            throw new InvalidInput(
                    "There are no categories to evaluate; give at least one, or leave the setting out for all there are.");
        }
        firstTwice(names, "category");
        return new DetectionSettings(
                iouThresholds, recallThresholds, maxDetections, areaRanges, names, ignoresCategories);
    }

    DetectionSettings ignoringCategories() {
        return new DetectionSettings(iouThresholds, recallThresholds, maxDetections, areaRanges, categories, true);
    }

    private static void firstTwice(List<String> names, String what) {
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                throw new InvalidInput("The " + what + " '" + names.get(i) + "' is named twice; name each once.");
            }
        }
    }
}
