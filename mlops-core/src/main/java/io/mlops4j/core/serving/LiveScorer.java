package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rows.Checked;
import io.mlops4j.core.serving.rows.RecordInputs;
import io.mlops4j.core.serving.rows.RecordOutputs;
import io.mlops4j.core.serving.rows.RecordOutputs.Predictions;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.data.RowCheck;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records in and out of an endpoint. How a version takes and gives them is worked out when it answers for the first time, and kept for the few versions that answered last: a
 * deployment changes what is behind the endpoint, not what callers write.
 */
final class LiveScorer<I extends Record, O extends Record> implements Scorer<I, O> {
    private static final int KEPT = 8;

    private final Class<I> input;
    private final Class<O> output;
    private final Requests requests;

    /** The last first; replaced as a whole. */
    private volatile List<Bound<O>> bound = List.of();

    /** How requests are answered. */
    interface Requests {
        /** Answers. */
        Prediction answer(Asked asked, PredictOptions options);
    }

    /** How one version takes and gives records. */
    private record Bound<O>(ModelVersion version, RecordInputs inputs, RecordOutputs<O> outputs) {}

    LiveScorer(Class<I> input, Class<O> output, Requests requests) {
        this.input = input;
        this.output = output;
        this.requests = requests;
    }

    /** Refuses classes that do not fit a version. */
    void check(Served served) {
        bound(served.version(), served.rows());
    }

    @Override
    public O score(I row, PredictOptions options) {
        Asked asked = new Asked.OfRecord(
                row, served -> bound(served.version(), served.rows()).inputs().one(row));
        Prediction prediction = requests.answer(asked, options);
        return outputs(prediction).one(prediction.outputs(), prediction);
    }

    @Override
    public List<O> scoreAll(List<? extends I> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<O> one = new ArrayList<>();
        // What the model cannot take together is asked one by one, of whichever version answers each.
        Optional<Prediction> together = together(rows);
        if (together.isPresent()) {
            Prediction prediction = together.get();
            return outputs(prediction).all(prediction.outputs(), prediction, rows.size());
        }
        rows.forEach(row -> one.add(score(row)));
        return List.copyOf(one);
    }

    private Optional<Prediction> together(List<? extends I> rows) {
        try {
            return Optional.of(requests.answer(
                    new Asked.OfRecords(
                            rows,
                            served -> bound(served.version(), served.rows())
                                    .inputs()
                                    .all(rows)
                                    .orElseThrow(OneByOne::new)),
                    PredictOptions.defaults()));
        } catch (OneByOne e) {
            return Optional.empty();
        }
    }

    /** The version that is to answer takes a row at a time; leaves the request before it reaches a model. */
    private static final class OneByOne extends RuntimeException {
        private static final long serialVersionUID = 1;

        OneByOne() {
            super("The model takes one row at a time.", null, false, false);
        }
    }

    private RecordOutputs<O> outputs(Prediction prediction) {
        return bound(prediction.version(), null).outputs();
    }

    private Bound<O> bound(ModelVersion version, @Nullable RowInputs rows) {
        for (Bound<O> known : bound) {
            if (known.version() == version || known.version().equals(version)) {
                return known;
            }
        }
        return bind(version, rows == null ? RowInputs.of(version) : rows);
    }

    private synchronized Bound<O> bind(ModelVersion version, RowInputs rows) {
        RecordInputs inputs = RecordInputs.of(input, rows);
        Bound<O> made = new Bound<>(
                version, inputs, RecordOutputs.of(output, version.toString(), version.signature(), Predictions.GIVEN));
        List<Bound<O>> next = new ArrayList<>(KEPT);
        next.add(made);
        bound.stream().limit(KEPT - 1L).forEach(next::add);
        bound = List.copyOf(next);
        return made;
    }

    @Override
    public Scorer<I, O> checkedBy(RowCheck check) {
        return new Checked<>(this, check);
    }
}
