package io.mlops4j.core.data.cells;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Bins of about equally many numbers: half-open, each begins at a quantile of the numbers that they were made of, and the first and the last have no
 * end. Equal quantiles are one edge, so there may be fewer bins than were asked for. Immutable.
 */
public final class QuantileBins {
    private final double[] edges;

    private QuantileBins(double[] edges) {
        this.edges = edges;
    }

    /** At most so many bins of the first {@code size} numbers of an array, which are sorted and not NaN. */
    public static QuantileBins of(double[] sorted, int size, int bins) {
        return new QuantileBins(IntStream.range(1, size == 0 ? 1 : bins)
                .mapToDouble(bin -> sorted[(int) ((long) bin * size / bins)] + 0.0)
                .distinct()
                .toArray());
    }

    /** How many bins there are. */
    public int count() {
        return edges.length + 1;
    }

    /** The bin of a number, from 0. */
    public int bin(double value) {
        int found = Arrays.binarySearch(edges, value + 0.0);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
