package io.mlops4j.core.monitoring;

import io.mlops4j.data.Table;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers, as columns: {@code prediction}, its class or number, and {@code confidence}, the greatest of its probabilities. A class is what an output of whole numbers, truth values or
 * texts says, or the place of the greatest probability if there is no such output.
 */
final class Outputs {
    static final String PREDICTION = "prediction";
    static final String CONFIDENCE = "confidence";

    private static final Set<ElementType> REAL =
            Set.of(ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16, ElementType.BFLOAT16);

    private Outputs() {}

    static boolean isOutput(String column) {
        return column.equals(PREDICTION) || column.equals(CONFIDENCE);
    }

    /** Those of a row of the answer; empty if the model answers in another form. */
    static Map<String, Object> of(Tensors outputs, int row, int rows) {
        Map<String, Object> columns = new HashMap<>();
        for (String name : outputs.names()) {
            Value value = outputs.value(name);
            if (!(value instanceof Tensor tensor) || tensor.size() == 0 || tensor.size() % rows != 0) {
                continue;
            }
            int width = tensor.size() / rows;
            if (tensor.type() == ElementType.STRING) {
                if (width == 1) {
                    columns.put(PREDICTION, tensor.strings()[row]);
                }
            } else if (width == 1) {
                add(columns, tensor, row);
            } else {
                greatest(columns, tensor.doubles(), row * width, width);
            }
        }
        return columns;
    }

    /** How many rows an answer is of: the first dimension of its first output that is a tensor. */
    static int rows(Tensors outputs) {
        for (String name : outputs.names()) {
            if (outputs.value(name) instanceof Tensor tensor && tensor.shape().rank() > 0) {
                return (int) tensor.shape().dimension(0);
            }
        }
        return 1;
    }

    /** Adds the answers to a table as columns, as far as every row has one. */
    static Table.Builder add(Table.Builder table, List<@Nullable Object> predictions, List<Double> confidences) {
        if (predictions.stream().allMatch(Double.class::isInstance)) {
            table.doubles(
                    PREDICTION,
                    predictions.stream()
                            .mapToDouble(each -> (double) Objects.requireNonNull(each))
                            .toArray());
        } else if (predictions.stream().allMatch(String.class::isInstance)) {
            table.categories(
                    PREDICTION, predictions.stream().map(String::valueOf).toArray(String[]::new));
        }
        if (confidences.stream().noneMatch(each -> each.isNaN())) {
            table.doubles(
                    CONFIDENCE, confidences.stream().mapToDouble(each -> each).toArray());
        }
        return table;
    }

    private static void add(Map<String, Object> columns, Tensor tensor, int row) {
        double number = tensor.doubles()[row];
        boolean real = REAL.contains(tensor.type());
        if (!real || !columns.containsKey(PREDICTION)) {
            columns.put(PREDICTION, real ? (Object) number : Long.toString((long) number));
        }
    }

    private static void greatest(Map<String, Object> columns, double[] values, int from, int width) {
        int at = 0;
        for (int k = 1; k < width; k++) {
            at = values[from + k] > values[from + at] ? k : at;
        }
        columns.put(CONFIDENCE, values[from + at]);
        columns.putIfAbsent(PREDICTION, Integer.toString(at));
    }
}
