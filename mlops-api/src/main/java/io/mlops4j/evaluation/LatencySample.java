package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Arrays;

/** How long some predictions took. Immutable. */
public final class LatencySample {
    private final long[] nanos;

    private LatencySample(long[] nanos) {
        this.nanos = nanos;
    }

    /** From the duration of each prediction, in nanoseconds; copied, at least one. */
    public static LatencySample ofNanos(long... nanos) {
        if (nanos.length == 0) {
            throw new InvalidInput("A latency is that of at least one prediction.");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new LatencySample(sorted);
    }

    /** How many predictions were timed. */
    public int calls() {
        return nanos.length;
    }

    /** The least duration that at least this share of the predictions did not exceed. */
    public Duration quantile(double share) {
        int rank = (int) Math.ceil(share * nanos.length);
        return Duration.ofNanos(nanos[Math.max(1, Math.min(nanos.length, rank)) - 1]);
    }

    @Override
    public String toString() {
        return nanos.length + " predictions, median " + quantile(0.5).toNanos() / 1e6 + " ms";
    }
}
