package io.mlops4j.core.data.diff;

import java.util.Arrays;

/** Counts by number, as many as are needed. For one thread. */
final class Tally {
    private int[] counts = new int[16];

    void add(int number, int count) {
        if (number >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(number + 1, Math.multiplyExact(counts.length, 2)));
        }
        counts[number] += count;
    }

    int of(int number) {
        return number < counts.length ? counts[number] : 0;
    }
}
