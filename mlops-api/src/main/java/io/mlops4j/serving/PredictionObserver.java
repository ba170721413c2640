package io.mlops4j.serving;

import io.mlops4j.data.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told of every answer of an endpoint in this process, and of every label that comes in; a monitor is one. {@link Endpoint#observe} adds it.
 *
 * <p>Called on the thread of the request, after the answer is made and before the caller has it, by many threads at once: it is thread-safe, quick, and keeps what it is given only if it does not
 * change it. What it throws is logged and reaches nobody. Batches and shadows are not told of.
 */
public interface PredictionObserver {
    /**
     * An answer to tensors.
     *
     * @param inputs as they were asked
     * @param prediction the answer
     * @param nanos how long it took
     */
    void answered(Tensors inputs, Prediction prediction, long nanos);

    /** An answer to a row of named columns; the components of a record are such. */
    void answered(Map<String, ? extends @Nullable Object> row, Prediction prediction, long nanos);

    /** An answer to the rows of a table. */
    void answered(Table rows, Prediction prediction, long nanos);

    /** What was true for a prediction, as a number; nothing is done with it if not overridden. */
    default void labelled(String predictionId, double truth) {}

    /** What was true for a prediction, as a class; nothing is done with it if not overridden. */
    default void labelled(String predictionId, String truth) {}

    /** What an endpoint answers who adds an observer: closing it ends the observation. Thread-safe; closing it twice is harmless. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
