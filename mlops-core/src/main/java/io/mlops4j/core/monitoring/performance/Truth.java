package io.mlops4j.core.monitoring.performance;

import io.mlops4j.internal.ClassNames;

/**
 * What was true for a prediction.
 *
 * @param micros when it was said, since the epoch
 * @param className as a class
 * @param number as a number, or NaN
 */
public record Truth(long micros, String className, double number) {
    /** A number, or the number of a class. */
    public static Truth of(long micros, double number) {
        return new Truth(micros, ClassNames.of(number), number);
    }

    /** A class; one that reads as a number is that number too. */
    public static Truth of(long micros, String className) {
        return new Truth(micros, className, number(className));
    }

    private static double number(String className) {
        try {
            return Double.parseDouble(className);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Whether this was said before another; the first one counts, in whichever order they come. */
    boolean isBefore(Truth other) {
        return micros != other.micros ? micros < other.micros : className.compareTo(other.className) < 0;
    }
}
