package io.mlops4j.spi;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import java.nio.file.Path;
import java.util.Set;

/**
 * Loads models of one format. Found by {@link java.util.ServiceLoader}; {@code mlops-onnx} brings the one for ONNX, and {@code
 * ModelRuntimeContract} in {@code mlops-testkit} tells whether another keeps the contract. Implementations are stateless or thread-safe.
 */
public interface ModelRuntime {
    /** The name, as {@code onnxruntime}: lower case, no spaces, never changed, since it is recorded with every version. */
    String name();

    /** The version of what runs the models, as {@code 1.29.0}. */
    String version();

    /** The endings of the names of files that it reads, in lower case and without the dot, as {@code onnx}. */
    Set<String> extensions();

    /**
     * Loads a model. The file stays as it is while the model is loaded, and may have any name.
     *
     * @throws InvalidInput if the file is no model of the format
     * @throws InferenceFailure if it is one, and still cannot be loaded: an operator or an execution provider that is not there
     */
    LoadedModel load(Path file, LoadOptions options);
}
