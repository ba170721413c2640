package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;

/** The answer to one request. Immutable, thread-safe. */
public interface Prediction {
    /** A name for this prediction: 26 characters, unique over all processes. Ground truth that comes later is joined by it. */
    String id();

    /** The version that answered. */
    ModelVersion version();

    /**
     * A tensor of the answer.
     *
     * @throws NotFound if the model has no output of this name
     * @throws InvalidInput if the output is no tensor but a sequence or a map: take {@link Tensors#value} of {@link #outputs}
     */
    Tensor output(String name);

    /** All outputs, in the order in which the model declares them. */
    Tensors outputs();

    /** Whether this is no answer of the version that should have given it but of the endpoint's {@link Fallback}. */
    boolean fellBack();
}
