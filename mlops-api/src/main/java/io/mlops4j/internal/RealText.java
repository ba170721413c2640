package io.mlops4j.internal;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A decimal text that reads back as the same double: of all roundings of its value to some number of digits, the shortest that does.
 * {@link Double#toString} differs between Java 17 and 19 (JDK-4511638), and the digest of a version must not depend on the Java that made it.
 */
public final class RealText {
    /** Different decimals of up to 15 digits are different normal doubles, so text that short is the same on every Java. */
    private static final int UNIQUE_DIGITS = 15;

    private static final int SUFFICIENT_DIGITS = 17;
    private static final int PLAIN_BELOW = 20;
    private static final int PLAIN_ABOVE = -6;

    private RealText() {}

    /** The text of a number that is not NaN. */
    public static String of(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < PLAIN_ABOVE || exponent > PLAIN_BELOW) {
            return shortest.toString();
        }
        String plain = shortest.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }

    private static BigDecimal shortest(double value) {
        if (Math.abs(value) < Double.MIN_NORMAL) {
            return rounded(value, 1);
        }
        BigDecimal text = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return text.precision() <= UNIQUE_DIGITS ? text : rounded(value, UNIQUE_DIGITS);
    }

    private static BigDecimal rounded(double value, int fewestDigits) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = fewestDigits; digits < SUFFICIENT_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(SUFFICIENT_DIGITS)).stripTrailingZeros();
    }
}
