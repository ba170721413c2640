package io.mlops4j.core.evaluation.assess;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Sorting of rows by a primitive key, without boxing. */
public final class SortedOrder {
    /** Below this, merging is faster than counting digits. */
    private static final int FEW = 2048;

    private SortedOrder() {}

    /** The row numbers by ascending value, equal ones in their own order. No value is NaN. */
    public static int[] ascending(double[] values) {
        long[] keys = new long[values.length];
        Arrays.parallelSetAll(keys, i -> key(values[i]));
        return order(keys);
    }

    /** The row numbers by ascending key, as an unsigned number, equal ones in their own order; the array handed over is spent. */
    public static int[] order(long[] keys) {
        int[] rows = IntStream.range(0, keys.length).toArray();
        return keys.length <= FEW ? merged(keys, rows) : RadixSort.carried(keys, rows);
    }

    /** The keys themselves in ascending order, as unsigned numbers; the array handed over is spent. */
    public static long[] sorted(long[] keys) {
        return RadixSort.sorted(keys);
    }

    /** The bits of a number, so turned that unsigned comparison is that of numbers; both zeros are one. */
    private static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private static int[] merged(long[] keys, int[] rows) {
        int n = keys.length;
        int[] from = rows;
        int[] to = new int[n];
        for (int width = 1; width < n; width *= 2) {
            for (int low = 0; low < n; low += 2 * width) {
                merge(keys, from, to, low, Math.min(low + width, n), Math.min(low + 2 * width, n));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] keys, int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int k = low; k < high; k++) {
            if (left < middle && (right >= high || Long.compareUnsigned(keys[from[left]], keys[from[right]]) <= 0)) {
                to[k] = from[left++];
            } else {
                to[k] = from[right++];
            }
        }
    }

    /** The values in an order. */
    public static double[] permuted(double[] values, int[] order) {
        double[] result = new double[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }

    /** The values in an order. */
    public static int[] permuted(int[] values, int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }
}
