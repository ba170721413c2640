package io.mlops4j.core.evaluation.assess;

/** Sorting of row numbers by a primitive key, without boxing. */
public final class SortedOrder {
    private SortedOrder() {}

    /** The row numbers by ascending value, equal ones in their own order. No value is NaN. */
    public static int[] ascending(double[] values) {
        int n = values.length;
        int[] from = new int[n];
        for (int i = 0; i < n; i++) {
            from[i] = i;
        }
        int[] to = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long low = 0; low < n; low += 2 * width) {
                merge(values, from, to, (int) low, (int) Math.min(low + width, n), (int) Math.min(low + 2 * width, n));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(double[] values, int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int k = low; k < high; k++) {
            if (left < middle && (right >= high || values[from[left]] <= values[from[right]])) {
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
