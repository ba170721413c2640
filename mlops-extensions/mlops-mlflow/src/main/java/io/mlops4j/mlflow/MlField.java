package io.mlops4j.mlflow;

import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One input, output or parameter of a model, as MLflow describes it. */
public sealed interface MlField {
    /** The name; MLflow leaves out that of a single tensor, which is the empty string here. */
    String name();

    /**
     * A column of a table.
     *
     * @param name the name, or the empty string
     * @param type MLflow's word: {@code boolean}, {@code integer}, {@code long}, {@code float}, {@code double}, {@code string}, {@code binary},
     *     {@code datetime}, or the JSON of a type made of others
     * @param required whether it must be there
     */
    record Column(String name, String type, boolean required) implements MlField {
        /** The type of the elements of a tensor that holds the column, if there is one. */
        public Optional<ElementType> elementType() {
            return Optional.ofNullable(
                    switch (type) {
                        case "boolean" -> ElementType.BOOL;
                        case "integer" -> ElementType.INT32;
                        case "long" -> ElementType.INT64;
                        case "float" -> ElementType.FLOAT;
                        case "double" -> ElementType.DOUBLE;
                        case "string" -> ElementType.STRING;
                        default -> null;
                    });
        }

        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + ": ") + type;
        }
    }

    /**
     * A tensor.
     *
     * @param name the name, or the empty string
     * @param dtype numpy's name of the type of its elements, as {@code float32}
     * @param shape its dimensions, −1 where one is free
     */
    record TensorField(String name, String dtype, Shape shape) implements MlField {
        /** The type of its elements, if ONNX has it. */
        public Optional<ElementType> elementType() {
            return Arrays.stream(ElementType.values())
                    .filter(type -> numpy(type).equals(dtype))
                    .findFirst()
                    .or(() -> dtype.startsWith("str") || dtype.startsWith("<U")
                            ? Optional.of(ElementType.STRING)
                            : Optional.empty());
        }

        /** The tensor as this library describes it, if ONNX has its type. */
        public Optional<TensorSpec> spec() {
            return elementType().map(type -> new TensorSpec(name, TensorSpec.Kind.TENSOR, type, shape));
        }

        /** The name of a type in numpy. */
        static String numpy(ElementType type) {
            return switch (type) {
                case FLOAT -> "float32";
                case DOUBLE -> "float64";
                case STRING -> "object";
                default -> type.name().toLowerCase(Locale.ROOT);
            };
        }

        @Override
        public String toString() {
            return (name.isEmpty() ? "" : name + ": ")
                    + dtype
                    + Arrays.stream(shape.dimensions())
                            .mapToObj(Long::toString)
                            .collect(Collectors.joining(", ", "[", "]"));
        }
    }
}
