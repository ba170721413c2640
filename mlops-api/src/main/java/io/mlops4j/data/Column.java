package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One column of a {@link Table}: a typed array and the mask of its missing cells. Immutable, so safe to share between threads.
 * Row numbers here are positions in the array, from 0. Methods that give an array give a fresh one each time; those ending in {@code At}
 * copy nothing.
 *
 * <p>Every column has a text form ({@link #strings()}), and every column but text and bytes a number form ({@link #doubles()}); the other forms
 * belong to one type, and refuse another with {@link InvalidInput}.
 */
public abstract sealed class Column
        permits RealColumn,
                IntegerColumn,
                BooleanColumn,
                StringColumn,
                CategoryColumn,
                InstantColumn,
                DateColumn,
                BinaryColumn {
    private final String name;
    private final ColumnType type;
    private final int rowCount;
    private final BitSet missing;
    private final int missingCount;

    Column(String name, ColumnType type, int rowCount, BitSet missing) {
        this.name = ColumnSchema.checkName(name);
        this.type = type;
        this.rowCount = rowCount;
        this.missing = missing;
        this.missingCount = missing.cardinality();
        if (missing.length() > rowCount) {
            throw new InvalidInput("Row " + (missing.length() - 1) + " of column '" + name
                    + "' is marked as missing, but there are only " + rowCount + " rows.");
        }
    }

    static Column reals(String name, double[] values) {
        BitSet missing = new BitSet();
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                missing.set(row);
            }
        }
        return new RealColumn(name, values, missing);
    }

    static Column integers(String name, long[] values, BitSet missing) {
        return new IntegerColumn(name, values, missing);
    }

    static Column flags(String name, boolean[] values, BitSet missing) {
        return new BooleanColumn(name, values, missing);
    }

    static Column texts(String name, String[] values, BitSet missing) {
        return new StringColumn(name, values, missing);
    }

    /** The words are sorted here, so that equal cells make equal columns. */
    static Column categories(String name, String[] values, BitSet missing) {
        TreeMap<String, Integer> codes = new TreeMap<>();
        for (int row = 0; row < values.length; row++) {
            if (!missing.get(row)) {
                codes.put(values[row], 0);
            }
        }
        String[] levels = codes.keySet().toArray(String[]::new);
        for (int code = 0; code < levels.length; code++) {
            codes.put(levels[code], code);
        }
        int[] cells = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            cells[row] = missing.get(row) ? -1 : Objects.requireNonNull(codes.get(values[row]));
        }
        return new CategoryColumn(name, levels, cells, missing);
    }

    static Column binaries(String name, byte[][] values, BitSet missing) {
        return new BinaryColumn(name, values, missing);
    }

    static Column moments(String name, Instant[] values, BitSet missing) {
        return new InstantColumn(name, values, missing);
    }

    static Column days(String name, LocalDate[] values, BitSet missing) {
        return new DateColumn(name, values, missing);
    }

    /** The name. */
    public final String name() {
        return name;
    }

    /** The type of the cells. */
    public final ColumnType type() {
        return type;
    }

    /** How many cells there are, missing ones included. */
    public final int rowCount() {
        return rowCount;
    }

    /** How many cells are missing. */
    public final int missing() {
        return missingCount;
    }

    /** Whether the cell is missing. */
    public final boolean isMissing(int row) {
        return missing.get(Objects.checkIndex(row, rowCount));
    }

    /**
     * The cell as a number: NaN if it is missing, 1 and 0 for true and false, days since 1970-01-01 for a date, seconds since
     * 1970-01-01T00:00Z for an instant. Whole numbers beyond 2<sup>53</sup> are rounded.
     *
     * @throws InvalidInput if the column is text or bytes
     */
    public final double doubleAt(int row) {
        return isMissing(row) ? Double.NaN : presentDouble(row);
    }

    /**
     * The cell as a whole number.
     *
     * @throws InvalidInput if the column is not INTEGER or the cell is missing
     */
    public final long longAt(int row) {
        checkType(ColumnType.INTEGER);
        return ((IntegerColumn) this).values[present(row)];
    }

    /**
     * The cell as a truth value.
     *
     * @throws InvalidInput if the column is not BOOLEAN or the cell is missing
     */
    public final boolean booleanAt(int row) {
        checkType(ColumnType.BOOLEAN);
        return ((BooleanColumn) this).values[present(row)];
    }

    /**
     * The cell as text: the text itself, the shortest decimal that reads back as the same number, {@code true}, {@code 2026-11-23},
     * {@code 2026-11-23T06:00:00Z}, or bytes in Base64. A missing cell is the empty text; {@link #isMissing} tells it from an empty value.
     */
    public final String stringAt(int row) {
        return isMissing(row) ? "" : presentString(row);
    }

    /**
     * The cell as a date.
     *
     * @throws InvalidInput if the column is not DATE or the cell is missing
     */
    public final LocalDate dateAt(int row) {
        checkType(ColumnType.DATE);
        return ((DateColumn) this).values[present(row)];
    }

    /**
     * The cell as an instant.
     *
     * @throws InvalidInput if the column is not INSTANT or the cell is missing
     */
    public final Instant instantAt(int row) {
        checkType(ColumnType.INSTANT);
        return ((InstantColumn) this).values[present(row)];
    }

    /**
     * All cells as numbers, as {@link #doubleAt} gives them.
     *
     * @throws InvalidInput if the column is text or bytes
     */
    public final double[] doubles() {
        double[] all = new double[rowCount];
        for (int row = 0; row < rowCount; row++) {
            all[row] = doubleAt(row);
        }
        return all;
    }

    /**
     * Some cells as numbers, as {@link #doubleAt} gives them.
     *
     * @param from the first, from 0
     * @param to one past the last
     * @throws InvalidInput if the column is text or bytes
     */
    public final double[] doubles(int from, int to) {
        Objects.checkFromToIndex(from, to, rowCount);
        if (this instanceof RealColumn reals) {
            // What is missing there is NaN already.
            return Arrays.copyOfRange(reals.values, from, to);
        }
        double[] some = new double[to - from];
        for (int i = 0; i < some.length; i++) {
            some[i] = doubleAt(from + i);
        }
        return some;
    }

    /**
     * Puts some cells as numbers into an array, as {@link #doubleAt} gives them, rounded to floats: a column of a matrix that is stored by rows. Nothing is copied on the way.
     *
     * @param from the first cell, from 0
     * @param to one past the last
     * @param into where they go
     * @param at where the first goes
     * @param step how far the next goes from it, at least 1
     * @throws InvalidInput if the column is text or bytes
     * @throws IndexOutOfBoundsException if there are no such cells, or the array ends before the last
     */
    public final void copy(int from, int to, float[] into, int at, int step) {
        check(from, to, into.length, at, step);
        if (this instanceof RealColumn reals) {
            double[] values = reals.values;
            for (int row = from, place = at; row < to; row++, place += step) {
                into[place] = (float) values[row];
            }
            return;
        }
        for (int row = from, place = at; row < to; row++, place += step) {
            into[place] = (float) doubleAt(row);
        }
    }

    /**
     * Puts some cells as numbers into an array, as {@link #doubleAt} gives them: a column of a matrix that is stored by rows. Nothing is copied on the way.
     *
     * @param from the first cell, from 0
     * @param to one past the last
     * @param into where they go
     * @param at where the first goes
     * @param step how far the next goes from it, at least 1
     * @throws InvalidInput if the column is text or bytes
     * @throws IndexOutOfBoundsException if there are no such cells, or the array ends before the last
     */
    public final void copy(int from, int to, double[] into, int at, int step) {
        check(from, to, into.length, at, step);
        if (this instanceof RealColumn reals) {
            double[] values = reals.values;
            for (int row = from, place = at; row < to; row++, place += step) {
                into[place] = values[row];
            }
            return;
        }
        for (int row = from, place = at; row < to; row++, place += step) {
            into[place] = doubleAt(row);
        }
    }

    private void check(int from, int to, int length, int at, int step) {
        Objects.checkFromToIndex(from, to, rowCount);
        if (step < 1) {
            throw new InvalidInput("Cells of column '" + name + "' cannot be put " + step + " apart; give 1 or more.");
        }
        if (to > from && (at < 0 || at + (to - from - 1L) * step >= length)) {
            throw new IndexOutOfBoundsException((to - from) + " cells from place " + at + " on, " + step
                    + " apart, do not fit into an array of " + length + ".");
        }
    }

    /**
     * All cells of an INTEGER column.
     *
     * @throws InvalidInput if the column has another type or missing cells, which a {@code long} cannot show; see {@link #longs(long)}
     */
    public final long[] longs() {
        checkType(ColumnType.INTEGER);
        checkComplete("longs(column, substitute)");
        return ((IntegerColumn) this).values.clone();
    }

    /**
     * All cells of an INTEGER column, with a substitute for the missing ones.
     *
     * @throws InvalidInput if the column has another type
     */
    public final long[] longs(long substitute) {
        checkType(ColumnType.INTEGER);
        long[] all = ((IntegerColumn) this).values.clone();
        missing.stream().forEach(row -> all[row] = substitute);
        return all;
    }

    /**
     * All cells of a BOOLEAN column.
     *
     * @throws InvalidInput if the column has another type or missing cells, which a {@code boolean} cannot show
     */
    public final boolean[] booleans() {
        checkType(ColumnType.BOOLEAN);
        checkComplete("doubles(column), where they are NaN,");
        return ((BooleanColumn) this).values.clone();
    }

    /** All cells as text, as {@link #stringAt} gives them. */
    public final String[] strings() {
        String[] all = new String[rowCount];
        for (int row = 0; row < rowCount; row++) {
            all[row] = stringAt(row);
        }
        return all;
    }

    /**
     * All cells of a DATE column.
     *
     * @throws InvalidInput if the column has another type or missing cells
     */
    public final LocalDate[] dates() {
        checkType(ColumnType.DATE);
        checkComplete("strings(column), where they are empty,");
        return ((DateColumn) this).values.clone();
    }

    /**
     * All cells of an INSTANT column.
     *
     * @throws InvalidInput if the column has another type or missing cells
     */
    public final Instant[] instants() {
        checkType(ColumnType.INSTANT);
        checkComplete("strings(column), where they are empty,");
        return ((InstantColumn) this).values.clone();
    }

    /**
     * The words of a CATEGORY column, sorted, none twice; every one appears in it.
     *
     * @throws InvalidInput if the column has another type
     */
    public final List<String> levels() {
        checkType(ColumnType.CATEGORY);
        return List.of(((CategoryColumn) this).levels);
    }

    /**
     * All cells of a CATEGORY column as positions in {@link #levels()}, −1 where one is missing.
     *
     * @throws InvalidInput if the column has another type
     */
    public final int[] codes() {
        checkType(ColumnType.CATEGORY);
        return ((CategoryColumn) this).codes.clone();
    }

    /**
     * The bytes of a cell, as a fresh array.
     *
     * @throws InvalidInput if the column is not BINARY or the cell is missing
     */
    public final byte[] bytesAt(int row) {
        checkType(ColumnType.BINARY);
        return ((BinaryColumn) this).values[present(row)].clone();
    }

    /** Whether the other is a column of the same name, type and cells. */
    @Override
    public final boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Column that)
                || type != that.type
                || rowCount != that.rowCount
                || !name.equals(that.name)
                || !missing.equals(that.missing)) {
            return false;
        }
        for (int row = 0; row < rowCount; row++) {
            if (!missing.get(row) && !sameCell(that, row)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final int hashCode() {
        int hash = Objects.hash(name, type, rowCount, missing);
        for (int row = 0; row < rowCount; row++) {
            hash = 31 * hash + (missing.get(row) ? 0 : presentString(row).hashCode());
        }
        return hash;
    }

    /** The name, the type, and how many cells there are. */
    @Override
    public final String toString() {
        return name + " " + type.name().toLowerCase(Locale.ROOT) + " [" + rowCount + " rows, " + missingCount
                + " missing]";
    }

    abstract double presentDouble(int row);

    /** A column of the cells of some rows, which are there. */
    abstract Column select(int[] rows);

    final BitSet selectMissing(int[] rows) {
        BitSet selected = new BitSet();
        for (int i = 0; i < rows.length; i++) {
            if (missing.get(rows[i])) {
                selected.set(i);
            }
        }
        return selected;
    }

    abstract String presentString(int row);

    /** Whether a present cell equals that of a column of the same type. */
    abstract boolean sameCell(Column sameType, int row);

    private void checkType(ColumnType needed) {
        if (type != needed) {
            throw new InvalidInput("Column '" + name + "' is " + type + ", not " + needed + "; " + readable() + ".");
        }
    }

    private String readable() {
        return type.hasNumberForm()
                ? "every type can be read with strings, and this one with doubles"
                : "read it with strings";
    }

    final InvalidInput noNumberForm() {
        return new InvalidInput("Column '" + name + "' is " + type + " and has no number form; read it with strings.");
    }

    private int present(int row) {
        if (isMissing(row)) {
            throw new InvalidInput("Row " + row + " of column '" + name + "' is missing; ask isMissing(row) first.");
        }
        return row;
    }

    private void checkComplete(String instead) {
        if (missingCount > 0) {
            throw new InvalidInput("Column '" + name + "' has " + missingCount + " missing of " + rowCount
                    + " cells, first at row " + missing.nextSetBit(0) + "; use " + instead + " or ask isMissing(row).");
        }
    }

    /** For arrays of objects: what is null is missing. */
    static BitSet nulls(Object[] values) {
        BitSet missing = new BitSet();
        for (int row = 0; row < values.length; row++) {
            if (values[row] == null) {
                missing.set(row);
            }
        }
        return missing;
    }

    static BitSet none() {
        return new BitSet();
    }

    static BitSet copy(BitSet missing) {
        return (BitSet) missing.clone();
    }

    static <T> T[] copy(T[] values) {
        return Arrays.copyOf(values, values.length);
    }
}
