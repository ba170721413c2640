package io.mlops4j.core.data.cells;

import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.internal.RealText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column of a batch of rows, typed. Reused from batch to batch, so that a pass over large data makes little garbage: what it
 * gives belongs to the batch at hand, and its arrays are longer than {@link #size()} and not to be changed by who reads them. Rows here
 * are positions in the batch, from 0. For one thread.
 *
 * <p>By type: REAL fills {@link #numbers}; INTEGER, BOOLEAN (0, 1), DATE (days since 1970-01-01) and INSTANT (seconds, with {@link #nanos}) fill
 * {@link #wholes} and {@link #numbers}; STRING, CATEGORY and BINARY (canonical Base64) fill {@link #chars}, {@link #starts} and {@link #ends}.
 */
public final class CellVector {
    private static final double NANOS_PER_SECOND = 1e9;

    private final ColumnSchema column;
    private int size;
    private int missing;
    private boolean[] absent = new boolean[0];
    private double[] numbers = new double[0];
    private long[] wholes = new long[0];
    private int[] nanos = new int[0];
    private char[] chars = new char[0];
    /** Our characters while {@link #chars} are borrowed. */
    private char @Nullable [] own;

    private int charCount;
    private int[] starts = new int[0];
    private int[] ends = new int[0];
    private final long[] identity = new long[2];
    private int identified = -1;

    /** No cells yet. */
    public CellVector(ColumnSchema column) {
        this.column = column;
    }

    /** The name, type and role of the column. */
    public ColumnSchema column() {
        return column;
    }

    /** The type of the column. */
    public ColumnType type() {
        return column.type();
    }

    /** How many cells there are, missing ones included. */
    public int size() {
        return size;
    }

    /** How many of them are missing. */
    public int missing() {
        return missing;
    }

    /** Whether a cell is missing. */
    public boolean isMissing(int row) {
        return absent[row];
    }

    /** Which cells are missing. */
    public boolean[] absent() {
        return absent;
    }

    /** The number form of every cell, as {@link Column#doubleAt} defines it: NaN where one is missing. Not for text and bytes. */
    public double[] numbers() {
        return numbers;
    }

    /** Whole numbers, truth values, days or seconds; 0 where one is missing. Not for REAL, text and bytes. */
    public long[] wholes() {
        return wholes;
    }

    /** The nanoseconds within the second of an INSTANT. */
    public int[] nanos() {
        return nanos;
    }

    /** The characters of all texts of the batch. */
    public char[] chars() {
        return chars;
    }

    /** Where the text of each cell starts in {@link #chars()}; where a cell is missing, start and end are the same. */
    public int[] starts() {
        return starts;
    }

    /** Where the text of each cell ends, exclusive. */
    public int[] ends() {
        return ends;
    }

    /** The text form of a present cell, as {@link Column#stringAt} defines it. */
    public String text(int row) {
        return switch (type()) {
            case REAL -> RealText.of(numbers[row]);
            case INTEGER -> Long.toString(wholes[row]);
            case BOOLEAN -> Boolean.toString(wholes[row] == 1);
            case DATE -> date(row).toString();
            case INSTANT -> instant(row).toString();
            case STRING, CATEGORY, BINARY -> new String(chars, starts[row], ends[row] - starts[row]);
        };
    }

    /** A present cell of a DATE column. */
    public LocalDate date(int row) {
        return LocalDate.ofEpochDay(wholes[row]);
    }

    /** A present cell of an INSTANT column. */
    public Instant instant(int row) {
        return Instant.ofEpochSecond(wholes[row], nanos[row]);
    }

    /**
     * The upper half of the 128 bits that identify the value of a present cell: two cells of a column hold the same value when their identities are
     * equal. Exact for every type but text and bytes, whose identity is MurmurHash3 (128 bits: two of a billion different texts agree
     * with a probability of 10<sup>-21</sup>).
     */
    public long identityHigh(int row) {
        if (!type().hasNumberForm()) {
            return identify(row)[0];
        }
        return type() == ColumnType.INSTANT ? nanos[row] : 0;
    }

    /** The lower half; see {@link #identityHigh}. */
    public long identityLow(int row) {
        if (!type().hasNumberForm()) {
            return identify(row)[1];
        }
        // Zero and negative zero are one value.
        return type() == ColumnType.REAL ? Double.doubleToLongBits(numbers[row] + 0.0) : wholes[row];
    }

    private long[] identify(int row) {
        if (identified != row) {
            Murmur3.hash(chars, starts[row], ends[row], identity);
            identified = row;
        }
        return identity;
    }

    /** Forgets all cells. */
    public void clear() {
        size = 0;
        missing = 0;
        charCount = 0;
        identified = -1;
        if (own != null) {
            chars = own;
            own = null;
        }
    }

    /** Adds a missing cell. */
    public void addMissing() {
        int row = next();
        absent[row] = true;
        missing++;
        if (type().hasNumberForm()) {
            numbers[row] = Double.NaN;
            if (type() != ColumnType.REAL) {
                wholes[row] = 0;
            }
        } else {
            starts[row] = charCount;
            ends[row] = charCount;
        }
    }

    /** Adds a cell of a REAL column; NaN is missing. */
    public void addNumber(double value) {
        if (Double.isNaN(value)) {
            addMissing();
        } else {
            // Not numbers[next()]: the array would be taken before next() makes a longer one.
            int row = next();
            numbers[row] = value;
        }
    }

    /** Adds a cell of an INTEGER, BOOLEAN (0 or 1) or DATE (days since 1970-01-01) column. */
    public void addWhole(long value) {
        int row = next();
        wholes[row] = value;
        numbers[row] = value;
    }

    /** Adds a cell of an INSTANT column. */
    public void addInstant(long epochSecond, int nano) {
        int row = next();
        wholes[row] = epochSecond;
        nanos[row] = nano;
        numbers[row] = epochSecond + nano / NANOS_PER_SECOND;
    }

    /** Adds a cell of a STRING, CATEGORY or BINARY column. */
    public void addText(char[] source, int start, int end) {
        int length = end - start;
        room(length);
        System.arraycopy(source, start, chars, charCount, length);
        added(length);
    }

    /** Adds a cell of a STRING, CATEGORY or BINARY column. */
    public void addText(String text) {
        int length = text.length();
        room(length);
        text.getChars(0, length, chars, charCount);
        added(length);
    }

    /** Makes the characters of somebody else those of the batch, until the next {@link #clear}: cells are added as spans of them. */
    void borrow(char[] characters) {
        own = chars;
        chars = characters;
    }

    /** Adds a cell of a text column that lies in the characters already. */
    void addSpan(int start, int end) {
        int row = next();
        starts[row] = start;
        ends[row] = end;
    }

    private void room(int length) {
        if (chars.length - charCount < length) {
            chars = Arrays.copyOf(chars, Math.max(Math.addExact(charCount, length), 2 * chars.length));
        }
    }

    private void added(int length) {
        int row = next();
        starts[row] = charCount;
        charCount += length;
        ends[row] = charCount;
    }

    /** Adds cells of a table's column of the same type: those from a row up to, and without, another. */
    public void addAll(Column source, int from, int to) {
        for (int row = from; row < to; row++) {
            if (source.isMissing(row)) {
                addMissing();
                continue;
            }
            switch (type()) {
                case REAL -> addNumber(source.doubleAt(row));
                case INTEGER -> addWhole(source.longAt(row));
                case BOOLEAN -> addWhole(source.booleanAt(row) ? 1 : 0);
                case DATE -> addWhole(source.dateAt(row).toEpochDay());
                case INSTANT -> {
                    Instant instant = source.instantAt(row);
                    addInstant(instant.getEpochSecond(), instant.getNano());
                }
                case STRING, CATEGORY, BINARY -> addText(source.stringAt(row));
            }
        }
    }

    private int next() {
        if (size == absent.length) {
            grow(Math.max(16, size + (size >> 1)));
        }
        absent[size] = false;
        return size++;
    }

    private void grow(int capacity) {
        absent = Arrays.copyOf(absent, capacity);
        if (type().hasNumberForm()) {
            numbers = Arrays.copyOf(numbers, capacity);
            if (type() != ColumnType.REAL) {
                wholes = Arrays.copyOf(wholes, capacity);
            }
            if (type() == ColumnType.INSTANT) {
                nanos = Arrays.copyOf(nanos, capacity);
            }
        } else {
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }
}
