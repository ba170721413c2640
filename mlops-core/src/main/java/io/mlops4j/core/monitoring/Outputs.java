package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.record.RowAnswer;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a model answers to the rows of a reference, as columns of it: {@code prediction} and {@code confidence}. */
final class Outputs {
    static final String PREDICTION = RowAnswer.PREDICTION;
    static final String CONFIDENCE = RowAnswer.CONFIDENCE;

    private Outputs() {}

    static boolean isOutput(String column) {
        return RowAnswer.isColumn(column);
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
}
