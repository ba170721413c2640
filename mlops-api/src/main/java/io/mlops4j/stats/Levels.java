package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/** Levels of significance. */
final class Levels {
    private Levels() {}

    /** The same, if it is a probability that decides anything. */
    static double checked(double level) {
        if (!(level > 0 && level < 1)) {
            throw new InvalidInput("The level " + level + " is not in (0, 1); give one such as 0.05.");
        }
        return level;
    }
}
