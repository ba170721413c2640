package io.mlops4j.data;

import java.time.LocalDate;
import java.util.BitSet;

/** Days. */
final class DateColumn extends Column {
    final LocalDate[] values;

    DateColumn(String name, LocalDate[] values, BitSet missing) {
        super(name, ColumnType.DATE, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        return values[row].toEpochDay();
    }

    @Override
    String presentString(int row) {
        return values[row].toString();
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return values[row].equals(((DateColumn) sameType).values[row]);
    }

    @Override
    Column select(int[] rows) {
        LocalDate[] selected = new LocalDate[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new DateColumn(name(), selected, selectMissing(rows));
    }
}
