package io.mlops4j.core.monitoring.record;

import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers that were brought and are not counted yet. They are counted a column at a time, which takes a part of the time: the bins of a column are at hand, and no number waits for the one before it. Whoever
 * holds the {@link Stripe} that it is of may use it.
 */
final class WaitingRows {
    /** As many numbers wait at most, so that they stay in the nearest cache; of very wide rows one row. */
    private static final int NUMBERS = 2_048;

    private static final int MOST = 64;
    private static final int[] NOTHING = {};

    private final int width;
    private final float[] numbers;
    private final @Nullable ColumnCounter[][] segments;
    private int[] at = NOTHING;
    private boolean asTheyAre;
    private int rows;

    WaitingRows(int width) {
        this.width = width;
        int most = Math.max(1, Math.min(MOST, NUMBERS / Math.max(1, width)));
        this.numbers = new float[most * width];
        this.segments = new ColumnCounter[most][];
    }

    /** Whether a row whose numbers lie as this says can be added to those that wait. */
    boolean takes(int[] layout) {
        return layout == at;
    }

    /** Lets rows wait whose numbers lie as this says; none wait now. */
    void begin(int[] layout) {
        at = layout;
        asTheyAre = true;
        for (int c = 0; c < width; c++) {
            asTheyAre &= layout[c] == c;
        }
    }

    /** Adds a row, and answers whether there is room for no other. */
    boolean add(float[] values, int from, ColumnCounter @Nullable [] segment) {
        int to = rows * width;
        if (asTheyAre) {
            System.arraycopy(values, from, numbers, to, width);
        } else {
            int[] layout = at;
            for (int c = 0; c < width; c++) {
                numbers[to + c] = layout[c] < 0 ? 0 : values[from + layout[c]];
            }
        }
        segments[rows] = segment;
        rows++;
        return rows == segments.length;
    }

    int rows() {
        return rows;
    }

    /** Where a column lies in what is brought; negative if it is not there. */
    int at(int column) {
        return at[column];
    }

    /** The numbers, one row after the other; of a column that is not there zeros. */
    float[] numbers() {
        return numbers;
    }

    /** The counters of the segment that a row is of, or null. */
    ColumnCounter @Nullable [] segment(int row) {
        return segments[row];
    }

    /** None wait any more. */
    void clear() {
        rows = 0;
    }
}
