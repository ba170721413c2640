package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/** The ranges of settings. */
final class Check {
    private Check() {}

    static void probability(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidInput("The " + what + " " + value + " is not in (0, 1); give one such as 0.002.");
        }
    }

    static void positive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new InvalidInput("The " + what + " " + value + " is not a finite number above 0.");
        }
    }

    static void notNegative(String what, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new InvalidInput("The " + what + " " + value + " is not a finite number of at least 0.");
        }
    }

    static void atLeast(int least, String what, int value) {
        if (value < least) {
            throw new InvalidInput("The " + what + " is " + value + "; it is at least " + least + ".");
        }
    }
}
