package io.mlops4j.core.serving.load;

import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A limit that follows the latency, as TCP Vegas (Brakmo and Peterson 1995) lets a window follow the round-trip time: in windows of 64 requests the mean latency is held against the one without queues; the
 * limit grows by one while it is at most one and a half times that, and shrinks in proportion when it is more than twice. What the latency is without queues is measured at the lowest limit, at the beginning and
 * then, as BBR (Cardwell and others 2016) does, once in 200 windows, so that overload that lasts does not become the measure. A window in which less than half of the limit was
 * used says nothing of it, and does not grow it.
 *
 * <p>Thread-safe; a request that finds another one counting is not counted, so it never waits.
 */
final class LatencyLimit {
    private static final int WINDOW = 64;
    private static final int PROBE_EVERY = 200;
    private static final double CALM = 1.5;
    private static final double CROWDED = 2;
    private static final int HIGHEST = 1_024;

    private final ReentrantLock counting = new ReentrantLock();
    private final int lowest;
    private double limit;
    private double beforeProbe;
    private boolean probing = true;
    private double baseline = Double.POSITIVE_INFINITY;
    private int windows;
    private double sum;
    private int count;
    private int mostInside;

    /** Begins at the lowest limit. */
    LatencyLimit(int lowest) {
        this.lowest = lowest;
        this.limit = lowest;
        this.beforeProbe = lowest;
    }

    /** Takes a latency and how many requests were in with it; the new limit at the end of a window. */
    OptionalInt add(long nanos, int inside) {
        if (!counting.tryLock()) {
            return OptionalInt.empty();
        }
        try {
            sum += nanos;
            mostInside = Math.max(mostInside, inside);
            return ++count < WINDOW ? OptionalInt.empty() : OptionalInt.of(next());
        } finally {
            counting.unlock();
        }
    }

    private int next() {
        double latest = sum / count;
        boolean used = mostInside >= limit / 2;
        sum = 0;
        count = 0;
        mostInside = 0;
        windows++;
        if (probing) {
            baseline = latest;
            limit = beforeProbe;
            probing = false;
        } else if (windows % PROBE_EVERY == 0) {
            beforeProbe = limit;
            limit = Math.min(limit, lowest);
            probing = true;
        } else {
            follow(latest, used);
        }
        return (int) limit;
    }

    private void follow(double latest, boolean used) {
        baseline = Math.min(baseline, latest);
        if (latest > CROWDED * baseline) {
            limit = Math.max(1, limit * Math.max(0.5, CROWDED * baseline / latest));
        } else if (used && latest <= CALM * baseline) {
            limit = Math.min(HIGHEST, limit + 1);
        }
    }
}
