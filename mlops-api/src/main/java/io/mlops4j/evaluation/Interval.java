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

    /**
     * The interval of {@code value − baseline} from the intervals of the two alone, for evaluations of different rows, or where only what
     * was stored is left: the method of variance estimates recovery, or square-and-add (Zou and Donner 2008, doi:10.1002/sim.3095). It
     * keeps the lopsidedness of the two, and needs no p-value nor the rows.
     *
     * <p>It takes the two estimates to be independent. On the same rows they rise and fall together, and the interval is wider than need
     * be: a {@link Comparison} tells much smaller differences from chance.
     *
     * @param value of the model in question, finite, with an interval
     * @param baseline the same metric of the other, finite, with an interval of the same confidence
     * @throws io.mlops4j.NotFound if one of them has no interval
     * @throws InvalidInput if they are not the same metric, their confidences differ, or a number in them is infinite
     */
    public static Interval ofDifference(Metric value, Metric baseline) {
        if (!value.name().equals(baseline.name()) || value.direction() != baseline.direction()) {
            throw new InvalidInput("A difference is one of the same metric, not of '" + value.name() + "' and '"
                    + baseline.name() + "'.");
        }
        Interval own = value.interval();
        Interval other = baseline.interval();
        if (own.confidence() != other.confidence()) {
            throw new InvalidInput("The intervals of '" + value.name() + "' have the confidences " + own.confidence()
                    + " and " + other.confidence() + "; evaluate both with the same.");
        }
        double difference = value.value() - baseline.value();
        double low = difference - Math.hypot(value.value() - own.low(), other.high() - baseline.value());
        double high = difference + Math.hypot(own.high() - value.value(), baseline.value() - other.low());
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new InvalidInput("The values " + value + " and " + baseline
                    + " have no difference with an interval, as not all of their numbers are finite.");
        }
        return new Interval(low, high, own.confidence(), "MOVER, from " + own.method() + " and " + other.method());
    }
}
