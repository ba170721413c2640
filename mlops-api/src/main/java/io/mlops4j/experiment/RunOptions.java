package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Objects;

/**
 * How a run records.
 *
 * <pre>{@code
 * exp.run("nightly", RunOptions.defaults().systemMetrics(Duration.ofSeconds(10)), r -> train(r));
 * }</pre>
 *
 * <p><b>What a crash can cost.</b> Metric points, parameters, tags and notes wait in memory until they are written in the background: when
 * half of {@code bufferedPoints} wait, when {@code flushEvery} has passed since the first that waits, and at {@link ActiveRun#flush} and the
 * end of the run. So a process that dies loses at most the points of the last {@code flushEvery}, plus the time that one write takes, and
 * never more than {@code bufferedPoints} plus what one write carries; after {@code flush}, {@code finish} and {@code fail} return it loses
 * nothing that came before them.
 *
 * @param bufferedPoints how many metric points may wait to be written, at least 16; 65 536 by default
 * @param flushEvery the longest that something waits, at least 10 ms; one second by default
 * @param whenFull what happens to a point when the buffer is full; {@link WhenFull#WAIT} by default
 * @param systemMetricsEvery how often the process is measured, at least 10 ms, or zero for never, which is the default; see {@link
 *     #systemMetrics}
 */
public record RunOptions(int bufferedPoints, Duration flushEvery, WhenFull whenFull, Duration systemMetricsEvery) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final RunOptions DEFAULTS =
            new RunOptions(65_536, Duration.ofSeconds(1), WhenFull.WAIT, Duration.ZERO);

    /** What happens to a metric point when the buffer of its run is full, because points come faster than they can be stored. */
    public enum WhenFull {
        /** The recording thread waits until there is room: nothing is lost. */
        WAIT,
        /** The point is dropped and counted in {@link ActiveRun#droppedPoints}: the recording thread never waits for storage. */
        DROP
    }

    /** Refuses what is out of range with {@link InvalidInput}. */
    public RunOptions {
        Objects.requireNonNull(whenFull, "whenFull");
        if (bufferedPoints < 16) {
            throw new InvalidInput("A buffer of " + bufferedPoints + " points is too small; give 16 or more.");
        }
        if (flushEvery.compareTo(SHORTEST) < 0) {
            throw new InvalidInput("Flushing every " + flushEvery + " is too often; give 10 ms or more.");
        }
        if (!systemMetricsEvery.isZero() && systemMetricsEvery.compareTo(SHORTEST) < 0) {
            throw new InvalidInput("Measuring the process every " + systemMetricsEvery
                    + " is too often; give 10 ms or more, or zero for never.");
        }
    }

    /** The defaults. */
    public static RunOptions defaults() {
        return DEFAULTS;
    }

    /** With a buffer of so many metric points. */
    public RunOptions bufferedPoints(int points) {
        return new RunOptions(points, flushEvery, whenFull, systemMetricsEvery);
    }

    /** Written out at least this often. */
    public RunOptions flushEvery(Duration interval) {
        return new RunOptions(bufferedPoints, interval, whenFull, systemMetricsEvery);
    }

    /** With this policy for a full buffer. */
    public RunOptions whenFull(WhenFull policy) {
        return new RunOptions(bufferedPoints, flushEvery, policy, systemMetricsEvery);
    }

    /**
     * Records how the process fares, as metrics of the run with the number of the sample as step: {@code system/process_cpu} (the share of
     * all processors that the process uses, in [0, 1]), {@code system/heap_used_bytes}, {@code system/gc_time_millis} and {@code
     * system/gc_count} (since the run began), and {@code system/rss_bytes} (resident memory, on Linux). What the platform does not tell is
     * left out.
     *
     * @param interval the time between samples
     */
    public RunOptions systemMetrics(Duration interval) {
        return new RunOptions(bufferedPoints, flushEvery, whenFull, interval);
    }
}
