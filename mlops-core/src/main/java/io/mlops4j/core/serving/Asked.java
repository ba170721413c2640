package io.mlops4j.core.serving;

import io.mlops4j.serving.Tensors;

/** What a caller asks, as inputs of the version that is to answer: rows of named columns are made into inputs by each version in its own way. */
@FunctionalInterface
interface Asked {
    /** The inputs for a version. */
    Tensors inputs(Served served);
}
