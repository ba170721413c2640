package io.mlops4j.model;

import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;

/**
 * What a model declares of one input or output.
 *
 * @param name the name
 * @param kind whether it is a tensor; some models give sequences or maps
 * @param type the type of a tensor's elements; of a sequence or a map, the type of the values in it
 * @param shape the shape of a tensor, with free dimensions; of a sequence or a map it says nothing
 */
public record TensorSpec(String name, Kind kind, ElementType type, Shape shape) {
    /** What a value is. */
    public enum Kind {
        /** A tensor. */
        TENSOR,
        /** Tensors, or maps, in a row. */
        SEQUENCE,
        /** Values by key. */
        MAP
    }

    /** A tensor. */
    public static TensorSpec tensor(String name, ElementType type, long... shape) {
        return new TensorSpec(name, Kind.TENSOR, type, Shape.of(shape));
    }

    /** As {@code X: float[-1, 30]}, or {@code probabilities: sequence of float}. */
    @Override
    public String toString() {
        return kind == Kind.TENSOR
                ? name + ": " + type + shape
                : name + ": " + (kind == Kind.MAP ? "map" : "sequence") + " of " + type;
    }
}
