package io.mlops4j.core.monitoring.record;

import java.util.Arrays;

/**
 * Finds the bin of a number between bounds, without a branch that depends on the number: what a processor cannot foretell costs it more than the comparisons. The bounds are filled up with infinite
 * ones to one less than a power of two, so that every search takes the same steps. Immutable, thread-safe.
 */
final class BinSearch {
    private final double[] bounds;
    private final int half;
    private final double first;
    private final double last;
    private final int bins;

    /**
     * A search.
     *
     * @param edges ascending, one more than there are bins; a number on an edge is of the bin above it, the greatest of the last bin
     */
    BinSearch(double[] edges) {
        this.bins = edges.length - 1;
        this.first = edges[0];
        this.last = edges[bins];
        int size = Integer.highestOneBit(Math.max(1, bins - 1)) * 2;
        this.half = size / 2;
        this.bounds = new double[size];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        System.arraycopy(edges, 1, bounds, 0, bins - 1);
    }

    /** The bin: from 0, the number of bins for what lies below all, one more for what lies above; of a number that is not NaN. */
    int bin(double value) {
        if (!(value >= first && value <= last)) {
            return value < first ? bins : bins + 1;
        }
        double[] b = bounds;
        int at = 0;
        for (int step = half; step > 0; step >>>= 1) {
            at += b[at + step - 1] <= value ? step : 0;
        }
        return at;
    }
}
