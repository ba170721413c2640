package io.mlops4j.core.serving.rollout;

import io.mlops4j.core.stats.sequential.Interval;
import io.mlops4j.core.stats.sequential.QuantileBounds;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Times in seconds, in buckets. Immutable. */
final class LatencyTimes {
    private final double[] ends;
    private final long[] counts;
    private final long total;

    private LatencyTimes(double[] ends, long[] counts, long total) {
        this.ends = ends;
        this.counts = counts;
        this.total = total;
    }

    /** Of buckets by their upper end in nanoseconds. */
    static LatencyTimes of(Map<Long, Long> latencies) {
        TreeMap<Long, Long> sorted = new TreeMap<>(latencies);
        return new LatencyTimes(
                sorted.keySet().stream().mapToDouble(nanos -> nanos / 1e9).toArray(),
                sorted.values().stream().mapToLong(Long::longValue).toArray(),
                sorted.values().stream().mapToLong(Long::longValue).sum());
    }

    /** Where a quantile surely is. */
    Interval bounds(double quantile, double alpha) {
        return QuantileBounds.of(ends, counts, quantile, alpha);
    }

    long total() {
        return total;
    }

    /** The quantile of these times themselves. */
    Optional<Double> quantile(double quantile) {
        long before = 0;
        for (int i = 0; i < ends.length; i++) {
            before += counts[i];
            if (before >= quantile * total) {
                return Optional.of(ends[i]);
            }
        }
        return Optional.empty();
    }
}
