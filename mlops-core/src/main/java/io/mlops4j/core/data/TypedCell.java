package io.mlops4j.core.data;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.internal.RealText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The current cell of one column, read as its type. Reused for every row, so that a pass over a large text makes little garbage. What it
 * holds belongs to the last {@link #read}.
 *
 * <p>Two present cells of a column are the same value when their 128-bit identities are equal: exact for every type but text, whose
 * identity is a hash (MurmurHash3, 128 bits: two of a billion different texts agree with a probability of 10<sup>-21</sup>).
 */
final class TypedCell {
    private static final HashFunction HASH = Hashing.murmur3_128(0x6d6c6f70);
    private static final double NANOS_PER_SECOND = 1e9;

    private final ColumnSchema column;
    private boolean missing = true;
    private String raw = "";
    private double number;
    private long whole;
    private int nanos;

    TypedCell(ColumnSchema column) {
        this.column = column;
    }

    ColumnSchema column() {
        return column;
    }

    ColumnType type() {
        return column.type();
    }

    /** Takes a cell of the text, null where it is missing; false if it is none of the type. */
    boolean read(@Nullable String cell) {
        missing = cell == null;
        if (cell == null) {
            return true;
        }
        if (!type().hasNumberForm()) {
            raw = cell;
            return true;
        }
        raw = cell.strip();
        if (raw.isEmpty()) {
            missing = true;
            return true;
        }
        return switch (type()) {
            case REAL -> readReal();
            case INTEGER -> readInteger();
            case BOOLEAN -> readBoolean();
            case DATE -> readDate();
            case INSTANT -> readInstant();
            case STRING, CATEGORY, BINARY -> throw new IllegalStateException("text is read above");
        };
    }

    private boolean readReal() {
        if (CellKind.isDecimal(raw)) {
            number = Double.parseDouble(raw);
        } else if (CellKind.isInfinity(raw)) {
            number = raw.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        } else {
            missing = true;
            return raw.equalsIgnoreCase("nan");
        }
        return true;
    }

    private boolean readInteger() {
        Long value = CellKind.parseLong(raw);
        if (value == null) {
            return false;
        }
        whole = value;
        number = whole;
        return true;
    }

    private boolean readBoolean() {
        switch (raw.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> whole = 1;
            case "false", "0" -> whole = 0;
            default -> {
                return false;
            }
        }
        number = whole;
        return true;
    }

    private boolean readDate() {
        LocalDate date = CellKind.parseDate(raw);
        if (date == null) {
            return false;
        }
        whole = date.toEpochDay();
        number = whole;
        return true;
    }

    private boolean readInstant() {
        Instant instant = CellKind.parseInstant(raw);
        if (instant == null) {
            return false;
        }
        whole = instant.getEpochSecond();
        nanos = instant.getNano();
        number = whole + nanos / NANOS_PER_SECOND;
        return true;
    }

    /** Adds the cell to those of its column. */
    void addTo(CellVector target) {
        if (missing) {
            target.addMissing();
            return;
        }
        switch (type()) {
            case REAL -> target.addNumber(number);
            case INTEGER, BOOLEAN, DATE -> target.addWhole(whole);
            case INSTANT -> target.addInstant(whole, nanos);
            case STRING, CATEGORY, BINARY -> target.addText(raw);
        }
    }

    boolean missing() {
        return missing;
    }

    /** The number form, as {@code Column.doubleAt} defines it; not for text. */
    double number() {
        return number;
    }

    long integer() {
        return whole;
    }

    boolean flag() {
        return whole == 1;
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(whole);
    }

    Instant instant() {
        return Instant.ofEpochSecond(whole, nanos);
    }

    /** The cell as it was written, without blanks around it unless it is text; for messages and for text. */
    String raw() {
        return raw;
    }

    /** The text form, as {@code Column.stringAt} defines it. */
    String text() {
        return switch (type()) {
            case STRING, CATEGORY, BINARY -> raw;
            case REAL -> RealText.of(number);
            case INTEGER -> Long.toString(whole);
            case BOOLEAN -> Boolean.toString(flag());
            case DATE -> date().toString();
            case INSTANT -> instant().toString();
        };
    }

    /** Writes the 128 bits that identify the value to two places of an array. */
    void identify(long[] target) {
        if (!type().hasNumberForm()) {
            HashCode hash = HASH.hashUnencodedChars(raw);
            ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes());
            target[0] = bytes.getLong();
            target[1] = bytes.getLong();
        } else {
            target[0] = nanos;
            // Zero and negative zero are one value.
            target[1] = type() == ColumnType.REAL ? Double.doubleToLongBits(number + 0.0) : whole;
        }
    }

    /** What a value of the type is called in a message. */
    static String called(ColumnType type) {
        return switch (type) {
            case REAL -> "a number";
            case INTEGER -> "a whole number of 64 bits";
            case BOOLEAN -> "true or false";
            case STRING -> "text";
            case CATEGORY -> "a word";
            case BINARY -> "Base64";
            case DATE -> "a date such as 2026-11-23";
            case INSTANT -> "an instant such as 2026-11-23T06:00:00Z";
        };
    }
}
