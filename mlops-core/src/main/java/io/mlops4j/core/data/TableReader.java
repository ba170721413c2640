package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Collects rows into a table. Stateless. */
final class TableReader {
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private TableReader() {}

    /**
     * Reads rows to their end.
     *
     * @param name what messages call them, such as {@code version 3 of dataset 'loans'}
     * @throws InvalidInput if there are more than 2<sup>31</sup> − 9 rows
     */
    static Table read(String name, CellBatches cells) {
        List<Growing> columns = cells.columns().stream().map(Growing::of).toList();
        while (cells.next()) {
            if (cells.firstRow() + cells.rows() > MOST_ROWS) {
                throw new InvalidInput("A table has at most " + MOST_ROWS + " rows, but " + name
                        + " has more; read its bytes with open().");
            }
            columns.forEach(column -> column.append(0, cells.rows()));
        }
        return finish(columns);
    }

    private static Table finish(List<Growing> columns) {
        Table.Builder table = Table.builder();
        columns.forEach(column -> column.finish(table));
        return table.build();
    }

    /** Reads rows to their end in tables of so many, the last of fewer; the stream closes them. */
    static Stream<Table> read(CellBatches cells, int rows) {
        Parts parts = new Parts(cells, rows);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(parts, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(cells::close);
    }

    /** Tables of one number of rows, whatever that of the batches is. */
    private static final class Parts implements Iterator<Table> {
        private final CellBatches cells;
        private final int rows;
        /** The first row of the batch that is not given out yet. */
        private int at;

        private int size;

        Parts(CellBatches cells, int rows) {
            this.cells = cells;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (at == size) {
                at = 0;
                size = cells.next() ? cells.rows() : 0;
            }
            return at < size;
        }

        @Override
        public Table next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Growing> columns = cells.columns().stream().map(Growing::of).toList();
            int left = rows;
            while (left > 0 && hasNext()) {
                int from = at;
                int to = Math.min(size, from + left);
                columns.forEach(column -> column.append(from, to));
                left -= to - from;
                at = to;
            }
            return finish(columns);
        }
    }

    /** A column whose length is not known yet. */
    private abstract static class Growing {
        private static final int FIRST_CAPACITY = 16;

        final CellVector cells;
        final BitSet missing = new BitSet();
        int size;
        int capacity = FIRST_CAPACITY;

        private Growing(CellVector cells) {
            this.cells = cells;
        }

        static Growing of(CellVector cells) {
            return switch (cells.type()) {
                case REAL -> new Reals(cells);
                case INTEGER -> new Integers(cells);
                case BOOLEAN -> new Flags(cells);
                case STRING, CATEGORY -> new Texts(cells);
                case BINARY -> new Binaries(cells);
                case DATE -> new Days(cells);
                case INSTANT -> new Moments(cells);
            };
        }

        /** Adds cells of the batch. */
        void append(int from, int to) {
            int rows = to - from;
            if (capacity - size < rows) {
                capacity = (int) Math.min(MOST_ROWS, Math.max(size + rows, capacity + (capacity >> 1) + 1L));
                grow();
            }
            if (cells.missing() > 0) {
                for (int row = 0; row < rows; row++) {
                    missing.set(size + row, cells.isMissing(from + row));
                }
            }
            put(from, rows);
            size += rows;
        }

        abstract void grow();

        /** Stores so many cells of the batch from {@link #size} on; what is stored for a missing one does not matter. */
        abstract void put(int from, int rows);

        abstract void finish(Table.Builder table);
    }

    private static final class Reals extends Growing {
        private double[] values = new double[capacity];

        Reals(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            System.arraycopy(cells.numbers(), from, values, size, rows);
        }

        @Override
        void finish(Table.Builder table) {
            double[] all = Arrays.copyOf(values, size);
            values = new double[0];
            missing.stream().forEach(row -> all[row] = Double.NaN);
            table.doubles(cells.column().name(), all);
        }
    }

    private static final class Integers extends Growing {
        private long[] values = new long[capacity];

        Integers(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            System.arraycopy(cells.wholes(), from, values, size, rows);
        }

        @Override
        void finish(Table.Builder table) {
            long[] all = Arrays.copyOf(values, size);
            values = new long[0];
            table.longs(cells.column().name(), all, missing);
        }
    }

    private static final class Flags extends Growing {
        private boolean[] values = new boolean[capacity];

        Flags(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            for (int row = 0; row < rows; row++) {
                values[size + row] = cells.wholes()[from + row] == 1;
            }
        }

        @Override
        void finish(Table.Builder table) {
            boolean[] all = Arrays.copyOf(values, size);
            values = new boolean[0];
            table.booleans(cells.column().name(), all, missing);
        }
    }

    private static final class Texts extends Growing {
        private static final int MOST_SHARED = 1_000;
        private static final int LONGEST_SHARED = 64;

        private @Nullable String[] values = new String[capacity];
        /** Words that repeat, as categories do, are kept once. */
        private final Map<String, String> shared = new HashMap<>();

        Texts(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            for (int row = 0; row < rows; row++) {
                values[size + row] = cells.isMissing(from + row) ? null : share(cells.text(from + row));
            }
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
            if (cells.type() == ColumnType.CATEGORY) {
                table.categories(cells.column().name(), all);
            } else {
                table.strings(cells.column().name(), all);
            }
        }
    }

    private static final class Days extends Growing {
        private @Nullable LocalDate[] values = new LocalDate[capacity];

        Days(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            for (int row = 0; row < rows; row++) {
                values[size + row] = cells.isMissing(from + row) ? null : cells.date(from + row);
            }
        }

        @Override
        void finish(Table.Builder table) {
            @Nullable LocalDate[] all = Arrays.copyOf(values, size);
            values = new LocalDate[0];
            table.dates(cells.column().name(), all);
        }
    }

    private static final class Moments extends Growing {
        private @Nullable Instant[] values = new Instant[capacity];

        Moments(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            for (int row = 0; row < rows; row++) {
                values[size + row] = cells.isMissing(from + row) ? null : cells.instant(from + row);
            }
        }

        @Override
        void finish(Table.Builder table) {
            @Nullable Instant[] all = Arrays.copyOf(values, size);
            values = new Instant[0];
            table.instants(cells.column().name(), all);
        }
    }

    private static final class Binaries extends Growing {
        private byte[][] values = new byte[capacity][];

        Binaries(CellVector cells) {
            super(cells);
        }

        @Override
        void grow() {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        void put(int from, int rows) {
            for (int row = 0; row < rows; row++) {
                if (!cells.isMissing(from + row)) {
                    values[size + row] = Base64.getDecoder().decode(cells.text(from + row));
                }
            }
        }

        @Override
        void finish(Table.Builder table) {
            table.binaries(cells.column().name(), Arrays.copyOf(values, size));
            values = new byte[0][];
        }
    }
}
