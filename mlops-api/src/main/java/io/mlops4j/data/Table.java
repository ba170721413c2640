package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows and named, typed columns in memory, stored by column. Immutable, so safe to share between threads; two tables are equal
 * when their columns are. At most 2<sup>31</sup> − 1 rows.
 *
 * <pre>{@code
 * Table t = version.read();
 * double[] age = t.doubles("age");     // a fresh array: take it once, outside the loop
 * String[] grade = t.strings("grade");
 * }</pre>
 */
public final class Table {
    private final Map<String, Column> columns;
    private final int rowCount;

    private Table(Map<String, Column> columns, int rowCount) {
        this.columns = columns;
        this.rowCount = rowCount;
    }

    /** Starts a table without columns. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many rows there are. */
    public int rowCount() {
        return rowCount;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * The column of this name.
     *
     * @throws NotFound if there is none; the message lists near names
     */
    public Column column(String name) {
        return findColumn(name)
                .orElseThrow(() -> new NotFound(
                        "The table has no column '" + name + "'." + NearNames.sentence(name, columns.keySet())));
    }

    /** The column of this name, or empty. */
    public Optional<Column> findColumn(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /**
     * A table of some of the rows, in the order given; a row may be taken several times.
     *
     * @param rows their numbers, from 0
     * @throws InvalidInput if there is no such row
     */
    public Table select(int... rows) {
        for (int row : rows) {
            if (row < 0 || row >= rowCount) {
                throw new InvalidInput("The table has no row " + row + "; its " + rowCount + " rows count from 0.");
            }
        }
        Map<String, Column> selected = new LinkedHashMap<>();
        columns.forEach((name, column) -> selected.put(name, column.select(rows)));
        return new Table(selected, rows.length);
    }

    /** A column as numbers, NaN where a cell is missing; see {@link Column#doubles()}. */
    public double[] doubles(String name) {
        return column(name).doubles();
    }

    /** An INTEGER column without missing cells; see {@link Column#longs()}. */
    public long[] longs(String name) {
        return column(name).longs();
    }

    /** An INTEGER column with a substitute for missing cells; see {@link Column#longs(long)}. */
    public long[] longs(String name, long substitute) {
        return column(name).longs(substitute);
    }

    /** A BOOLEAN column without missing cells; see {@link Column#booleans()}. */
    public boolean[] booleans(String name) {
        return column(name).booleans();
    }

    /** A column of any type as text, empty where a cell is missing; see {@link Column#strings()}. */
    public String[] strings(String name) {
        return column(name).strings();
    }

    /** A DATE column without missing cells; see {@link Column#dates()}. */
    public LocalDate[] dates(String name) {
        return column(name).dates();
    }

    /** An INSTANT column without missing cells; see {@link Column#instants()}. */
    public Instant[] instants(String name) {
        return column(name).instants();
    }

    /** Whether the other is a table of equal columns in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table that
                && rowCount == that.rowCount
                && List.copyOf(columns.values()).equals(List.copyOf(that.columns.values()));
    }

    @Override
    public int hashCode() {
        return List.copyOf(columns.values()).hashCode();
    }

    /** The number of rows and the columns, not the cells. */
    @Override
    public String toString() {
        return "Table of " + rowCount + " rows: " + columns.values();
    }

    /**
     * Collects columns of equal length. Arrays are copied. Single-use and single-threaded.
     *
     * <p>A missing cell is NaN among doubles and null among objects; for longs and booleans it is a bit of the mask that is given.
     */
    public static final class Builder {
        private final Map<String, Column> columns = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a REAL column; NaN is missing. */
        public Builder doubles(String name, double... values) {
            return add(Column.reals(name, values.clone()));
        }

        /** Adds an INTEGER column without missing cells. */
        public Builder longs(String name, long... values) {
            return add(Column.integers(name, values.clone(), Column.none()));
        }

        /** Adds an INTEGER column; the set bits are the missing rows, from 0. */
        public Builder longs(String name, long[] values, BitSet missing) {
            return add(Column.integers(name, values.clone(), Column.copy(missing)));
        }

        /** Adds a BOOLEAN column without missing cells. */
        public Builder booleans(String name, boolean... values) {
            return add(Column.flags(name, values.clone(), Column.none()));
        }

        /** Adds a BOOLEAN column; the set bits are the missing rows, from 0. */
        public Builder booleans(String name, boolean[] values, BitSet missing) {
            return add(Column.flags(name, values.clone(), Column.copy(missing)));
        }

        /** Adds a STRING column; null is missing, the empty text is not. */
        public Builder strings(String name, @Nullable String... values) {
            return add(Column.texts(name, Column.copy(values), Column.nulls(values)));
        }

        /** Adds a CATEGORY column; null is missing, the empty word is not. */
        public Builder categories(String name, @Nullable String... words) {
            return add(Column.categories(name, Column.copy(words), Column.nulls(words)));
        }

        /** Adds a BINARY column; null is missing, no bytes are not. */
        public Builder binaries(String name, byte[][] values) {
            byte[][] copies = new byte[values.length][];
            for (int row = 0; row < copies.length; row++) {
                byte[] bytes = values[row];
                copies[row] = bytes == null ? new byte[0] : bytes.clone();
            }
            return add(Column.binaries(name, copies, Column.nulls(values)));
        }

        /** Adds a DATE column; null is missing. */
        public Builder dates(String name, @Nullable LocalDate... values) {
            return add(Column.days(name, Column.copy(values), Column.nulls(values)));
        }

        /** Adds an INSTANT column; null is missing. */
        public Builder instants(String name, @Nullable Instant... values) {
            return add(Column.moments(name, Column.copy(values), Column.nulls(values)));
        }

        /** Adds a column of another table. */
        public Builder column(Column column) {
            return add(column);
        }

        private Builder add(Column column) {
            if (columns.putIfAbsent(column.name(), column) != null) {
                throw new InvalidInput("The table has a column '" + column.name() + "' already; rename one.");
            }
            return this;
        }

        /**
         * The table.
         *
         * @throws InvalidInput if there are no columns, too many, or their lengths differ
         */
        public Table build() {
            if (columns.isEmpty() || columns.size() > Schema.MOST_COLUMNS) {
                throw new InvalidInput(
                        "A table has 1 to " + Schema.MOST_COLUMNS + " columns, not " + columns.size() + ".");
            }
            List<Column> all = new ArrayList<>(columns.values());
            int rows = all.get(0).rowCount();
            for (Column column : all) {
                if (column.rowCount() != rows) {
                    throw new InvalidInput("Column '" + column.name() + "' has " + column.rowCount() + " rows, but '"
                            + all.get(0).name() + "' has " + rows + "; all columns need the same number.");
                }
            }
            return new Table(new LinkedHashMap<>(columns), rows);
        }
    }
}
