package io.mlops4j.core.data.feature;

import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that have appeared before. Two missing cells are equal here. */
final class Duplicates {
    private Duplicates() {}

    /** A table with the first of all equal rows. */
    static Table drop(Table table, List<String> columns) {
        int[] first = firstOf(table, columns.isEmpty() ? table.names() : columns);
        if (first.length == table.rowCount()) {
            return table;
        }
        Table.Builder kept = Table.builder();
        table.columns().forEach(column -> keep(column, first, kept));
        return kept.build();
    }

    /** Numbers the rows by their cells so far, column by column, so that no row is ever held as an object. */
    private static int[] firstOf(Table table, List<String> columns) {
        int[] group = new int[table.rowCount()];
        for (String name : columns) {
            Column column = table.column(name);
            Map<String, Integer> cells = new HashMap<>();
            Map<Long, Integer> refined = new HashMap<>();
            for (int row = 0; row < group.length; row++) {
                int cell = -1;
                if (!column.isMissing(row)) {
                    cell = cells.computeIfAbsent(column.stringAt(row), text -> cells.size());
                }
                long both = (long) group[row] << Integer.SIZE | Integer.toUnsignedLong(cell);
                group[row] = refined.computeIfAbsent(both, key -> refined.size());
            }
        }
        BitSet seen = new BitSet();
        return IntStream.range(0, group.length)
                .filter(row -> {
                    boolean before = seen.get(group[row]);
                    seen.set(group[row]);
                    return !before;
                })
                .toArray();
    }

    /** Adds a column with these rows, in this order. */
    static void keep(Column column, int[] rows, Table.Builder target) {
        String name = column.name();
        BitSet missing = new BitSet();
        for (int i = 0; i < rows.length; i++) {
            missing.set(i, column.isMissing(rows[i]));
        }
        switch (column.type()) {
            case REAL ->
                target.doubles(
                        name, IntStream.of(rows).mapToDouble(column::doubleAt).toArray());
            case INTEGER ->
                target.longs(
                        name,
                        IntStream.of(rows)
                                .mapToLong(row -> column.isMissing(row) ? 0 : column.longAt(row))
                                .toArray(),
                        missing);
            case BOOLEAN -> {
                boolean[] values = new boolean[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    values[i] = !missing.get(i) && column.booleanAt(rows[i]);
                }
                target.booleans(name, values, missing);
            }
            case DATE -> {
                @Nullable LocalDate[] values = new LocalDate[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    values[i] = missing.get(i) ? null : column.dateAt(rows[i]);
                }
                target.dates(name, values);
            }
            case INSTANT -> {
                @Nullable Instant[] values = new Instant[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    values[i] = missing.get(i) ? null : column.instantAt(rows[i]);
                }
                target.instants(name, values);
            }
            case BINARY -> {
                byte[][] values = new byte[rows.length][];
                for (int i = 0; i < rows.length; i++) {
                    if (!missing.get(i)) {
                        values[i] = column.bytesAt(rows[i]);
                    }
                }
                target.binaries(name, values);
            }
            case STRING -> target.strings(name, texts(column, rows));
            case CATEGORY -> target.categories(name, texts(column, rows));
        }
    }

    private static @Nullable String[] texts(Column column, int[] rows) {
        @Nullable String[] values = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = column.isMissing(rows[i]) ? null : column.stringAt(rows[i]);
        }
        return values;
    }
}
