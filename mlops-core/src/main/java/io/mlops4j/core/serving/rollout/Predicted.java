package io.mlops4j.core.serving.rollout;

import io.mlops4j.internal.ClassNames;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.LabelMetric;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a model said of one row, as labels are held against it: the class is the first output of whole numbers, truth values or texts, or else the place of the highest of several
 * numbers, or whether a single one is at least a half; the number is the first real output: its only element, or the second of two.
 *
 * @param className the class, or null if the model gives none
 * @param number the number, or NaN if the model gives none
 */
public record Predicted(@Nullable String className, double number) {
    /** What the outputs of one row say. */
    public static Predicted of(Tensors outputs) {
        String className = null;
        double[] numbers = null;
        for (int i = 0; i < outputs.size(); i++) {
            Value value = outputs.value(i);
            if (value instanceof Tensor tensor && tensor.size() > 0) {
                if (isReal(tensor.type())) {
                    numbers = numbers == null ? tensor.doubles() : numbers;
                } else if (className == null) {
                    className = ClassNames.of(tensor, 0);
                }
            } else if (numbers == null && value instanceof Value.SequenceValue sequence) {
                numbers = ofMap(sequence);
            }
        }
        if (numbers == null) {
            return new Predicted(className, Double.NaN);
        }
        double number = numbers.length == 1 ? numbers[0] : numbers.length == 2 ? numbers[1] : Double.NaN;
        return new Predicted(className == null ? highest(numbers) : className, number);
    }

    private static boolean isReal(ElementType type) {
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> true;
            default -> false;
        };
    }

    /** The probability of class 1 that an exporter of classical models writes as a map. */
    private static double @Nullable [] ofMap(Value.SequenceValue sequence) {
        if (!sequence.elements().isEmpty() && sequence.elements().get(0) instanceof Value.MapValue map) {
            Map<Object, Object> entries = map.entries();
            Object one = entries.size() == 2 ? entries.get(1L) : null;
            return one instanceof Number number ? new double[] {1 - number.doubleValue(), number.doubleValue()} : null;
        }
        return null;
    }

    private static String highest(double[] numbers) {
        if (numbers.length == 1) {
            return numbers[0] >= 0.5 ? "1" : "0";
        }
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] > numbers[best]) {
                best = i;
            }
        }
        return Integer.toString(best);
    }

    /** The value of a metric for this row; empty if it takes what the model or the label does not give. */
    public OptionalDouble value(LabelMetric metric, String label, double labelNumber) {
        return switch (metric) {
            case ACCURACY -> className == null ? OptionalDouble.empty() : share(className.equals(label));
            case ERROR -> className == null ? OptionalDouble.empty() : share(!className.equals(label));
            case BRIER_SCORE -> distance(Math.min(1, Math.max(0, number)), labelNumber, true);
            case MEAN_SQUARED_ERROR -> distance(number, labelNumber, true);
            case MEAN_ABSOLUTE_ERROR -> distance(number, labelNumber, false);
        };
    }

    private static OptionalDouble share(boolean yes) {
        return OptionalDouble.of(yes ? 1 : 0);
    }

    private static OptionalDouble distance(double number, double label, boolean squared) {
        double distance = Math.abs(number - label);
        if (Double.isNaN(distance)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(squared ? distance * distance : distance);
    }
}
