package io.mlops4j.spi;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.Signature;
import io.mlops4j.serving.Tensors;
import java.util.Map;

/**
 * A model in memory. Thread-safe: many threads run it at once, and closing it while they do is safe for the process.
 */
public interface LoadedModel extends AutoCloseable {
    /** What it takes and gives. */
    Signature signature();

    /** What the file says of itself: who made it, for which version of the format, and what its maker added. */
    Map<String, String> metadata();

    /**
     * Runs it and gives all outputs, in the order of the signature.
     *
     * @throws InvalidInput if a name, type or shape is not the signature's; no native code was reached
     * @throws InferenceFailure if the model failed, or is closed
     */
    Tensors run(Tensors inputs);

    /**
     * Runs it and gives some outputs, in the order of the call; what only the others need is not computed.
     *
     * @param outputs names of outputs, each once, at least one
     * @throws InvalidInput if a name, type or shape is not the signature's, or an output is unknown
     * @throws InferenceFailure if the model failed, or is closed
     */
    Tensors run(Tensors inputs, String... outputs);

    /**
     * Runs it and gives some outputs, and ends early, as soon as it can, when a signal is given. A runtime that cannot stop what it has begun
     * runs to the end; so does this method where it is not overridden.
     *
     * @param outputs names of outputs, each once; none for all
     * @throws InvalidInput as {@link #run(Tensors, String...)} does
     * @throws InferenceFailure if the model failed, is closed, or was stopped by the signal
     */
    default Tensors run(Tensors inputs, CancellationSignal signal, String... outputs) {
        if (signal.isCancelled()) {
            throw new InferenceFailure("The run was cancelled before it began.");
        }
        return outputs.length == 0 ? run(inputs) : run(inputs, outputs);
    }

    /**
     * About how many bytes outside the heap it holds, by which caches of models are bounded; 0 where that is not known.
     */
    default long memoryBytes() {
        return 0;
    }

    /** Lets no further call in, and frees the memory when the last call has ended; does not wait. Calling it twice is harmless. */
    @Override
    void close();
}
