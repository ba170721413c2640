package io.mlops4j.data;

import io.mlops4j.internal.RealText;
import java.util.BitSet;

/** Floating-point numbers; NaN is missing. */
final class RealColumn extends Column {
    final double[] values;

    RealColumn(String name, double[] values, BitSet missing) {
        super(name, ColumnType.REAL, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        return values[row];
    }

    @Override
    String presentString(int row) {
        return RealText.of(values[row]);
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return Double.doubleToLongBits(values[row]) == Double.doubleToLongBits(((RealColumn) sameType).values[row]);
    }

    @Override
    Column select(int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new RealColumn(name(), selected, selectMissing(rows));
    }
}
