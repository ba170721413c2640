package io.mlops4j.data;

import java.util.BitSet;

/** Truth values. */
final class BooleanColumn extends Column {
    final boolean[] values;

    BooleanColumn(String name, boolean[] values, BitSet missing) {
        super(name, ColumnType.BOOLEAN, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        return values[row] ? 1 : 0;
    }

    @Override
    String presentString(int row) {
        return Boolean.toString(values[row]);
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return values[row] == ((BooleanColumn) sameType).values[row];
    }

    @Override
    Column select(int[] rows) {
        boolean[] selected = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new BooleanColumn(name(), selected, selectMissing(rows));
    }
}
