package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.RealText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Names, values and numbers as the sentences of expectations show them. */
final class Quoted {
    private static final int LISTED = 10;
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_NAME = 200;

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

    /** {@code 36 h}, {@code 2 d}, or as ISO 8601 has it. */
    static String duration(Duration duration) {
        if (!duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()))) {
            return duration.toDays() + " d";
        }
        if (!duration.isZero() && duration.equals(Duration.ofHours(duration.toHours()))) {
            return duration.toHours() + " h";
        }
        return duration.toString();
    }

    static void checkRange(String what, double low, double high) {
        if (!(low <= high)) {
            throw new InvalidInput("The range [" + low + ", " + high + "] for " + what
                    + " holds no value; give the lower bound first, and neither as NaN.");
        }
    }

    static String checkRuleName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidInput("A custom rule needs a name of 1 to " + LONGEST_NAME
                    + " characters, by which it is stored; '" + shorten(name) + "' is none.");
        }
        return name;
    }

    static InvalidInput unbound(String what, String name) {
        return new InvalidInput(
                "The code of the rule '" + name + "' is not here, as stores keep no code; give it again with"
                        + " Expectation." + what + "(\"" + name + "\", …).");
    }

    /** At most 80 characters, on one line. */
    static String shorten(String value) {
        String line = value.replace("\r", "\\r").replace("\n", "\\n");
        return line.codePointCount(0, line.length()) <= LONGEST_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
