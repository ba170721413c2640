package io.mlops4j.internal;

import io.mlops4j.serving.Tensor;
import java.util.Arrays;

/** How a class that a model answers, or a label names, is written: a whole number without a fraction, a truth value as 1 or 0, a text as it is. */
public final class ClassNames {
    /** Beyond it not every whole number is a {@code double}. */
    private static final double EXACT = 0x1p53;

    private static final String[] SMALL = new String[256];

    static {
        Arrays.setAll(SMALL, Integer::toString);
    }

    private ClassNames() {}

    /** That of a number. */
    public static String of(double number) {
        return number == Math.rint(number) && Math.abs(number) <= EXACT ? of((long) number) : Double.toString(number);
    }

    /** That of a whole number. */
    public static String of(long number) {
        return number >= 0 && number < SMALL.length ? SMALL[(int) number] : Long.toString(number);
    }

    /** That of a row of a tensor of texts, truth values or whole numbers with one a row. */
    public static String of(Tensor tensor, int row) {
        return switch (tensor.type()) {
            case STRING -> tensor.strings()[row];
            case BOOL -> tensor.booleans()[row] ? SMALL[1] : SMALL[0];
            case UINT64 -> Long.toUnsignedString(tensor.longs()[row]);
            default -> of(tensor.longs()[row]);
        };
    }
}
