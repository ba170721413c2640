package io.mlops4j.core.evaluation.detection;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.evaluation.AreaRange;
import io.mlops4j.evaluation.DetectionEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A mean that is reported of a detector, as {@code summarize} of COCO's {@code cocoeval.py} prints twelve.
 *
 * @param name of the metric
 * @param kind of what it is the mean
 * @param size of the objects, as a number
 * @param threshold whose precision it is, as a number, or {@link #ALL}
 * @param most detections of an image
 * @param category that it is of, as a number, or {@link #ALL}
 */
record Statistic(String name, Kind kind, int size, int threshold, int most, int category) {
    enum Kind {
        PRECISION,
        RECALL
    }

    static final int ALL = -1;

    /** Metrics of more categories than this are computed only if asked for. */
    private static final int MOST_CATEGORIES = 100;

    /** The thresholds that are reported alone, as parts of ten thousand. */
    private static final Set<Long> TOLD_ALONE = Set.of(5000L, 7500L);

    /** All that can be measured. */
    static List<Statistic> all(DetectionEvaluator evaluator, List<String> groups) {
        return new Build(evaluator).all(groups);
    }

    /** What is measured if nothing is said. */
    static List<Statistic> usual(List<Statistic> all, DetectionEvaluator evaluator, int groups) {
        return all.stream()
                .filter(one -> one.threshold == ALL
                        || evaluator.iouThresholds().size() == 1
                        || TOLD_ALONE.contains(
                                Math.round(evaluator.iouThresholds().get(one.threshold) * 1e4)))
                .filter(one -> one.category == ALL || groups <= MOST_CATEGORIES)
                .toList();
    }

    Measure measure() {
        return Measure.score(name);
    }

    private static final class Build {
        private final DetectionEvaluator evaluator;
        private final int most;
        private final String precision;
        private final String recall;
        private final List<Statistic> all = new ArrayList<>();

        Build(DetectionEvaluator evaluator) {
            this.evaluator = evaluator;
            this.most = evaluator.maxDetections().get(evaluator.maxDetections().size() - 1);
            this.precision = "ap_" + Steps.name(evaluator.iouThresholds());
            this.recall = "ar_" + most;
        }

        List<Statistic> all(List<String> groups) {
            precision(precision, 0, ALL, ALL);
            List<Double> thresholds = evaluator.iouThresholds();
            for (int t = 0; t < thresholds.size() && thresholds.size() > 1; t++) {
                precision("ap_" + Steps.percent(thresholds.get(t)), 0, t, ALL);
            }
            List<AreaRange> ranges = evaluator.areaRanges();
            for (int size = 1; size <= ranges.size(); size++) {
                precision(precision + "_" + ranges.get(size - 1).name(), size, ALL, ALL);
            }
            for (int few : evaluator.maxDetections()) {
                all.add(new Statistic("ar_" + few, Kind.RECALL, 0, ALL, few, ALL));
            }
            for (int size = 1; size <= ranges.size(); size++) {
                recall(recall + "_" + ranges.get(size - 1).name(), size, ALL);
            }
            for (int group = 0; group < groups.size() && !evaluator.ignoresCategories(); group++) {
                precision(precision + "[" + groups.get(group) + "]", 0, ALL, group);
            }
            for (int group = 0; group < groups.size() && !evaluator.ignoresCategories(); group++) {
                recall(recall + "[" + groups.get(group) + "]", 0, group);
            }
            return all;
        }

        private void precision(String name, int size, int threshold, int category) {
            all.add(new Statistic(name, Kind.PRECISION, size, threshold, most, category));
        }

        private void recall(String name, int size, int category) {
            all.add(new Statistic(name, Kind.RECALL, size, ALL, most, category));
        }
    }
}
