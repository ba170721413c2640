package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * How KSWIN watches; see {@link ChangeDetector#kswin()}. Immutable: each setting answers new settings.
 *
 * @param alpha the level of the Kolmogorov-Smirnov test at each value, in (0, 1); 0.005 by default
 * @param window how many values are remembered, at least twice {@code recent}; 100 by default
 * @param recent how many of the newest are compared with as many drawn from the others, at least 2; 30 by default
 * @param seed what the draws depend on; 0 by default
 */
public record KswinSettings(double alpha, int window, int recent, long seed) implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public KswinSettings {
        Check.probability("level of KSWIN", alpha);
        Check.atLeast(2, "number of recent values of KSWIN", recent);
        if (window < 2L * recent) {
            throw new InvalidInput("The window of KSWIN holds " + window + " values, too few to compare " + recent
                    + " recent ones with as many older; give at least " + 2L * recent + ".");
        }
    }

    /** Those of Raab, Heusinger and Schleif 2020. */
    public static KswinSettings defaults() {
        return new KswinSettings(0.005, 100, 30, 0);
    }

    /** With another level: 0.0001 makes false alarms bearable. */
    public KswinSettings alpha(double alpha) {
        return new KswinSettings(alpha, window, recent, seed);
    }

    /** With another window. */
    public KswinSettings window(int window, int recent) {
        return new KswinSettings(alpha, window, recent, seed);
    }

    /** With other draws. */
    public KswinSettings seed(long seed) {
        return new KswinSettings(alpha, window, recent, seed);
    }
}
