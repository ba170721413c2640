package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.CsvOptions;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads committed bytes into a table. Stateless. */
public final class TableReader {
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private TableReader() {}

    /**
     * Reads a stream to its end and closes it.
     *
     * @param name what messages call the bytes, such as {@code version 3 of dataset 'loans'}
     * @throws InvalidInput if the bytes do not fit the options or the schema, or there are more than 2<sup>31</sup> − 9 rows
     */
    public static Table read(String name, InputStream content, CsvOptions format, Schema schema) {
        try (CsvRows rows = new CsvRows(Origin.text(name), content, format)) {
            if (rows.names().size() != schema.columns().size()) {
                throw new InvalidInput(
                        "The schema of " + name + " has " + schema.columns().size() + " columns, but its bytes have "
                                + rows.names().size() + ".");
            }
            List<TypedCell> cells =
                    schema.columns().stream().map(TypedCell::new).toList();
            List<Growing> columns = cells.stream().map(Growing::of).toList();
            while (rows.next()) {
                if (rows.row() > MOST_ROWS) {
                    throw new InvalidInput("A table has at most " + MOST_ROWS + " rows, but " + name
                            + " has more; read its bytes" + " with open().");
                }
                TypedRow.read(rows, cells);
                columns.forEach(Growing::append);
            }
            Table.Builder table = Table.builder();
            columns.forEach(column -> column.finish(table));
            return table.build();
        }
    }

    /** A column whose length is not known yet. */
    private abstract static class Growing {
        private static final int FIRST_CAPACITY = 16;

        final TypedCell cell;
        final BitSet missing = new BitSet();
        int size;
        int capacity = FIRST_CAPACITY;

        private Growing(TypedCell cell) {
            this.cell = cell;
        }

        static Growing of(TypedCell cell) {
            return switch (cell.type()) {
                case REAL -> new Reals(cell);
                case INTEGER -> new Integers(cell);
                case BOOLEAN -> new Flags(cell);
                case STRING, CATEGORY, BINARY -> new Texts(cell);
                case DATE -> new Days(cell);
                case INSTANT -> new Moments(cell);
            };
        }

        void append() {
            if (size == capacity) {
                capacity = (int) Math.min(MOST_ROWS, capacity + (capacity >> 1) + 1L);
                grow();
            }
            if (cell.missing()) {
                missing.set(size);
            } else {
                put();
            }
            size++;
        }

        abstract void grow();

        /** Stores the present cell at {@link #size}. */
        abstract void put();

        abstract void finish(Table.Builder table);
    }

    private static final class Reals extends Growing {
        private double[] values = new double[capacity];

        Reals(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = cell.number();
        }

        @Override
        void finish(Table.Builder table) {
            double[] all = Arrays.copyOf(values, size);
            values = new double[0];
            missing.stream().forEach(row -> all[row] = Double.NaN);
            table.doubles(cell.column().name(), all);
        }
    }

    private static final class Integers extends Growing {
        private long[] values = new long[capacity];

        Integers(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = cell.integer();
        }

        @Override
        void finish(Table.Builder table) {
            long[] all = Arrays.copyOf(values, size);
            values = new long[0];
            table.longs(cell.column().name(), all, missing);
        }
    }

    private static final class Flags extends Growing {
        private boolean[] values = new boolean[capacity];

        Flags(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = cell.flag();
        }

        @Override
        void finish(Table.Builder table) {
            boolean[] all = Arrays.copyOf(values, size);
            values = new boolean[0];
            table.booleans(cell.column().name(), all, missing);
        }
    }

    private static final class Texts extends Growing {
        private static final int MOST_SHARED = 1_000;
        private static final int LONGEST_SHARED = 64;

        private @Nullable String[] values = new String[capacity];
        /** Words that repeat, as categories do, are kept once. */
        private final Map<String, String> shared = new HashMap<>();

        Texts(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = share(cell.text());
        }

        private String share(String text) {
            if (text.length() > LONGEST_SHARED) {
                return text;
            }
            String known = shared.get(text);
            if (known != null) {
                return known;
            }
            if (shared.size() < MOST_SHARED) {
                shared.put(text, text);
            }
            return text;
        }

        @Override
        void finish(Table.Builder table) {
            @Nullable String[] all = Arrays.copyOf(values, size);
            values = new String[0];
            table.strings(cell.column().name(), all);
        }
    }

    private static final class Days extends Growing {
        private @Nullable LocalDate[] values = new LocalDate[capacity];

        Days(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = cell.date();
        }

        @Override
        void finish(Table.Builder table) {
            @Nullable LocalDate[] all = Arrays.copyOf(values, size);
            values = new LocalDate[0];
            table.dates(cell.column().name(), all);
        }
    }

    private static final class Moments extends Growing {
        private @Nullable Instant[] values = new Instant[capacity];

        Moments(TypedCell cell) {
            super(cell);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put() {
            values[size] = cell.instant();
        }

        @Override
        void finish(Table.Builder table) {
            @Nullable Instant[] all = Arrays.copyOf(values, size);
            values = new Instant[0];
            table.instants(cell.column().name(), all);
        }
    }
}
