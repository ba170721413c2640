package io.mlops4j.stats;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * How HDDM_A watches; see {@link ChangeDetector#hddmA()}. Immutable: each setting answers new settings.
 *
 * @param warningConfidence the level of a warning, in (0, 1); 0.005 by default
 * @param changeConfidence the level of a change, at most {@code warningConfidence}; 0.001 by default
 * @param direction which changes count; a rise by default
 */
public record HddmSettings(double warningConfidence, double changeConfidence, ChangeDirection direction)
        implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public HddmSettings {
        Check.probability("warning confidence of HDDM_A", warningConfidence);
        Check.probability("change confidence of HDDM_A", changeConfidence);
        if (changeConfidence > warningConfidence) {
            throw new InvalidInput("The change confidence " + changeConfidence + " of HDDM_A is above its warning "
                    + "confidence " + warningConfidence + "; a warning comes first.");
        }
        Objects.requireNonNull(direction, "direction");
    }

    /** Those of Frías-Blanco and others 2015, for a rise. */
    public static HddmSettings defaults() {
        return new HddmSettings(0.005, 0.001, ChangeDirection.UP);
    }

    /** With other levels; smaller ones alarm less. */
    public HddmSettings confidences(double warningConfidence, double changeConfidence) {
        return new HddmSettings(warningConfidence, changeConfidence, direction);
    }

    /** With other changes that count. */
    public HddmSettings direction(ChangeDirection direction) {
        return new HddmSettings(warningConfidence, changeConfidence, direction);
    }
}
