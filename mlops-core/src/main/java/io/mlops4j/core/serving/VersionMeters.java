package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.LatencyQuantiles;
import io.mlops4j.spi.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * What one version has served on one endpoint of this process, over all the times that it was loaded. Adding takes no lock and allocates nothing; threads add to striped counters and to buckets that
 * they seldom share.
 */
final class VersionMeters {
    private static final String TIMES = "mlops4j.predictions";
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final Target target;
    private final Meters meters;
    private final Map<String, String> answeredTags;
    private final Map<String, String> failedTags;
    private final Map<String, String> fallbackTags;
    private final LongAdder failed = new LongAdder();
    private final LongAdder fallbacks = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Two digits: a quantile is known to one part in a hundred. */
    private final AtomicHistogram latencies = new AtomicHistogram(LONGEST_NANOS, 2);

    VersionMeters(String endpoint, Target target, Meters meters) {
        this.target = target;
        this.meters = meters;
        this.answeredTags = tags(endpoint, target, "answered");
        this.failedTags = tags(endpoint, target, "failed");
        this.fallbackTags = tags(endpoint, target, "fallback");
    }

    private static Map<String, String> tags(String endpoint, Target target, String outcome) {
        return Map.of(
                "endpoint",
                endpoint,
                "model",
                target.model(),
                "version",
                Integer.toString(target.number()),
                "outcome",
                outcome);
    }

    void answered(long tookNanos) {
        nanos.add(tookNanos);
        latencies.recordValue(Math.min(tookNanos, LONGEST_NANOS));
        meters.time(TIMES, answeredTags, tookNanos);
    }

    void failed(long tookNanos) {
        failed.increment();
        meters.time(TIMES, failedTags, tookNanos);
    }

    void fellBack() {
        fallbacks.increment();
        meters.count(TIMES + ".fallbacks", fallbackTags, 1);
    }

    VersionStats stats() {
        // A copy, since requests go on recording.
        Histogram seen = new Histogram(latencies);
        seen.reset();
        seen.add(latencies);
        long good = seen.getTotalCount();
        long bad = failed.sum();
        Duration mean = good == 0 ? Duration.ZERO : Duration.ofNanos(nanos.sum() / good);
        return new VersionStats(
                target.model(), target.number(), good + bad, bad, fallbacks.sum(), mean, quantiles(seen));
    }

    private static LatencyQuantiles quantiles(Histogram times) {
        return new LatencyQuantiles(
                Duration.ofNanos(times.getValueAtPercentile(50)),
                Duration.ofNanos(times.getValueAtPercentile(90)),
                Duration.ofNanos(times.getValueAtPercentile(99)),
                Duration.ofNanos(times.getMaxValue()));
    }
}
