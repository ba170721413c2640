package io.mlops4j.stats;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * How CUSUM watches; see {@link ChangeDetector#cusum()}. Immutable: each setting answers new settings.
 *
 * @param reference how many values the mean and the standard deviation are estimated from, at least 2; 30 by default
 * @param slack what a deviation is lowered by, at least 0, in standard deviations; 0.5 by default
 * @param threshold the sum of deviations beyond which it has changed, above 0, in standard deviations; 5 by default
 * @param direction which changes count; either by default
 */
public record CusumSettings(int reference, double slack, double threshold, ChangeDirection direction)
        implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public CusumSettings {
        Check.atLeast(2, "number of reference values of CUSUM", reference);
        Check.notNegative("slack of CUSUM", slack);
        Check.positive("threshold of CUSUM", threshold);
        Objects.requireNonNull(direction, "direction");
    }

    /** The textbook's: a slack of ½ and a threshold of 5 standard deviations, both directions. */
    public static CusumSettings defaults() {
        return new CusumSettings(30, 0.5, 5, ChangeDirection.EITHER);
    }

    /** With more or fewer reference values: false alarms grow rarer with more. */
    public CusumSettings reference(int reference) {
        return new CusumSettings(reference, slack, threshold, direction);
    }

    /** With another slack: half the shift that is to be found. */
    public CusumSettings slack(double slack) {
        return new CusumSettings(reference, slack, threshold, direction);
    }

    /** With another threshold: a greater one alarms less and later. */
    public CusumSettings threshold(double threshold) {
        return new CusumSettings(reference, slack, threshold, direction);
    }

    /** With other changes that count. */
    public CusumSettings direction(ChangeDirection direction) {
        return new CusumSettings(reference, slack, threshold, direction);
    }
}
