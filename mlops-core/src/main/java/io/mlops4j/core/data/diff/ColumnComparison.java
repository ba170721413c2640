package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Bin;
import io.mlops4j.data.ColumnShift.Measure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the values of a column in one pass over both versions, or two. For one thread.
 */
abstract class ColumnComparison {
    /** Which version a batch is of. */
    enum Side {
        BEFORE,
        AFTER
    }

    private final ColumnProfile before;
    private final ColumnProfile after;

    ColumnComparison(ColumnProfile before, ColumnProfile after) {
        this.before = before;
        this.after = after;
    }

    final ColumnProfile before() {
        return before;
    }

    final ColumnProfile after() {
        return after;
    }

    /** The rows, in the first pass. */
    abstract void first(Side side, CellVector vector);

    /** After the first pass. */
    void between() {}

    /** The rows again, if the first pass was over a sample. */
    void second(Side side, CellVector vector) {}

    abstract ColumnShift shift();

    /** The measures over categories, those left out which neither side has; none if a side has nothing. */
    static Map<Measure, Double> measures(long[] before, long[] after) {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        long n = Shares.sum(before);
        long m = Shares.sum(after);
        if (n == 0 || m == 0) {
            return measures;
        }
        int categories = 0;
        long[] left = new long[before.length];
        long[] right = new long[before.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] + after[i] > 0) {
                left[categories] = before[i];
                right[categories++] = after[i];
            }
        }
        left = Arrays.copyOf(left, categories);
        right = Arrays.copyOf(right, categories);
        double psi = Shares.psi(left, right);
        measures.put(Measure.PSI, psi);
        measures.put(Measure.PSI_ADJUSTED, Shares.adjusted(psi, categories, n, m));
        measures.put(Measure.JENSEN_SHANNON, Shares.jensenShannon(left, right));
        return measures;
    }

    /** What cannot be compared: bytes, columns of different types, and text with too many values. */
    static final class None extends ColumnComparison {
        None(ColumnProfile before, ColumnProfile after) {
            super(before, after);
        }

        @Override
        void first(Side side, CellVector vector) {
            // The profiles say all that is said.
        }

        @Override
        ColumnShift shift() {
            return new ColumnShift(before(), after(), Map.of(), List.<Bin>of());
        }
    }
}
