package io.mlops4j.core.serving.rollout;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was seen of one version in one step. Evidence adds up over processes. Units are what chance was drawn for: requests without a key, and keys, of which
 * only the first request counts, since a user who comes back is not a second draw.
 *
 * @param requests how many requests it got
 * @param units how many of them count
 * @param errors how many of these failed
 * @param latencies how many of those that did not fail took how many nanoseconds: the upper end of a bucket, and a count
 * @param values what labels and meters say, by name
 * @param classes how many predictions fell on which class or bin
 * @param spreads how many values of a meter fell into which of {@link io.mlops4j.core.stats.sketch.LogBuckets}, by the name of the meter
 */
public record ArmEvidence(
        long requests,
        long units,
        long errors,
        Map<Long, Long> latencies,
        Map<String, Moments> values,
        Map<String, Long> classes,
        Map<String, Map<Integer, Long>> spreads) {
    /** None yet. */
    public static final ArmEvidence NONE = new ArmEvidence(0, 0, 0, Map.of(), Map.of(), Map.of());

    /** Copies the maps. */
    public ArmEvidence {
        latencies = Map.copyOf(latencies);
        values = Map.copyOf(values);
        classes = Map.copyOf(classes);
        spreads = Map.copyOf(spreads);
    }

    /** Without values of meters that are kept by their size. */
    public ArmEvidence(
            long requests,
            long units,
            long errors,
            Map<Long, Long> latencies,
            Map<String, Moments> values,
            Map<String, Long> classes) {
        this(requests, units, errors, latencies, values, classes, Map.of());
    }

    /** Both added up. */
    public ArmEvidence plus(ArmEvidence other) {
        return new ArmEvidence(
                requests + other.requests,
                units + other.units,
                errors + other.errors,
                merged(latencies, other.latencies),
                mergedValues(other),
                merged(classes, other.classes),
                mergedSpreads(other));
    }

    private Map<String, Map<Integer, Long>> mergedSpreads(ArmEvidence other) {
        Map<String, Map<Integer, Long>> sum = new TreeMap<>(spreads);
        other.spreads.forEach((name, counts) -> sum.merge(name, counts, ArmEvidence::merged));
        return sum;
    }

    private static <K extends Comparable<K>> Map<K, Long> merged(Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sum = new TreeMap<>(one);
        other.forEach((key, count) -> sum.merge(key, count, Long::sum));
        return sum;
    }

    private Map<String, Moments> mergedValues(ArmEvidence other) {
        Map<String, Moments> sum = new TreeMap<>(values);
        other.values.forEach((name, moments) -> sum.merge(name, moments, Moments::plus));
        return sum;
    }

    /** The failures among what counts. */
    public Moments failures() {
        return Moments.ofShare(errors, units);
    }

    /** What labels or meters say under a name. */
    public Moments value(String name) {
        return values.getOrDefault(name, Moments.NONE);
    }
}
