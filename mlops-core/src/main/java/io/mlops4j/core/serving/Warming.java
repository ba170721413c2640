package io.mlops4j.core.serving;

import io.mlops4j.serving.Tensors;
import java.util.List;

/**
 * What a version is run on before it serves.
 *
 * @param inputs real inputs, which it must take; none for zeros, which it need not
 */
record Warming(List<Tensors> inputs) {
    static final Warming ZEROS = new Warming(List.of());
}
