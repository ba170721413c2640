package io.mlops4j;

import java.time.Duration;

/**
 * How {@link Mlops#collectGarbage} goes about it.
 *
 * @param mode whether blobs are removed or only named
 * @param gracePeriod how long a blob must have been stored before it counts as garbage; a writer stores blobs before the event that
 *     names them, so this must be longer than the longest commit. One day by default
 */
public record GarbagePolicy(Mode mode, Duration gracePeriod) {
    /** Whether blobs are removed. */
    public enum Mode {
        /** Only says what would be removed. */
        DRY_RUN,
        /** Removes. */
        DELETE
    }

    /** Refuses a negative grace period. */
    public GarbagePolicy {
        if (gracePeriod.isNegative()) {
            throw new InvalidInput("A grace period of " + gracePeriod + " is negative; the default is P1D.");
        }
    }

    /** Only says what would be removed, after a grace period of one day. */
    public static GarbagePolicy dryRun() {
        return new GarbagePolicy(Mode.DRY_RUN, Duration.ofDays(1));
    }

    /** Removes what has had no event for a day. */
    public static GarbagePolicy delete() {
        return new GarbagePolicy(Mode.DELETE, Duration.ofDays(1));
    }

    /** The same with another grace period. */
    public GarbagePolicy gracePeriod(Duration gracePeriod) {
        return new GarbagePolicy(mode, gracePeriod);
    }
}
