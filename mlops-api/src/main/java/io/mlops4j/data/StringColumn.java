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

    @Override
    Column select(int[] rows) {
        String[] selected = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new StringColumn(name(), selected, selectMissing(rows));
    }
}
