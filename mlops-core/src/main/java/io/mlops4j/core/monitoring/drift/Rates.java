package io.mlops4j.core.monitoring.drift;

import io.mlops4j.InvalidInput;

/** Checks what is given as a rate of false alarms. */
public final class Rates {
    private Rates() {}

    /** The rate, if it is one. */
    public static double checked(double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new InvalidInput("A false alarm rate of " + rate + " is not between 0 and 1; give 0.01.");
        }
        return rate;
    }
}
