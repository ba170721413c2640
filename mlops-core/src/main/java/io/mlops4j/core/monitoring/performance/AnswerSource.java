package io.mlops4j.core.monitoring.performance;

import io.mlops4j.data.Table;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells of what an endpoint answers and of the labels that come. */
public final class AnswerSource implements PredictionObserver {
    private final PerformanceKeeper keeper;

    /** A source. */
    public AnswerSource(PerformanceKeeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void answered(Tensors inputs, Prediction prediction, long nanos) {
        keeper.answered(inputs, prediction, rows(inputs));
    }

    /** The rows of the first input: its first dimension. */
    private static int rows(Tensors inputs) {
        return inputs.size() > 0
                        && inputs.value(0) instanceof Tensor tensor
                        && tensor.shape().rank() > 0
                ? (int) tensor.shape().dimension(0)
                : 1;
    }

    @Override
    public void answered(Map<String, ? extends @Nullable Object> row, Prediction prediction, long nanos) {
        keeper.answered(row, prediction, 1);
    }

    @Override
    public void answered(Table rows, Prediction prediction, long nanos) {
        keeper.answered(rows, prediction, rows.rowCount());
    }

    @Override
    public void labelled(String predictionId, double truth) {
        keeper.label(predictionId, truth);
    }

    @Override
    public void labelled(String predictionId, String truth) {
        keeper.label(predictionId, truth);
    }
}
