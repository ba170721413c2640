package io.mlops4j.data;

import io.mlops4j.internal.RealText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/** Names, values and numbers as the sentences of expectations show them. */
final class Quoted {
    private static final int LISTED = 10;
    private static final int LONGEST_VALUE = 80;

    private Quoted() {}

    static String list(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    static String set(List<String> values) {
        String shown = values.stream().limit(LISTED).map(Quoted::shorten).collect(Collectors.joining(", "));
        int more = values.size() - LISTED;
        return "{" + shown + (more > 0 ? ", … " + more + " more" : "") + "}";
    }

    static String range(double low, double high) {
        return (low == Double.NEGATIVE_INFINITY ? "(" : "[") + number(low) + ", " + number(high)
                + (high == Double.POSITIVE_INFINITY ? ")" : "]");
    }

    /** Without a needless ".0". */
    static String number(double value) {
        String text = RealText.of(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String percent(double share) {
        BigDecimal percent =
                new BigDecimal(share * 100).round(new MathContext(4)).stripTrailingZeros();
        return percent.toPlainString() + " %";
    }

    /** At most 80 characters, on one line. */
    static String shorten(String value) {
        String line = value.replace("\r", "\\r").replace("\n", "\\n");
        return line.codePointCount(0, line.length()) <= LONGEST_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
