package io.mlops4j.core.evaluation.assess;

import java.util.stream.IntStream;

/**
 * Sorting of 64-bit keys, with or without a number that each carries, by their digits from the lowest up: stable, in time linear in the keys,
 * and shared between the processors. A digit that is the same in all keys costs no pass.
 */
final class RadixSort {
    private static final int DIGIT = 11;
    private static final int BUCKETS = 1 << DIGIT;
    private static final int LEAST_SHARE = 1 << 16;

    private long[] keys;
    private long[] otherKeys;
    private int[] carried;
    private int[] otherCarried;
    private final boolean carries;
    private final int shares;

    private RadixSort(long[] keys, int[] carried) {
        this.keys = keys;
        this.otherKeys = new long[keys.length];
        this.carried = carried;
        this.otherCarried = new int[carried.length];
        this.carries = carried.length > 0;
        this.shares = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), keys.length / LEAST_SHARE));
    }

    /** The keys in ascending order, as unsigned numbers; the array handed over is spent. */
    static long[] sorted(long[] keys) {
        RadixSort sort = new RadixSort(keys, new int[0]);
        sort.sort();
        return sort.keys;
    }

    /** The numbers that the keys carry, in ascending order of the keys, as unsigned numbers; both arrays are spent. */
    static int[] carried(long[] keys, int[] carried) {
        RadixSort sort = new RadixSort(keys, carried);
        sort.sort();
        return sort.carried;
    }

    private void sort() {
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT) {
            pass(shift);
        }
    }

    private void pass(int shift) {
        int[][] places = new int[shares][];
        forEachShare(share -> places[share] = counts(share, shift));
        int next = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int first = next;
            for (int[] ofShare : places) {
                int count = ofShare[bucket];
                ofShare[bucket] = next;
                next += count;
            }
            if (next - first == keys.length) {
                return;
            }
        }
        forEachShare(share -> scatter(share, shift, places[share]));
        long[] swapKeys = keys;
        keys = otherKeys;
        otherKeys = swapKeys;
        int[] swapCarried = carried;
        carried = otherCarried;
        otherCarried = swapCarried;
    }

    private void forEachShare(java.util.function.IntConsumer work) {
        IntStream range = IntStream.range(0, shares);
        (shares > 1 ? range.parallel() : range).forEach(work);
    }

    private int first(int share) {
        return (int) ((long) keys.length * share / shares);
    }

    private int[] counts(int share, int shift) {
        int[] counts = new int[BUCKETS];
        long[] from = keys;
        int end = first(share + 1);
        for (int i = first(share); i < end; i++) {
            counts[(int) (from[i] >>> shift) & (BUCKETS - 1)]++;
        }
        return counts;
    }

    private void scatter(int share, int shift, int[] places) {
        long[] from = keys;
        long[] to = otherKeys;
        int end = first(share + 1);
        if (carries) {
            int[] fromCarried = carried;
            int[] toCarried = otherCarried;
            for (int i = first(share); i < end; i++) {
                int place = places[(int) (from[i] >>> shift) & (BUCKETS - 1)]++;
                to[place] = from[i];
                toCarried[place] = fromCarried[i];
            }
        } else {
            for (int i = first(share); i < end; i++) {
                to[places[(int) (from[i] >>> shift) & (BUCKETS - 1)]++] = from[i];
            }
        }
    }
}
