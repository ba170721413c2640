package io.mlops4j.data;

import java.util.BitSet;

/** Text. */
final class StringColumn extends Column {
    final String[] values;

    StringColumn(String name, String[] values, BitSet missing) {
        super(name, ColumnType.STRING, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        throw noNumberForm();
    }

    @Override
    String presentString(int row) {
        return values[row];
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return values[row].equals(((StringColumn) sameType).values[row]);
    }
}
