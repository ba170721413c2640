package io.mlops4j.serving;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.model.Signature;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory, without anything else; made by {@link Scorer#of}. It knows neither versions nor routing: a key is ignored, and a request for a version is refused. At a
 * deadline the native work is stopped as soon as the runtime can.
 *
 * <pre>{@code
 * try (EmbeddedScorer model = Scorer.of(Path.of("loans.onnx")).pipeline(features)) {
 *     Scorer<Loan, Score> scorer = model.as(Loan.class, Score.class);
 *     scorer.score(new Loan(42, 51_000, "B"));
 *     model.score(Map.of("age", 42, "income", 51_000, "grade", "B"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@link #features}, {@link #pipeline} and {@link #as} give other views of the one model; closing any of the embedded ones closes it for all.
 */
public interface EmbeddedScorer extends Scorer<Tensors, Tensors>, AutoCloseable {
    /** What the model takes and gives, as it declares it. */
    Signature signature();

    /**
     * The same model with names for the columns of its one {@code [n, k]} input, so that it takes named columns.
     *
     * @throws InvalidInput if the model has another sort of input, or another number of columns
     */
    EmbeddedScorer features(String... names);

    /**
     * The same model behind a feature pipeline, so that it takes the named columns that the pipeline takes.
     *
     * @throws InvalidInput if the model has not one {@code [n, k]} input, or not as many columns as come out of the pipeline
     */
    EmbeddedScorer pipeline(FeaturePipeline pipeline);

    /**
     * Predicts for one row of named columns; see {@link Endpoint#predict(Map)}.
     *
     * @throws InvalidInput if there are neither {@link #features} nor a {@link #pipeline}, or the row does not fit them
     * @throws InferenceFailure if the model failed, or is closed
     */
    Tensors score(Map<String, ? extends @Nullable Object> row);

    /**
     * Predicts for all rows of a table at once; see {@link Endpoint#predict(Table)}.
     *
     * @throws InvalidInput as for one row, or if there are no rows
     * @throws InferenceFailure if the model failed, or is closed
     */
    Tensors score(Table rows);

    /**
     * The same model for records; see {@link Endpoint#as}, of which all but a component of type {@link Prediction} holds here too.
     *
     * @throws InvalidInput if the records do not fit the model
     */
    <I extends Record, O extends Record> Scorer<I, O> as(Class<I> input, Class<O> output);

    /** Lets no further call in, and frees the memory when the last call has ended. Calling it twice is harmless. */
    @Override
    void close();
}
