package io.mlops4j.core.monitoring.drift;

import io.mlops4j.core.stats.sketch.LogBuckets;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a column's numbers beside the counts of bins.
 *
 * @param moments mean and spread; empty for categories and without numbers
 * @param tails the finite numbers in no bin, how many by the code of {@link LogBuckets}
 */
public record OfNumbers(Optional<Moments> moments, Map<Integer, Long> tails) {
    /** By what users see. */
    SortedMap<Double, Long> tailNumbers() {
        SortedMap<Double, Long> numbers = new TreeMap<>();
        tails.forEach((code, count) -> numbers.put(LogBuckets.value(code), count));
        return numbers;
    }
}
