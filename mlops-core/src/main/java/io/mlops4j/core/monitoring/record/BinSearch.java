package io.mlops4j.core.monitoring.record;

import java.util.Arrays;

/**
 * Finds the bin of a number between bounds, without a branch that depends on the number: what a processor cannot foretell costs it more than the comparisons. A guide over cells of equal width tells
 * where to begin, and how many comparisons are left is the same for every number: one, where no cell has two bounds. Bounds so uneven that a cell has very many are searched from the middle, in steps that are
 * the same too. Immutable, thread-safe.
 */
final class BinSearch {
    /** A byte a cell: thirty columns take a part of the nearest cache only. */
    private static final int CELLS = 256;

    private final double[] bounds;
    private final byte[] guide;
    private final double scale;
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
        double width = last - first;
        boolean even = bins <= Byte.MAX_VALUE && width > 0 && Double.isFinite(CELLS / width) && Double.isFinite(width);
        this.scale = even ? CELLS / width : 0;
        this.guide = new byte[CELLS + 1];
        int most = even ? fill(edges) : bins;
        // After the guide so many bounds may follow, and a search of 2 half - 1 bounds takes the steps half, half / 2,
        // …, 1.
        this.half = Integer.highestOneBit(Math.max(1, most));
        this.bounds = new double[bins + 2 * half];
        Arrays.fill(bounds, Double.POSITIVE_INFINITY);
        System.arraycopy(edges, 1, bounds, 0, bins - 1);
    }

    /** For each cell the bin of the least number that could fall into it; the most bounds that are left to compare. The cell of a number never falls as the number rises, rounded or not. */
    private int fill(double[] edges) {
        int most = 1;
        int begin = 0;
        int end = 0;
        for (int cell = 0; cell <= CELLS; cell++) {
            while (begin < bins - 1 && cell(edges[begin + 1]) < cell) {
                begin++;
            }
            while (end < bins - 1 && cell(edges[end + 1]) <= cell) {
                end++;
            }
            guide[cell] = (byte) begin;
            most = Math.max(most, end - begin);
        }
        return most;
    }

    private int cell(double value) {
        return (int) ((value - first) * scale);
    }

    /** The bin: from 0, the number of bins for what lies below all, one more for what lies above; of a number that is not NaN. */
    int bin(double value) {
        if (!(value >= first && value <= last)) {
            return value < first ? bins : bins + 1;
        }
        return inside(value);
    }

    /** How many bins there are. */
    int bins() {
        return bins;
    }

    /** The bin of a number between the first edge and the last. */
    int inside(double value) {
        double[] b = bounds;
        int at = guide[(int) ((value - first) * scale)];
        if (half == 1) {
            return b[at] <= value ? at + 1 : at;
        }
        for (int step = half; step > 0; step >>>= 1) {
            at += b[at + step - 1] <= value ? step : 0;
        }
        return at;
    }
}
