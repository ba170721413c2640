package io.mlops4j.data;

import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/** Bytes. */
final class BinaryColumn extends Column {
    final byte[][] values;

    BinaryColumn(String name, byte[][] values, BitSet missing) {
        super(name, ColumnType.BINARY, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        throw noNumberForm();
    }

    @Override
    String presentString(int row) {
        return Base64.getEncoder().encodeToString(values[row]);
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return Arrays.equals(values[row], ((BinaryColumn) sameType).values[row]);
    }

    @Override
    Column select(int[] rows) {
        byte[][] selected = new byte[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new BinaryColumn(name(), selected, selectMissing(rows));
    }
}
