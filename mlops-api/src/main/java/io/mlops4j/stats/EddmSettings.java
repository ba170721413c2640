package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * How EDDM watches; see {@link ChangeDetector#eddm()}. Immutable: each setting answers new settings.
 *
 * @param minimum after more than how many values and errors it may alarm, at least 2; 30 by default
 * @param warningShare below which share of their greatest spread the distances between errors are a warning, in (0, 1); 0.95 by default
 * @param changeShare below which share they are a change, at most {@code warningShare}; 0.9 by default
 */
public record EddmSettings(int minimum, double warningShare, double changeShare) implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public EddmSettings {
        Check.atLeast(2, "minimum of EDDM", minimum);
        Check.probability("warning share of EDDM", warningShare);
        Check.probability("change share of EDDM", changeShare);
        if (changeShare > warningShare) {
            throw new InvalidInput("The change share " + changeShare + " of EDDM is above its warning share "
                    + warningShare + "; a warning comes first.");
        }
    }

    /** Those of Baena-García and others 2006. */
    public static EddmSettings defaults() {
        return new EddmSettings(30, 0.95, 0.9);
    }

    /** With another number of values and errors before the first alarm. */
    public EddmSettings minimum(int minimum) {
        return new EddmSettings(minimum, warningShare, changeShare);
    }

    /** With other shares; smaller ones alarm less. */
    public EddmSettings shares(double warningShare, double changeShare) {
        return new EddmSettings(minimum, warningShare, changeShare);
    }
}
