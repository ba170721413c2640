package io.mlops4j.data;

import java.time.Instant;
import java.util.BitSet;

/** Moments in time. */
final class InstantColumn extends Column {
    private static final double NANOS_PER_SECOND = 1e9;

    final Instant[] values;

    InstantColumn(String name, Instant[] values, BitSet missing) {
        super(name, ColumnType.INSTANT, values.length, missing);
        this.values = values;
    }

    @Override
    double presentDouble(int row) {
        Instant value = values[row];
        double seconds = value.getEpochSecond();
        return seconds + value.getNano() / NANOS_PER_SECOND;
    }

    @Override
    String presentString(int row) {
        return values[row].toString();
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return values[row].equals(((InstantColumn) sameType).values[row]);
    }

    @Override
    Column select(int[] rows) {
        Instant[] selected = new Instant[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = values[rows[i]];
        }
        return new InstantColumn(name(), selected, selectMissing(rows));
    }
}
