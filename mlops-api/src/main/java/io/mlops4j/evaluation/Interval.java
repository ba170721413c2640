package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/**
 * The range that a metric's true value plausibly lies in. Immutable.
 *
 * @param low the lower end, not NaN
 * @param high the upper end, not below {@code low}
 * @param confidence the share of such intervals that hold the true value, in (0, 1): {@code 0.95}
 * @param method how it was computed, for a person to read: {@code DeLong}, {@code Wilson}, {@code BCa bootstrap, 1000 resamples}
 */
public record Interval(double low, double high, double confidence, String method) {
    /** Refuses ends in the wrong order, NaN, a confidence outside (0, 1) and an empty method with {@link InvalidInput}. */
    public Interval {
        if (!(low <= high)) {
            throw new InvalidInput("The interval [" + low + ", " + high
                    + "] holds no value; give the lower end first, and neither as NaN.");
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new InvalidInput(
                    "The confidence " + confidence + " of an interval is not between 0 and 1; give 0.95.");
        }
        if (method.isBlank()) {
            throw new InvalidInput("An interval says how it was computed; its method is empty.");
        }
    }

    /** Whether a value lies in it, the ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
