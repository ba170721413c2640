package io.mlops4j.core.data.cells;

import io.mlops4j.data.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * 128 bits for each row of a batch that identify the values of some columns: equal for equal values, and for others by chance only (two of a
 * billion rows agree with a probability of 10<sup>-21</sup>). The bits depend on the values and the order of the columns alone, not on batches,
 * names or the Java release, and they are stored by nobody, yet pinned by tests: the parts of splits follow from them.
 *
 * <p>A whole number is the same value in a column of INTEGER and of REAL, since a column that was inferred as one may become the other when rows are
 * added. For one thread.
 */
public final class RowIdentity {
    /** Kinds of cells: what has no text form is told apart by it. */
    private static final long WHOLE = 1L << 56;

    private static final long REAL = 2L << 56;
    private static final long INSTANT = 3L << 56;
    private static final long MISSING = 4L << 56;
    private static final long CELL_BYTES = 16;
    /** From here on not every whole number is a double. */
    private static final double EXACT_WHOLES = 0x1p53;

    private long[] high = new long[0];
    private long[] low = new long[0];

    /** Identifies the rows of a batch by some of its columns. */
    public void of(List<CellVector> columns, int rows) {
        if (high.length < rows) {
            high = new long[rows];
            low = new long[rows];
        }
        Arrays.fill(high, 0, rows, 0);
        Arrays.fill(low, 0, rows, 0);
        for (CellVector column : columns) {
            add(column, rows);
        }
        long bytes = CELL_BYTES * columns.size();
        for (int row = 0; row < rows; row++) {
            finish(row, bytes);
        }
    }

    /** The upper half for a row of the batch. */
    public long high(int row) {
        return high[row];
    }

    /** The lower half for a row of the batch. */
    public long low(int row) {
        return low[row];
    }

    /** 64 well-mixed bits of a seed and an identity, pinned as the identity is (finalizer of MurmurHash3). */
    public static long hash(long seed, long high, long low) {
        long h = Murmur3.finish(seed + 0x9e3779b97f4a7c15L);
        h = Murmur3.finish(h ^ high);
        return Murmur3.finish(h + low);
    }

    private void add(CellVector column, int rows) {
        ColumnType type = column.type();
        for (int row = 0; row < rows; row++) {
            if (column.isMissing(row)) {
                block(row, MISSING, 0);
            } else if (!type.hasNumberForm()) {
                block(row, column.identityHigh(row), column.identityLow(row));
            } else if (type == ColumnType.INSTANT) {
                block(row, INSTANT | column.nanos()[row], column.wholes()[row]);
            } else if (type == ColumnType.REAL) {
                real(row, column.numbers()[row]);
            } else {
                block(row, WHOLE, column.wholes()[row]);
            }
        }
    }

    private void real(int row, double value) {
        if (Math.abs(value) <= EXACT_WHOLES && value == Math.rint(value)) {
            block(row, WHOLE, (long) value);
        } else {
            block(row, REAL, Double.doubleToLongBits(value));
        }
    }

    /** One block of MurmurHash3 x64 128. */
    private void block(int row, long k1, long k2) {
        long h1 = high[row] ^ Murmur3.mix1(k1);
        h1 = (Long.rotateLeft(h1, 27) + low[row]) * 5 + 0x52dce729;
        long h2 = low[row] ^ Murmur3.mix2(k2);
        h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        high[row] = h1;
        low[row] = h2;
    }

    private void finish(int row, long bytes) {
        long h1 = high[row] ^ bytes;
        long h2 = low[row] ^ bytes;
        h1 += h2;
        h2 += h1;
        h1 = Murmur3.finish(h1);
        h2 = Murmur3.finish(h2);
        h1 += h2;
        h2 += h1;
        high[row] = h1;
        low[row] = h2;
    }
}
