package io.mlops4j.core.monitoring.performance;

import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as numbers, in the order of some columns; a word is the place at which it first came in the reference, and what is missing or unknown is NaN. Immutable, thread-safe. */
public final class FeatureCoder {
    private final List<String> names = new ArrayList<>();
    private final List<Map<String, Double>> words = new ArrayList<>();

    /** A coder of those columns of rows that are numbers, words or truth values. */
    FeatureCoder(Table rows, Set<String> columns) {
        for (Column column : rows.columns()) {
            boolean text = column.type().isText();
            if (!columns.contains(column.name()) || !(text || column.type().isNumber() || isFlag(column))) {
                continue;
            }
            Map<String, Double> places = new HashMap<>();
            for (int row = 0; text && row < column.rowCount(); row++) {
                if (!column.isMissing(row)) {
                    places.putIfAbsent(column.stringAt(row), (double) places.size());
                }
            }
            names.add(column.name());
            words.add(places);
        }
    }

    private static boolean isFlag(Column column) {
        return column.type() == ColumnType.BOOLEAN;
    }

    /** Whether there is nothing to tell rows by. */
    boolean isEmpty() {
        return names.isEmpty();
    }

    /** A row of a table. */
    double[] of(Table rows, int row) {
        double[] numbers = new double[names.size()];
        for (int c = 0; c < numbers.length; c++) {
            Column column = rows.column(names.get(c));
            numbers[c] = column.isMissing(row)
                    ? Double.NaN
                    : column.type().isText() ? word(c, column.stringAt(row)) : column.doubleAt(row);
        }
        return numbers;
    }

    /** A row of named values. */
    double[] of(Map<?, ? extends @Nullable Object> row) {
        double[] numbers = new double[names.size()];
        for (int c = 0; c < numbers.length; c++) {
            Object value = row.get(names.get(c));
            numbers[c] = value instanceof Number number
                    ? number.doubleValue()
                    : value instanceof Boolean flag
                            ? (flag ? 1 : 0)
                            : value == null ? Double.NaN : word(c, value.toString());
        }
        return numbers;
    }

    /** The only row of a tensor whose columns have names; all NaN if it is none such. */
    double[] of(Tensors inputs, List<String> features) {
        double[] values = inputs.size() == 1
                        && inputs.value(0) instanceof Tensor tensor
                        && tensor.size() == features.size()
                        && tensor.type() != ElementType.STRING
                ? tensor.doubles()
                : new double[0];
        double[] numbers = new double[names.size()];
        for (int c = 0; c < numbers.length; c++) {
            int at = features.indexOf(names.get(c));
            numbers[c] = at < 0 || at >= values.length ? Double.NaN : values[at];
        }
        return numbers;
    }

    private double word(int column, String word) {
        return Objects.requireNonNullElse(words.get(column).get(word), Double.NaN);
    }
}
