package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * How DDM watches; see {@link ChangeDetector#ddm()}. Immutable: each setting answers new settings.
 *
 * @param minimum after more than how many values it may alarm, at least 1; 30 by default
 * @param warningLevel how many standard deviations above the lowest error rate are a warning, above 0; 2 by default
 * @param changeLevel how many are a change, at least {@code warningLevel}; 3 by default
 */
public record DdmSettings(int minimum, double warningLevel, double changeLevel) implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public DdmSettings {
        Check.atLeast(1, "minimum of DDM", minimum);
        Check.positive("warning level of DDM", warningLevel);
        Check.positive("change level of DDM", changeLevel);
        if (warningLevel > changeLevel) {
            throw new InvalidInput("The warning level " + warningLevel + " of DDM is above its change level "
                    + changeLevel + "; a warning comes first.");
        }
    }

    /** Those of Gama and others 2004. */
    public static DdmSettings defaults() {
        return new DdmSettings(30, 2, 3);
    }

    /** With another number of values before the first alarm. */
    public DdmSettings minimum(int minimum) {
        return new DdmSettings(minimum, warningLevel, changeLevel);
    }

    /** With other levels, in standard deviations. */
    public DdmSettings levels(double warningLevel, double changeLevel) {
        return new DdmSettings(minimum, warningLevel, changeLevel);
    }
}
