package io.mlops4j.core.data.rules;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads text as a cell of a type, with the grammar by which a source's cells are read. Stateless. */
final class CellText {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d++\\.?\\d*+|\\.\\d++)(?:[eE][+-]?\\d++)?");

    private CellText() {}

    /** Adds the cell that a text reads as, missing where it is blank and the type is no text; false, and nothing is added, if it is none of the type. */
    static boolean add(CellVector target, String text) {
        ColumnType type = target.type();
        if (type == ColumnType.STRING || type == ColumnType.CATEGORY) {
            target.addText(text);
            return true;
        }
        String cell = text.strip();
        if (cell.isEmpty() && type != ColumnType.BINARY) {
            target.addMissing();
            return true;
        }
        return switch (type) {
            case REAL -> addReal(target, cell);
            case INTEGER -> addWhole(target, parseLong(cell));
            case BOOLEAN -> addWhole(target, parseFlag(cell));
            case DATE -> addWhole(target, parseDay(cell));
            case INSTANT -> addInstant(target, cell);
            case STRING, CATEGORY, BINARY -> addBytes(target, cell);
        };
    }

    private static boolean addReal(CellVector target, String cell) {
        if (DECIMAL.matcher(cell).matches()) {
            target.addNumber(Double.parseDouble(cell));
            return true;
        }
        String unsigned = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
        if (unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity")) {
            target.addNumber(cell.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            return true;
        }
        if (cell.equalsIgnoreCase("nan")) {
            target.addMissing();
            return true;
        }
        return false;
    }

    private static boolean addWhole(CellVector target, @Nullable Long value) {
        if (value == null) {
            return false;
        }
        target.addWhole(value);
        return true;
    }

    private static @Nullable Long parseLong(String cell) {
        try {
            return Long.valueOf(cell);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Long parseFlag(String cell) {
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> 1L;
            case "false", "0" -> 0L;
            default -> null;
        };
    }

    private static @Nullable Long parseDay(String cell) {
        try {
            return LocalDate.parse(cell).toEpochDay();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean addInstant(CellVector target, String cell) {
        Instant instant = parseInstant(cell);
        if (instant == null) {
            return false;
        }
        target.addInstant(instant.getEpochSecond(), instant.getNano());
        return true;
    }

    private static @Nullable Instant parseInstant(String cell) {
        try {
            return Instant.parse(cell);
        } catch (DateTimeException e) {
            try {
                return OffsetDateTime.parse(cell).toInstant();
            } catch (DateTimeException withoutSeconds) {
                return null;
            }
        }
    }

    private static boolean addBytes(CellVector target, String cell) {
        try {
            target.addText(
                    Base64.getEncoder().encodeToString(Base64.getDecoder().decode(cell)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
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
