package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * How ADWIN watches; see {@link ChangeDetector#adwin()}. Immutable: each setting answers new settings.
 *
 * @param delta the confidence of a cut, in (0, 1); smaller alarms less; 0.002 by default
 * @param clock every how many values the window is looked at, at least 1; 32 by default
 * @param bucketsPerSize how many buckets of each size are kept before two are merged, at least 2; 5 by default
 * @param minimumPart how many values each side of a cut has at least, at least 1; 5 by default
 * @param grace up to how many values in the window nothing is looked at, at least 1; 10 by default
 */
public record AdwinSettings(double delta, int clock, int bucketsPerSize, int minimumPart, int grace)
        implements DetectorSettings {
    /** Refuses settings outside their ranges with {@link InvalidInput}. */
    public AdwinSettings {
        Check.probability("delta of ADWIN", delta);
        Check.atLeast(1, "clock of ADWIN", clock);
        Check.atLeast(2, "number of buckets a size of ADWIN", bucketsPerSize);
        Check.atLeast(1, "smallest part of ADWIN's window", minimumPart);
        Check.atLeast(1, "grace of ADWIN", grace);
    }

    /** Those of Bifet and Gavaldà's implementation, which MOA and River kept. */
    public static AdwinSettings defaults() {
        return new AdwinSettings(0.002, 32, 5, 5, 10);
    }

    /** With another confidence of a cut. */
    public AdwinSettings delta(double delta) {
        return new AdwinSettings(delta, clock, bucketsPerSize, minimumPart, grace);
    }

    /** With another interval between looks: 1 finds changes soonest and costs most. */
    public AdwinSettings clock(int clock) {
        return new AdwinSettings(delta, clock, bucketsPerSize, minimumPart, grace);
    }

    /** With more or fewer buckets a size: more see cuts finer and take more memory. */
    public AdwinSettings bucketsPerSize(int bucketsPerSize) {
        return new AdwinSettings(delta, clock, bucketsPerSize, minimumPart, grace);
    }

    /** With another least length of both sides of a cut. */
    public AdwinSettings minimumPart(int minimumPart) {
        return new AdwinSettings(delta, clock, bucketsPerSize, minimumPart, grace);
    }

    /** With another number of values before the first look. */
    public AdwinSettings grace(int grace) {
        return new AdwinSettings(delta, clock, bucketsPerSize, minimumPart, grace);
    }
}
