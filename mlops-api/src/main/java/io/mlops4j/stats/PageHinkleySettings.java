package io.mlops4j.stats;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * How the Page-Hinkley test watches; see {@link ChangeDetector#pageHinkley()}. Immutable: each setting answers new settings.
 *
 * @param minimum after how many values it may alarm, at least 1; 30 by default
 * @param slack what a deviation from the mean is lowered by, at least 0, in the unit of the values or in standard deviations; 0.005 by default
 * @param threshold the sum of deviations that is a change, above 0, in the unit of {@code slack}; 50 by default
 * @param memory what the sum is multiplied by before each value, in (0, 1]; 0.9999 by default, 1 forgets nothing
 * @param direction which changes count; either by default
 * @param scale the unit of {@code slack} and {@code threshold}; that of the values by default
 */
public record PageHinkleySettings(
        int minimum, double slack, double threshold, double memory, ChangeDirection direction, Scale scale)
        implements DetectorSettings {
    /** In what unit deviations are summed up. */
    public enum Scale {
        /** That of the values: the thresholds have to fit the data. */
        AS_GIVEN,
        /** Standard deviations of the values since the last change: the same thresholds fit all data. */
        STANDARDISED
    }

    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public PageHinkleySettings {
        Check.atLeast(1, "minimum of Page-Hinkley", minimum);
        Check.notNegative("slack of Page-Hinkley", slack);
        Check.positive("threshold of Page-Hinkley", threshold);
        if (!(memory > 0 && memory <= 1)) {
            throw new InvalidInput(
                    "The memory " + memory + " of Page-Hinkley is not in (0, 1]; give one such as 0.9999.");
        }
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(scale, "scale");
    }

    /** The published ones, in the unit of the values: they suit values that lie in [0, 1] or near it. */
    public static PageHinkleySettings defaults() {
        return new PageHinkleySettings(30, 0.005, 50, 1 - 0.0001, ChangeDirection.EITHER, Scale.AS_GIVEN);
    }

    /**
     * Ours, which fit data of any unit: deviations in standard deviations, a slack of 0.25 for shifts of half a standard deviation and more, and a
     * threshold of 20.
     */
    public static PageHinkleySettings standardised() {
        return new PageHinkleySettings(30, 0.25, 20, 1, ChangeDirection.EITHER, Scale.STANDARDISED);
    }

    /** With another number of values before the first alarm. */
    public PageHinkleySettings minimum(int minimum) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }

    /** With another slack: half the shift that is to be found is a good one. */
    public PageHinkleySettings slack(double slack) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }

    /** With another threshold: a greater one alarms less and later. */
    public PageHinkleySettings threshold(double threshold) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }

    /** With another memory. */
    public PageHinkleySettings memory(double memory) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }

    /** With other changes that count. */
    public PageHinkleySettings direction(ChangeDirection direction) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }

    /** With another unit of the slack and the threshold. */
    public PageHinkleySettings scale(Scale scale) {
        return new PageHinkleySettings(minimum, slack, threshold, memory, direction, scale);
    }
}
