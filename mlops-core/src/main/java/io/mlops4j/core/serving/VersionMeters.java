package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.serving.EndpointStats.VersionStats;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What one version has served on one endpoint of this process, over all the times that it was loaded. Striped, so that threads do not meet. */
final class VersionMeters {
    private final Target target;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    VersionMeters(Target target) {
        this.target = target;
    }

    void answered(long tookNanos) {
        answered.increment();
        nanos.add(tookNanos);
    }

    void failed() {
        failed.increment();
    }

    VersionStats stats() {
        long good = answered.sum();
        long bad = failed.sum();
        Duration mean = good == 0 ? Duration.ZERO : Duration.ofNanos(nanos.sum() / good);
        return new VersionStats(target.model(), target.number(), good + bad, bad, mean);
    }
}
