package io.mlops4j.serving;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.RowCheck;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.ServingEngine;
import java.nio.file.Path;
import java.util.List;

/**
 * A model as a function from a type of yours to another.
 *
 * <pre>{@code
 * record Loan(double age, double income, String grade) {}
 * record Score(long label, float[] probabilities) {}
 *
 * Scorer<Loan, Score> scorer = endpoint.as(Loan.class, Score.class);
 * Score score = scorer.score(new Loan(42, 51_000, "B"));
 *
 * try (EmbeddedScorer model = Scorer.of(Path.of("iris.onnx"))) {      // no directory, no journal
 *     Tensors answer = model.score(Tensors.of("X", Tensor.of(row, 1, 4)));
 * }
 * }</pre>
 *
 * <p>Thread-safe. What a record's components may be is said at {@link Endpoint#as}.
 *
 * @param <I> what goes in
 * @param <O> what comes out
 */
public interface Scorer<I, O> {
    /**
     * A model in a file of its own, without directory, journal or endpoint: for a batch job, or a device. It is loaded now, with a thread for a call.
     *
     * @param model a file of a format that a {@link io.mlops4j.spi.ModelRuntime} on the path reads, such as {@code iris.onnx}; not to change while it is open
     * @return to be closed
     * @throws InvalidInput if the file is no model of a known format
     * @throws InferenceFailure if it cannot be loaded
     * @throws NotFound if there is no model runtime on the path
     */
    static EmbeddedScorer of(Path model) {
        return of(model, LoadOptions.defaults());
    }

    /**
     * The same, loaded with other options.
     *
     * @throws InvalidInput if the file is no model of a known format
     * @throws InferenceFailure if it cannot be loaded
     * @throws NotFound if there is no model runtime on the path
     */
    static EmbeddedScorer of(Path model, LoadOptions options) {
        return ServingEngine.installed().scorer(model, options);
    }

    /**
     * Predicts for one.
     *
     * @throws NotFound if it is a scorer of an endpoint that serves nothing
     * @throws InvalidInput if it does not fit the model, or breaks a rule of {@link #checkedBy}
     * @throws InferenceFailure if the model failed
     */
    default O score(I input) {
        return score(input, PredictOptions.defaults());
    }

    /**
     * Predicts for one, with options of the request.
     *
     * @throws NotFound if it is a scorer of an endpoint that serves nothing, or not the version that is asked for
     * @throws InvalidInput if it does not fit the model, or breaks a rule of {@link #checkedBy}; or an output that is left out by the options is needed
     * @throws InferenceFailure if the model failed
     * @throws io.mlops4j.Timeout if the deadline has passed
     * @throws io.mlops4j.Overloaded if more requests are under way than are taken
     */
    O score(I input, PredictOptions options);

    /**
     * Predicts for many in one call of the model, which is faster than a call for each. Where the model cannot take them together (its first dimension is
     * fixed, or their texts or arrays have different lengths) they are asked one by one.
     *
     * @return as many, in the same order
     * @throws NotFound as for one
     * @throws InvalidInput if one of them does not fit, or breaks a rule; the message says which
     * @throws InferenceFailure if the model failed
     */
    List<O> scoreAll(List<? extends I> inputs);

    /**
     * The same, which refuses rows that break a rule of a dataset, as {@code endpoint.as(…).checkedBy(january.rowCheck())}. Rules that only warn refuse nothing. Checking
     * takes a matter of microseconds.
     *
     * @throws InvalidInput if what goes in are tensors
     */
    Scorer<I, O> checkedBy(RowCheck check);
}
