package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.performance.PerformanceKeeper;
import io.mlops4j.core.monitoring.record.RowAnswer;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what an endpoint is asked and what it answers, and keeps its predictions until their labels come. Tensors have columns if they are one {@code [n, k]} input of floats and the version knows the names of its features.
 */
final class EndpointSource implements PredictionObserver {
    /** More versions than these answer together in no rollout and no split. */
    private static final int MOST_LAYOUTS = 16;

    private final PaneCounter counter;
    private final PerformanceKeeper keeper;
    private final boolean outputs;

    /** Of the versions of late, the latest first. Those with the same columns share the array, by which the recorder knows that their rows are alike. */
    private volatile List<Layout> layouts = List.of();

    /** Where the columns of a version's tensors lie. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Layout(ModelVersion version, int[] at, int width) {}

    /**
     * A source.
     *
     * @param counter where rows go
     * @param keeper where predictions go, before their rows: the one that fills a window is then not later than its end
     * @param outputs whether answers are watched too
     */
    EndpointSource(PaneCounter counter, PerformanceKeeper keeper, boolean outputs) {
        this.counter = counter;
        this.keeper = keeper;
        this.outputs = outputs;
    }

    @Override
    public void answered(Tensors inputs, Prediction prediction, long nanos) {
        keeper.answered(inputs, prediction, rows(inputs));
        if (inputs.size() != 1 || !(inputs.value(0) instanceof Tensor tensor) || tensor.type() != ElementType.FLOAT) {
            return;
        }
        Layout layout = layout(prediction.version());
        int width = layout.width();
        if (width == 0 || tensor.size() % width != 0) {
            return;
        }
        float[] values = tensor.floats();
        int rows = values.length / width;
        int[] at = layout.at();
        counter.now(rows, recorder -> {
            for (int row = 0; row < rows; row++) {
                recorder.numbers(values, row * width, at, more(prediction, row, rows));
            }
        });
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
    public void labelled(String predictionId, double truth) {
        keeper.label(predictionId, truth);
    }

    @Override
    public void labelled(String predictionId, String truth) {
        keeper.label(predictionId, truth);
    }

    private Layout layout(ModelVersion version) {
        List<Layout> known = layouts;
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).version() == version) {
                return known.get(i);
            }
        }
        return learn(version);
    }

    private synchronized Layout learn(ModelVersion version) {
        List<String> features = version.features();
        List<String> names = counter.names();
        int[] at = new int[names.size()];
        for (int c = 0; c < at.length; c++) {
            at[c] = features.indexOf(names.get(c));
        }
        int[] shared = layouts.stream()
                .map(Layout::at)
                .filter(other -> Arrays.equals(other, at))
                .findFirst()
                .orElse(at);
        Layout made = new Layout(version, shared, features.size());
        List<Layout> more = new ArrayList<>(List.of(made));
        more.addAll(layouts.subList(0, Math.min(layouts.size(), MOST_LAYOUTS - 1)));
        layouts = List.copyOf(more);
        return made;
    }

    private RowAnswer more(Prediction prediction, int row, int rows) {
        return outputs ? RowAnswer.of(prediction.outputs(), row, rows) : RowAnswer.NONE;
    }

    @Override
    public void answered(Map<String, ? extends @Nullable Object> row, Prediction prediction, long nanos) {
        keeper.answered(row, prediction, 1);
        counter.now(1, recorder -> recorder.row(row, more(prediction, 0, 1)));
    }

    @Override
    public void answered(Table rows, Prediction prediction, long nanos) {
        int count = rows.rowCount();
        keeper.answered(rows, prediction, count);
        counter.now(count, recorder -> recorder.table(rows, row -> more(prediction, row, count)));
    }
}
