package io.mlops4j.core.monitoring.performance;

import io.mlops4j.internal.ClassNames;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered to one row, as labels are held against it.
 *
 * @param id the prediction
 * @param micros when, since the epoch
 * @param version which version, as {@code scoring 3}; empty if that is not known
 * @param className the class, or null if the model names none
 * @param number the number that it answers alone, or NaN
 * @param probabilities of the classes in their order; empty if it answers none
 * @param losses the absolute and the squared error to expect; empty if that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Answer(
        String id,
        long micros,
        String version,
        @Nullable String className,
        double number,
        double[] probabilities,
        double[] losses) {
    private static final double[] NONE = {};

    /** Probabilities that are off by more than this are none. */
    private static final double ROUNDING = 1e-3;

    /** A number, or the probability of the one class that matters. */
    public static Answer of(String id, long micros, double number) {
        return new Answer(id, micros, "", null, number, NONE, NONE);
    }

    /** Probabilities of classes. */
    public static Answer of(String id, long micros, double[] probabilities) {
        return new Answer(id, micros, "", null, Double.NaN, probabilities, NONE);
    }

    /** What the outputs of some rows say of one of them; the class is the first output that is not real, and the first real one has the number or the probabilities. */
    public static Answer of(String id, long micros, String version, Tensors outputs, int row, int rows) {
        String className = null;
        double[] numbers = null;
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.value(i) instanceof Tensor tensor && tensor.size() >= rows && tensor.size() % rows == 0) {
                if (isReal(tensor.type())) {
                    numbers = numbers == null ? part(tensor.doubles(), row, rows) : numbers;
                } else if (className == null && tensor.size() == rows) {
                    className = ClassNames.of(tensor, row);
                }
            }
        }
        if (numbers == null) {
            return new Answer(id, micros, version, className, Double.NaN, NONE, NONE);
        }
        if (numbers.length == 1) {
            return new Answer(id, micros, version, className, numbers[0], NONE, NONE);
        }
        boolean probabilities = areProbabilities(numbers);
        if (className == null && !probabilities) {
            className = Integer.toString(greatest(numbers));
        }
        return new Answer(id, micros, version, className, Double.NaN, probabilities ? numbers : NONE, NONE);
    }

    /** The same with the errors to expect. */
    Answer expecting(double[] errors) {
        return new Answer(id, micros, version, className, number, probabilities, errors);
    }

    private static boolean isReal(ElementType type) {
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> true;
            default -> false;
        };
    }

    private static double[] part(double[] all, int row, int rows) {
        int width = all.length / rows;
        double[] own = new double[width];
        System.arraycopy(all, row * width, own, 0, width);
        return own;
    }

    /** Whether numbers are shares of one. */
    public static boolean areProbabilities(double[] numbers) {
        double sum = 0;
        for (double each : numbers) {
            if (!(each >= -ROUNDING && each <= 1 + ROUNDING)) {
                return false;
            }
            sum += each;
        }
        return Math.abs(sum - 1) <= ROUNDING * numbers.length;
    }

    /** The place of the greatest number, the first of those that are alike. */
    static int greatest(double[] numbers) {
        int at = 0;
        for (int k = 1; k < numbers.length; k++) {
            at = numbers[k] > numbers[at] ? k : at;
        }
        return at;
    }
}
