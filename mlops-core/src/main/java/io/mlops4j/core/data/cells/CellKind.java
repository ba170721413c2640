package io.mlops4j.core.data.cells;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the text of one present cell looks like; what inference counts. */
enum CellKind {
    BOOLEAN,
    INTEGER,
    REAL,
    NAN,
    DATE,
    INSTANT,
    /** Digits that start with a needless zero: a number would lose it. */
    LEADING_ZERO,
    /** A whole number of more than 64 bits: a number would lose digits. */
    LONG_INTEGER,
    TEXT;

    private static final int DATE_LENGTH = "2026-11-23".length();
    private static final int LONGEST_WORD = "infinity".length();

    static CellKind of(String cell) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return TEXT;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            CellKind number = ofNumber(text);
            return number == TEXT ? ofTime(text) : number;
        }
        if (text.length() > LONGEST_WORD) {
            return TEXT;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "false" -> BOOLEAN;
            case "nan" -> NAN;
            case "inf", "infinity" -> REAL;
            default -> TEXT;
        };
    }

    private static CellKind ofNumber(String text) {
        int start = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (!isDecimal(text)) {
            return isInfinity(text) ? REAL : TEXT;
        }
        boolean padded = start + 1 < text.length() && text.charAt(start) == '0' && isDigit(text.charAt(start + 1));
        if (padded) {
            return LEADING_ZERO;
        }
        for (int i = start; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return REAL;
            }
        }
        return parseLong(text) == null ? LONG_INTEGER : INTEGER;
    }

    private static CellKind ofTime(String text) {
        if (text.length() == DATE_LENGTH) {
            return parseDate(text) == null ? TEXT : DATE;
        }
        boolean shaped =
                text.length() > DATE_LENGTH && (text.charAt(DATE_LENGTH) == 'T' || text.charAt(DATE_LENGTH) == 't');
        return shaped && parseInstant(text) != null ? INSTANT : TEXT;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Sign, digits with at most one point, exponent; at least one digit, and no suffix, hexadecimal or blank that Java would take. */
    static boolean isDecimal(String text) {
        int length = text.length();
        int i = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int digits = 0;
        boolean point = false;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || i == length) {
            return digits > 0;
        }
        if (text.charAt(i) != 'e' && text.charAt(i) != 'E') {
            return false;
        }
        i++;
        if (i < length && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            i++;
        }
        int exponent = i;
        while (i < length && isDigit(text.charAt(i))) {
            i++;
        }
        return i == length && i > exponent;
    }

    static boolean isInfinity(String text) {
        String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        return unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity");
    }

    static @Nullable Long parseLong(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Instant parseInstant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return parseWithoutSeconds(text);
        }
    }

    /** {@code 2026-11-23T06:00+01:00}, which ISO 8601 allows and {@link Instant#parse} does not. */
    private static @Nullable Instant parseWithoutSeconds(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
