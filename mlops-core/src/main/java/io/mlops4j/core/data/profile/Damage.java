package io.mlops4j.core.data.profile;

import io.mlops4j.InvalidInput;

/** The state of a profiler that is none. */
final class Damage {
    private static final String SENTENCE =
            "The bytes are not the state of a profiler of this release; take them from Profiler.toBytes() and pass them on"
                    + " unchanged.";

    private static final long MOST = 1L << 53;

    private Damage() {}

    static void unless(boolean possible) {
        if (!possible) {
            throw new InvalidInput(SENTENCE);
        }
    }

    /** A count, small enough that a thousand of them can be added up. */
    static long count(long value) {
        unless(value >= 0 && value <= MOST);
        return value;
    }

    static long positive(long value) {
        unless(value > 0);
        return count(value);
    }

    static InvalidInput failure(Exception cause) {
        return new InvalidInput(SENTENCE, cause);
    }
}
