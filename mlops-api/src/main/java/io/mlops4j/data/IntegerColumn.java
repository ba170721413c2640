package io.mlops4j.data;

import java.util.BitSet;

/** Whole numbers. */
final class IntegerColumn extends Column {
    final long[] values;

    IntegerColumn(String name, long[] values, BitSet missing) {
        super(name, ColumnType.INTEGER, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        return values[row];
    }

    @Override
    String presentString(int row) {
        return Long.toString(values[row]);
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return values[row] == ((IntegerColumn) sameType).values[row];
    }

    @Override
    Column select(int[] rows) {
        long[] selected = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new IntegerColumn(name(), selected, selectMissing(rows));
    }
}
