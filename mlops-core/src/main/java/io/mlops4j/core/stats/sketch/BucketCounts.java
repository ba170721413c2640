package io.mlops4j.core.stats.sketch;

import java.util.Arrays;
import java.util.Map;

/**
 * How many numbers fell into which of {@link LogBuckets}. Takes as much memory as there are buckets in use, and no more than for {@value #MOST}, which are enough for numbers from 1 to 10^17; a number that
 * would take one more counts in the bucket that is nearest. For one thread at a time.
 */
public final class BucketCounts {
    private static final int MOST = 2_048;
    private static final int FEWEST = 16;

    private int[] codes = new int[2 * FEWEST];
    private long[] counts = new long[2 * FEWEST];
    private int size;

    /** Of no numbers. */
    public BucketCounts() {}

    /** Counts a finite number. */
    public void add(double value) {
        int code = LogBuckets.code(value);
        int at = slot(code);
        if (counts[at] == 0) {
            if (size == MOST) {
                at = nearest(code);
            } else {
                if (2 * (size + 1) > codes.length) {
                    grow();
                    at = slot(code);
                }
                codes[at] = code;
                size++;
            }
        }
        counts[at]++;
    }

    /** Where a code is, or the free slot for it. */
    private int slot(int code) {
        int mask = codes.length - 1;
        int at = (code * 0x9E3779B9) >>> 16 & mask;
        while (counts[at] != 0 && codes[at] != code) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] before = codes;
        long[] of = counts;
        codes = new int[2 * before.length];
        counts = new long[2 * before.length];
        for (int i = 0; i < before.length; i++) {
            if (of[i] != 0) {
                int at = slot(before[i]);
                codes[at] = before[i];
                counts[at] = of[i];
            }
        }
    }

    private int nearest(int code) {
        int found = -1;
        for (int i = 0; i < codes.length; i++) {
            if (counts[i] != 0
                    && (found < 0 || Math.abs((long) codes[i] - code) < Math.abs((long) codes[found] - code))) {
                found = i;
            }
        }
        return found;
    }

    /** Adds what was counted to counts by code. */
    public void addTo(Map<Integer, Long> sums) {
        for (int i = 0; i < codes.length; i++) {
            if (counts[i] != 0) {
                sums.merge(codes[i], counts[i], Long::sum);
            }
        }
    }

    /** How many numbers there are. */
    public long count() {
        return Arrays.stream(counts).sum();
    }
}
