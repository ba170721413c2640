package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;

/**
 * What is wrong with one column, output or metric in one window.
 *
 * @param subject the name of the column, output or metric, as {@code income}
 * @param test what told, as {@code psi} or {@code kolmogorov_smirnov}; for a metric, how it was come by, as {@code labels} or {@code cbpe}
 * @param value what the test said, or the value of the metric
 * @param threshold what it was held against
 * @param side on which side of the threshold trouble lies
 * @param detail more in words, as {@code mean 0.51, was 0.02 in the reference}; empty if there is nothing more
 */
public record AlertFinding(String subject, String test, double value, double threshold, Side side, String detail) {
    /** On which side of the threshold trouble lies. */
    public enum Side {
        /** A value above it is trouble: a distance, an error. */
        ABOVE,
        /** A value below it is trouble: a p-value, an accuracy. */
        BELOW
    }

    /** Refuses what names nothing and what is no number. */
    public AlertFinding {
        if (subject.isBlank() || test.isBlank()) {
            throw new InvalidInput(
                    "A finding names its column and its test; got '" + subject + "' and '" + test + "'.");
        }
        if (Double.isNaN(value) || Double.isNaN(threshold)) {
            throw new InvalidInput("The finding on '" + subject + "' has the value " + value + " and the threshold "
                    + threshold + "; give numbers, and leave out what is undefined.");
        }
    }

    /** A finding whose trouble lies above the threshold. */
    public static AlertFinding above(String subject, String test, double value, double threshold) {
        return new AlertFinding(subject, test, value, threshold, Side.ABOVE, "");
    }

    /** A finding whose trouble lies below the threshold. */
    public static AlertFinding below(String subject, String test, double value, double threshold) {
        return new AlertFinding(subject, test, value, threshold, Side.BELOW, "");
    }

    /** The same with more to tell, as {@code mean 0.51, was 0.02 in the reference}. */
    public AlertFinding detail(String detail) {
        return new AlertFinding(subject, test, value, threshold, side, detail);
    }

    /** Whether the value is as bad as another, or worse. */
    public boolean reaches(double limit) {
        return side == Side.ABOVE ? value >= limit : value <= limit;
    }

    /** The test, the value and the threshold in words, as {@code psi 0.31, above the threshold 0.2}. */
    public String measured() {
        return AlertText.measured(this);
    }
}
