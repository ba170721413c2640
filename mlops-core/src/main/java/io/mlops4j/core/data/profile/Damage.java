package io.mlops4j.core.data.profile;

import io.mlops4j.InvalidInput;

/** The state of a profiler that is none. */
final class Damage {
    private static final String SENTENCE =
            "The bytes are not the state of a profiler of this release; take them from Profiler.toBytes() and pass them on"
                    + " unchanged.";

    private Damage() {}

    static void unless(boolean possible) {
        if (!possible) {
            throw new InvalidInput(SENTENCE);
        }
    }

    static InvalidInput failure(Exception cause) {
        return new InvalidInput(SENTENCE, cause);
    }
}
