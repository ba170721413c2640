package io.mlops4j.core.data.cells;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import io.mlops4j.data.ColumnType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a column as one type.
 *
 * <p>Most cells are plain: some digits, perhaps a point. Those are read straight from the characters; whatever is not plain takes the general way
 * through {@link CellKind}, so both ways give the same value. A decimal of at most 15 digits is the quotient of two whole numbers that a double
 * keeps exactly, hence rounded once and right (Clinger 1990, doi:10.1145/93542.93557); longer
 * ones are FastDoubleParser's work.
 */
final class CellParser {
    /** How a cell that only nearly fits the type is taken. */
    enum Strictness {
        /** The type was declared: {@code 1} is true, {@code 007} is seven, text of JSON is looked into. */
        DECLARED,
        /** The type was inferred from other cells: a cell that inference would not have counted for it does not fit. */
        INFERRED
    }

    private static final int MOST_EXACT_DIGITS = 15;
    private static final int MOST_LONG_DIGITS = 18;
    private static final int DATE_LENGTH = "2026-11-23".length();
    private static final int INSTANT_LENGTH = "2026-11-23T06:00:00Z".length();
    private static final int LAST_DAY_OF_EVERY_MONTH = 28;
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };
    private static final long NOT_PLAIN = Long.MIN_VALUE;

    private final CellVector target;
    private final Strictness strictness;

    CellParser(CellVector target, Strictness strictness) {
        this.target = target;
        this.strictness = strictness;
    }

    CellVector target() {
        return target;
    }

    boolean isDeclared() {
        return strictness == Strictness.DECLARED;
    }

    /** Replaces the vector's cells by those of a column of a batch; the row of the first that does not fit, or -1. */
    int parse(TextBatch batch, int column) {
        target.clear();
        return switch (target.type()) {
            case REAL -> reals(batch, column);
            case INTEGER -> integers(batch, column);
            case STRING, CATEGORY -> texts(batch, column);
            case DATE, INSTANT, BOOLEAN, BINARY -> others(batch, column);
        };
    }

    private int reals(TextBatch batch, int column) {
        int[] starts = batch.starts(column);
        int[] ends = batch.ends(column);
        char[] chars = batch.chars();
        for (int row = 0; row < batch.rows(); row++) {
            int start = starts[row];
            if (start < 0) {
                target.addMissing();
                continue;
            }
            double value = Double.NaN;
            if (!batch.isText(column, row)) {
                value = plainReal(chars, start, ends[row]);
                if (Double.isNaN(value) && isPlainDecimal(chars, start, ends[row])) {
                    value = JavaDoubleParser.parseDouble(chars, start, ends[row] - start);
                }
            }
            if (!Double.isNaN(value)) {
                target.addNumber(value);
            } else if (!general(batch, column, row)) {
                return row;
            }
        }
        return -1;
    }

    private int integers(TextBatch batch, int column) {
        int[] starts = batch.starts(column);
        int[] ends = batch.ends(column);
        char[] chars = batch.chars();
        for (int row = 0; row < batch.rows(); row++) {
            int start = starts[row];
            if (start < 0) {
                target.addMissing();
                continue;
            }
            long value = batch.isText(column, row) ? NOT_PLAIN : plainLong(chars, start, ends[row]);
            if (value != NOT_PLAIN) {
                target.addWhole(value);
            } else if (!general(batch, column, row)) {
                return row;
            }
        }
        return -1;
    }

    /** Text is what it is; the vector looks at the batch's characters. */
    private int texts(TextBatch batch, int column) {
        int[] starts = batch.starts(column);
        int[] ends = batch.ends(column);
        target.borrow(batch.chars());
        for (int row = 0; row < batch.rows(); row++) {
            if (starts[row] < 0) {
                target.addMissing();
            } else {
                target.addSpan(starts[row], ends[row]);
            }
        }
        return -1;
    }

    private int others(TextBatch batch, int column) {
        int[] starts = batch.starts(column);
        int[] ends = batch.ends(column);
        char[] chars = batch.chars();
        for (int row = 0; row < batch.rows(); row++) {
            int start = starts[row];
            if (start < 0) {
                target.addMissing();
            } else if ((batch.isText(column, row) || !plain(chars, start, ends[row])) && !general(batch, column, row)) {
                return row;
            }
        }
        return -1;
    }

    private boolean plainTruth(char[] chars, int start, int end) {
        if (is("true", chars, start, end)) {
            target.addWhole(1);
        } else if (is("false", chars, start, end)) {
            target.addWhole(0);
        } else {
            return false;
        }
        return true;
    }

    private static boolean is(String word, char[] chars, int start, int end) {
        if (end - start != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (chars[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean plain(char[] chars, int start, int end) {
        if (target.type() == ColumnType.DATE) {
            long day = plainDate(chars, start, end);
            if (day != NOT_PLAIN) {
                target.addWhole(day);
                return true;
            }
        } else if (target.type() == ColumnType.INSTANT) {
            long second = plainInstant(chars, start, end);
            if (second != NOT_PLAIN) {
                target.addInstant(second, 0);
                return true;
            }
        } else if (target.type() == ColumnType.BOOLEAN) {
            return plainTruth(chars, start, end);
        }
        return false;
    }

    /** A decimal without exponent and needless zeros, of at most {@value #MOST_EXACT_DIGITS} digits; NaN if it is another. */
    static double plainReal(char[] chars, int start, int end) {
        int at = start;
        boolean negative = at < end && chars[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long digits = 0;
        while (at < end && isDigit(chars[at])) {
            digits = 10 * digits + (chars[at] - '0');
            at++;
        }
        int whole = at - first;
        if (whole == 0 || whole > MOST_EXACT_DIGITS || (whole > 1 && chars[first] == '0')) {
            return Double.NaN;
        }
        int fraction = 0;
        if (at < end && chars[at] == '.') {
            at++;
            int point = at;
            // Checked against the most digits after the loop, but bounded in it, so that the sum cannot overflow.
            int limit = Math.min(end, point + MOST_EXACT_DIGITS + 1 - whole);
            while (at < limit && isDigit(chars[at])) {
                digits = 10 * digits + (chars[at] - '0');
                at++;
            }
            fraction = at - point;
        }
        if (at < end || whole + fraction > MOST_EXACT_DIGITS) {
            return Double.NaN;
        }
        double value = digits / POWERS_OF_TEN[fraction];
        return negative ? -value : value;
    }

    /** A decimal of any length that has a point or an exponent, and no needless zero before it. */
    private static boolean isPlainDecimal(char[] chars, int start, int end) {
        int at = start;
        if (at < end && chars[at] == '-') {
            at++;
        }
        int first = at;
        at = skipDigits(chars, at, end);
        if (at == first || at == end || (at - first > 1 && chars[first] == '0')) {
            return false;
        }
        if (chars[at] == '.') {
            at = skipDigits(chars, at + 1, end);
        }
        if (at < end && (chars[at] == 'e' || chars[at] == 'E')) {
            at++;
            if (at < end && (chars[at] == '-' || chars[at] == '+')) {
                at++;
            }
            int exponent = at;
            at = skipDigits(chars, at, end);
            return at == end && at > exponent;
        }
        return at == end;
    }

    private static int skipDigits(char[] chars, int from, int end) {
        int at = from;
        while (at < end && isDigit(chars[at])) {
            at++;
        }
        return at;
    }

    private static long plainLong(char[] chars, int start, int end) {
        int at = start;
        boolean negative = at < end && chars[at] == '-';
        if (negative) {
            at++;
        }
        int length = end - at;
        if (length == 0 || length > MOST_LONG_DIGITS || (length > 1 && chars[at] == '0')) {
            return NOT_PLAIN;
        }
        long value = 0;
        for (; at < end; at++) {
            if (!isDigit(chars[at])) {
                return NOT_PLAIN;
            }
            value = 10 * value + (chars[at] - '0');
        }
        return negative ? -value : value;
    }

    private static long plainDate(char[] chars, int start, int end) {
        if (end - start != DATE_LENGTH || chars[start + 4] != '-' || chars[start + 7] != '-') {
            return NOT_PLAIN;
        }
        int year = digits(chars, start, 4);
        int month = digits(chars, start + 5, 2);
        int day = digits(chars, start + 8, 2);
        boolean plain = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= LAST_DAY_OF_EVERY_MONTH;
        return plain ? LocalDate.of(year, month, day).toEpochDay() : NOT_PLAIN;
    }

    private static long plainInstant(char[] chars, int start, int end) {
        if (end - start != INSTANT_LENGTH
                || chars[start + DATE_LENGTH] != 'T'
                || chars[start + 13] != ':'
                || chars[start + 16] != ':'
                || chars[end - 1] != 'Z') {
            return NOT_PLAIN;
        }
        long day = plainDate(chars, start, start + DATE_LENGTH);
        int hour = digits(chars, start + 11, 2);
        int minute = digits(chars, start + 14, 2);
        int second = digits(chars, start + 17, 2);
        boolean plain = day != NOT_PLAIN
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59;
        return plain ? 86_400 * day + 3_600L * hour + 60L * minute + second : NOT_PLAIN;
    }

    /** A number of digits, or -1 if there is anything else. */
    private static int digits(char[] chars, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(chars[i])) {
                return -1;
            }
            value = 10 * value + (chars[i] - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean general(TextBatch batch, int column, int row) {
        String cell = batch.string(column, row);
        if (strictness == Strictness.INFERRED && !fits(kind(batch, column, row, cell))) {
            return false;
        }
        String text = cell.strip();
        if (text.isEmpty() && target.type() != ColumnType.BINARY) {
            target.addMissing();
            return true;
        }
        return switch (target.type()) {
            case REAL -> real(text);
            case INTEGER -> integer(text);
            case BOOLEAN -> truth(text);
            case DATE -> date(text);
            case INSTANT -> instant(text);
            case BINARY -> binary(text);
            case STRING, CATEGORY -> throw new IllegalStateException("text is always plain");
        };
    }

    static CellKind kind(TextBatch batch, int column, int row, String cell) {
        CellKind kind = CellKind.of(cell);
        boolean time = kind == CellKind.DATE || kind == CellKind.INSTANT;
        return batch.isText(column, row) && !time ? CellKind.TEXT : kind;
    }

    private boolean fits(CellKind kind) {
        return switch (target.type()) {
            case REAL -> kind == CellKind.INTEGER || kind == CellKind.REAL || kind == CellKind.NAN;
            case INTEGER -> kind == CellKind.INTEGER;
            case BOOLEAN -> kind == CellKind.BOOLEAN;
            case DATE -> kind == CellKind.DATE;
            case INSTANT -> kind == CellKind.INSTANT;
            case STRING, CATEGORY, BINARY -> true;
        };
    }

    private boolean real(String text) {
        if (CellKind.isDecimal(text)) {
            target.addNumber(Double.parseDouble(text));
        } else if (CellKind.isInfinity(text)) {
            target.addNumber(text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        } else if (text.equalsIgnoreCase("nan")) {
            target.addMissing();
        } else {
            return false;
        }
        return true;
    }

    private boolean integer(String text) {
        Long value = CellKind.parseLong(text);
        if (value == null) {
            return false;
        }
        target.addWhole(value);
        return true;
    }

    private boolean truth(String text) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> target.addWhole(1);
            case "false", "0" -> target.addWhole(0);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean date(String text) {
        LocalDate value = CellKind.parseDate(text);
        if (value == null) {
            return false;
        }
        target.addWhole(value.toEpochDay());
        return true;
    }

    private boolean instant(String text) {
        Instant value = CellKind.parseInstant(text);
        if (value == null) {
            return false;
        }
        target.addInstant(value.getEpochSecond(), value.getNano());
        return true;
    }

    private boolean binary(String text) {
        byte[] bytes = bytes(text);
        if (bytes == null) {
            return false;
        }
        target.addText(Base64.getEncoder().encodeToString(bytes));
        return true;
    }

    private static byte @Nullable [] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Replaces the vector's cells by one, or tells that it is none of the type; null is missing. */
    static boolean one(CellVector target, @Nullable String cell) {
        target.clear();
        if (cell == null) {
            target.addMissing();
            return true;
        }
        TextBatch batch = new TextBatch();
        batch.clear(1);
        batch.row(1);
        char[] chars = cell.toCharArray();
        batch.cell(0, Arrays.copyOf(chars, chars.length), 0, chars.length);
        return new CellParser(target, Strictness.DECLARED).parse(batch, 0) < 0;
    }

    /** What a value of the type is called in a message. */
    static String called(ColumnType type) {
        return switch (type) {
            case REAL -> "a number";
            case INTEGER -> "a whole number of 64 bits";
            case BOOLEAN -> "true or false";
            case STRING -> "text";
            case CATEGORY -> "a word";
            case BINARY -> "bytes in Base64";
            case DATE -> "a date such as 2026-11-23";
            case INSTANT -> "an instant such as 2026-11-23T06:00:00Z";
        };
    }
}
