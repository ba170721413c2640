package io.mlops4j.core.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them: short, the same on every Java. Stateless. */
public final class Figures {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Figures() {}

    /** Four significant digits: {@code 12.35}, {@code 1 234 000}, {@code 1.235e-9}. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return count((long) value);
        }
        if (size != 0 && (size < 1e-4 || size >= 1e15)) {
            return String.format(Locale.ROOT, "%.3e", value).replace("-", "−");
        }
        String text =
                new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
        return text.replace("-", "−");
    }

    /** As {@link #number}, with as many places as its neighbours in a column have: {@code 0.9100}, {@code 3.214}. */
    public static String aligned(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size < 1e-3 || size >= 10 || Double.isNaN(value)) {
            return number(value);
        }
        return String.format(Locale.ROOT, size < 1 ? "%.4f" : "%.3f", value).replace("-", "−");
    }

    /** A count in groups of three: {@code 1 461}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', '\u202F').replace("-", "−");
    }

    /** A share as a percentage: {@code 12.5 %}, {@code <0.1 %}. */
    public static String percent(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < 0.1) {
            return "<0.1\u202F%";
        }
        return String.format(Locale.ROOT, "%.1f", percent).replace(".0", "") + "\u202F%";
    }

    /** A coordinate of a drawing. */
    public static String at(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
