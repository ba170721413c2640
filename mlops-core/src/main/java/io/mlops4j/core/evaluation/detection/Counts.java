package io.mlops4j.core.evaluation.detection;

import io.mlops4j.evaluation.DetectionEvaluator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/** The statistics of images that weigh something. What several of them share is counted once. Not safe for use by many threads. */
final class Counts {
    private final List<CategoryMatches> matches;
    private final double[] weights;
    private final double[] recalls;
    private final int thresholds;

    /** By what is shared, then by category. */
    private final Map<Part, double[]> parts = new HashMap<>();

    /** The values of all categories for objects of one size at one threshold. */
    private record Part(Statistic.Kind kind, int size, int threshold, int most) {}

    Counts(DetectionEvaluator evaluator, List<CategoryMatches> matches, double[] weights) {
        this.matches = matches;
        this.weights = weights;
        this.recalls = evaluator.recallThresholds().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        this.thresholds = evaluator.iouThresholds().size();
    }

    /** NaN if there is no object that counts for it. */
    double of(Statistic statistic) {
        int from = statistic.threshold() == Statistic.ALL ? 0 : statistic.threshold();
        int to = statistic.threshold() == Statistic.ALL ? thresholds : from + 1;
        return IntStream.range(from, to)
                .mapToObj(threshold -> parts.computeIfAbsent(
                        new Part(statistic.kind(), statistic.size(), threshold, statistic.most()), this::count))
                .flatMapToDouble(values -> statistic.category() == Statistic.ALL
                        ? Arrays.stream(values)
                        : Arrays.stream(values, statistic.category(), statistic.category() + 1))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private double[] count(Part part) {
        return part.kind == Statistic.Kind.RECALL
                ? each(part, (found, all) -> found.recall(weights, all, part.size, part.threshold, part.most))
                : each(
                        part,
                        (found, all) -> Arrays.stream(
                                        found.precisions(weights, all, part.size, part.threshold, recalls))
                                .average()
                                .orElseThrow());
    }

    /** By category; NaN for one without an object. */
    private double[] each(Part part, ToDoubleBiFunction<CategoryMatches, Double> value) {
        return matches.stream()
                .mapToDouble(found -> {
                    double all = found.objects(weights, part.size);
                    return all > 0 ? value.applyAsDouble(found, all) : Double.NaN;
                })
                .toArray();
    }
}
