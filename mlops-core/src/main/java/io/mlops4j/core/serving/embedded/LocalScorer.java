package io.mlops4j.core.serving.embedded;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Timeout;
import io.mlops4j.core.serving.rows.Checked;
import io.mlops4j.core.serving.rows.RecordInputs;
import io.mlops4j.core.serving.rows.RecordOutputs;
import io.mlops4j.core.serving.rows.RecordOutputs.Predictions;
import io.mlops4j.core.serving.rows.RowInputs;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.Table;
import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.EmbeddedScorer;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loaded model as a scorer. Owns the model. */
public final class LocalScorer implements EmbeddedScorer {
    private final String name;
    private final LoadedModel model;
    private final RowInputs rows;

    private LocalScorer(String name, LoadedModel model, RowInputs rows) {
        this.name = name;
        this.model = model;
        this.rows = rows;
    }

    /** Takes a model over; messages call it by the name. */
    public static EmbeddedScorer of(String name, LoadedModel model) {
        return new LocalScorer(name, model, RowInputs.of(name, model.signature(), List.of(), null));
    }

    @Override
    public Signature signature() {
        return model.signature();
    }

    @Override
    public Tensors score(Tensors inputs, PredictOptions options) {
        if (options.forcedVersion() > 0) {
            throw new InvalidInput("There are no versions of " + name + " to choose from; leave version("
                    + options.forcedVersion() + ") out.");
        }
        if (options.retries().most() > 0) {
            throw new InvalidInput(
                    name + " is asked once: a model of its own has no other version that could answer. Leave "
                            + options.retries() + " out, or call it again.");
        }
        String[] outputs = options.requestedOutputs().toArray(new String[0]);
        Optional<Duration> timeout = options.findTimeout();
        if (timeout.isPresent()) {
            return within(timeout.get(), inputs, outputs);
        }
        return outputs.length == 0 ? model.run(inputs) : model.run(inputs, outputs);
    }

    /** Runs on the caller's thread, as there is none here to wait instead; a timer of the JDK stops the native work. */
    private Tensors within(Duration timeout, Tensors inputs, String... outputs) {
        CancellationSignal signal = new CancellationSignal();
        CompletableFuture<Void> timer = CompletableFuture.runAsync(
                signal::cancel, CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS));
        try {
            return model.run(inputs, signal, outputs);
        } catch (InferenceFailure e) {
            if (signal.isCancelled()) {
                throw new Timeout(name + " did not answer within " + timeout + "; the work was stopped.", e);
            }
            throw e;
        } finally {
            timer.cancel(false);
        }
    }

    @Override
    public List<Tensors> scoreAll(List<? extends Tensors> inputs) {
        List<Tensors> all = new ArrayList<>();
        inputs.forEach(one -> all.add(model.run(one)));
        return List.copyOf(all);
    }

    @Override
    public Scorer<Tensors, Tensors> checkedBy(RowCheck check) {
        throw new InvalidInput("Rules are about named columns, and tensors have none; check records instead: "
                + "as(Loan.class, Score.class).checkedBy(check).");
    }

    @Override
    public EmbeddedScorer features(String... names) {
        return named(List.of(names), null);
    }

    @Override
    public EmbeddedScorer pipeline(FeaturePipeline pipeline) {
        return named(pipeline.outputs(), pipeline);
    }

    private EmbeddedScorer named(List<String> names, @Nullable FeaturePipeline pipeline) {
        List<TensorSpec> inputs = signature().inputs();
        Shape shape = inputs.get(0).shape();
        if (inputs.size() != 1 || shape.rank() != 2) {
            throw new InvalidInput("Named columns go to one input of two dimensions, but " + name + " takes " + inputs
                    + "; give it Tensors, or records with a component for each input.");
        }
        if (shape.dimension(1) != Shape.FREE && shape.dimension(1) != names.size()) {
            throw new InvalidInput(name + " takes " + shape.dimension(1) + " columns, but these are " + names.size()
                    + ": " + names + ".");
        }
        return new LocalScorer(name, model, RowInputs.of(name, signature(), names, pipeline));
    }

    @Override
    public Tensors score(Map<String, ? extends @Nullable Object> row) {
        return model.run(rows.of(row));
    }

    @Override
    public Tensors score(Table table) {
        return model.run(rows.of(table));
    }

    @Override
    public <I extends Record, O extends Record> Scorer<I, O> as(Class<I> input, Class<O> output) {
        RecordInputs inputs = RecordInputs.of(input, rows);
        RecordOutputs<O> outputs = RecordOutputs.of(output, name, signature(), Predictions.ABSENT);
        return new OfRecords<>(this, inputs, outputs);
    }

    /** Records in and out. */
    private record OfRecords<I extends Record, O extends Record>(
            LocalScorer model, RecordInputs inputs, RecordOutputs<O> outputs) implements Scorer<I, O> {
        @Override
        public O score(I input, PredictOptions options) {
            return outputs.one(model.score(inputs.one(input), options), null);
        }

        @Override
        public List<O> scoreAll(List<? extends I> rows) {
            if (rows.isEmpty()) {
                return List.of();
            }
            Optional<Tensors> together = inputs.all(rows);
            if (together.isPresent()) {
                return outputs.all(model.score(together.get()), null, rows.size());
            }
            List<O> all = new ArrayList<>();
            rows.forEach(row -> all.add(score(row)));
            return List.copyOf(all);
        }

        @Override
        public Scorer<I, O> checkedBy(RowCheck check) {
            return new Checked<>(this, check);
        }
    }

    @Override
    public void close() {
        model.close();
    }

    @Override
    public String toString() {
        return name + " " + signature();
    }
}
