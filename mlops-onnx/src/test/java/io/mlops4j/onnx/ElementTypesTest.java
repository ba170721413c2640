package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.spi.LoadedModel;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ElementTypesTest {
    static Stream<Tensor> oneOfEachType() {
        return Stream.of(
                Tensor.of(new float[] {Float.MIN_VALUE, Float.NaN, -0f, Float.NEGATIVE_INFINITY}, 2, 2),
                Tensor.of(new double[] {Double.MIN_VALUE, Math.PI, -0d, Double.MAX_VALUE}, 2, 2),
                Tensor.float16(new short[] {0x3C00, (short) 0x8001, 0x7BFF, (short) 0xFC00}, 2, 2),
                Tensor.bfloat16(new short[] {0x3F80, (short) 0x8001, 0x7F7F, (short) 0xFF80}, 2, 2),
                Tensor.of(new byte[] {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE}, 2, 2),
                Tensor.uint8(new byte[] {(byte) 0x80, (byte) 0xFF, 0, 0x7F}, 2, 2),
                Tensor.of(new short[] {Short.MIN_VALUE, -1, 0, Short.MAX_VALUE}, 2, 2),
                Tensor.of(new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}, 2, 2),
                Tensor.of(new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}, 2, 2),
                Tensor.of(new boolean[] {true, false, false, true}, 2, 2),
                Tensor.of(new String[] {"", "zwei", "κόσμος", "漢字"}, 2, 2));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void everyBitOfATypeGoesInAndComesOut(Tensor tensor) {
        try (LoadedModel model = TestModels.load("identity_" + tensor.type())) {
            assertThat(model.signature().inputs()).containsExactly(TensorSpec.tensor("x", tensor.type(), -1, 2));
            assertThat(model.run(Tensors.of("x", tensor)).tensor("y")).isEqualTo(tensor);
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachType")
    void aBatchMayHaveNoRows(Tensor tensor) {
        try (LoadedModel model = TestModels.load("identity_" + tensor.type())) {
            Tensor none = Tensor.zeros(tensor.type(), Shape.of(0, 2));

            assertThat(model.run(Tensors.of("x", none)).tensor("y")).isEqualTo(none);
            assertThat(model.run(Tensors.of("x", tensor)).tensor("y")).isEqualTo(tensor);
        }
    }

    @Test
    void unsignedIntegersOfAnyWidthComeOut() {
        long[] numbers = {0, 1, 65535};
        for (ElementType type : List.of(ElementType.UINT16, ElementType.UINT32, ElementType.UINT64)) {
            try (LoadedModel model = TestModels.load("cast_" + type)) {
                Tensor out = model.run(Tensors.of("x", Tensor.of(numbers, 3))).tensor("y");

                assertThat(out.type()).isEqualTo(type);
                assertThat(out.longs()).containsExactly(0, 1, 65535);
            }
        }
    }

    @Test
    void anInputThatTheBindingCannotMakeIsRefusedAtLoad() {
        assertThatThrownBy(() -> TestModels.load("takes_uint16"))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining("x: uint16[-1]");
    }

    @Test
    void aScalarHasNoDimensions() {
        try (LoadedModel model = TestModels.load("scalar")) {
            assertThat(model.signature()).hasToString("(x: float[]) -> (y: float[])");
            Tensor scalar = Tensor.of(new float[] {2.5f});

            assertThat(model.run(Tensors.of("x", scalar)).tensor("y")).isEqualTo(scalar);
        }
    }

    @Test
    void aModelThatDeclaresNoShapesTakesAny() {
        try (LoadedModel model = TestModels.load("any_shape")) {
            assertThat(model.signature()).hasToString("(x: float[?]) -> (y: float[?])");
            for (Shape shape : List.of(Shape.of(), Shape.of(3), Shape.of(2, 0, 4), Shape.of(1, 2, 3, 4))) {
                Tensor tensor = Tensor.zeros(ElementType.FLOAT, shape);

                assertThat(model.run(Tensors.of("x", tensor)).tensor("y")).isEqualTo(tensor);
            }
        }
    }

    @Test
    void anOutputsShapeMayDependOnTheNumbersThemselves() {
        try (LoadedModel model = TestModels.load("nonzero")) {
            assertThat(nonzero(model, 0, 5, 6, 0)).isEqualTo(Tensor.of(new long[] {0, 1, 1, 0}, 2, 2));
            assertThat(nonzero(model, 0, 0, 0, 0)).isEqualTo(Tensor.of(new long[0], 2, 0));
        }
    }

    private static Tensor nonzero(LoadedModel model, float... x) {
        return model.run(Tensors.of("x", Tensor.of(x, 2, 2))).tensor("y");
    }

    @Test
    void shapesMayChangeFromCallToCall() {
        try (LoadedModel model = TestModels.load("identity_float")) {
            // Beyond a megabyte the native memory is not kept; either side of it, and back.
            for (int rows : new int[] {1, 3, 2, 200_000, 1, 0, 100_000, 3}) {
                float[] data = new float[rows * 2];
                for (int i = 0; i < data.length; i++) {
                    data[i] = i + rows;
                }
                Tensor tensor = Tensor.of(data, rows, 2);
                assertThat(model.run(Tensors.of("x", tensor)).tensor("y")).isEqualTo(tensor);
            }
        }
    }

    @Test
    void anOutputIsNotChangedByTheNextCall() {
        try (LoadedModel model = TestModels.load("identity_float")) {
            Tensor first = model.run(Tensors.of("x", Tensor.of(new float[] {1, 2}, 1, 2)))
                    .tensor("y");
            model.run(Tensors.of("x", Tensor.of(new float[] {3, 4}, 1, 2)));

            assertThat(first.floats()).containsExactly(1, 2);
        }
    }

    @Test
    void aSequenceOfTensorsComesOutInOrder() {
        try (LoadedModel model = TestModels.load("sequence")) {
            assertThat(model.signature().outputs().get(0).kind()).isEqualTo(TensorSpec.Kind.SEQUENCE);
            assertThat(model.run(Tensors.of("x", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2)))
                            .value("rows"))
                    .isEqualTo(new Value.SequenceValue(
                            List.of(Tensor.of(new float[] {1, 2}, 1, 2), Tensor.of(new float[] {3, 4}, 1, 2))));
        }
    }

    @Test
    void aSequenceOfTextsComesOut() {
        try (LoadedModel model = TestModels.load("sequence_string")) {
            Tensor texts = Tensor.of(new String[] {"a", "ß"}, 1, 2);

            assertThat(model.run(Tensors.of("x", texts)).value("rows"))
                    .isEqualTo(new Value.SequenceValue(List.of(texts, texts)));
        }
    }

    @Test
    void theModelReadsTextAsItWasWritten() {
        try (LoadedModel model = TestModels.load("text_codes")) {
            Tensor texts = Tensor.of(new String[] {"é", "e"}, 2);

            assertThat(model.run(Tensors.of("x", texts)).tensor("y").longs()).containsExactly(2, -1);
        }
    }

    @ParameterizedTest
    @CsvSource({"\uD83D\uDE00, U+1F600", "a\0b, U+0000", "\uD83D, U+D83D"})
    void textThatTheModelWouldReadAsAnotherIsRefused(String text, String character) {
        try (LoadedModel model = TestModels.load("text_codes")) {
            Tensors texts = Tensors.of("x", Tensor.of(new String[] {"é", text}, 2));

            assertThatThrownBy(() -> model.run(texts))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContainingAll("'x'", character, "element 1");
            assertThat(model.run(Tensors.of("x", Tensor.of(new String[] {"é"}, 1)))
                            .tensor("y")
                            .longs())
                    .containsExactly(2);
        }
    }

    @Test
    void noRowsGiveNoMaps() {
        try (LoadedModel model = TestModels.load("zipmap_int64")) {
            assertThat(model.run(Tensors.of("x", Tensor.of(new float[0], 0, 3))).value("maps"))
                    .isEqualTo(new Value.SequenceValue(List.of()));
        }
    }

    @Test
    void zipMapsComeOutByClass() {
        Tensors inputs = Tensors.of("x", Tensor.of(new float[] {.5f, .25f, .25f, 0, 1, 0}, 2, 3));
        try (LoadedModel numbers = TestModels.load("zipmap_int64");
                LoadedModel names = TestModels.load("zipmap_string")) {
            assertThat(numbers.signature().outputs().get(0).type()).isEqualTo(ElementType.FLOAT);
            Value.SequenceValue byNumber =
                    (Value.SequenceValue) numbers.run(inputs).value("maps");
            assertThat(byNumber.elements()).hasSize(2);
            assertThat(byNumber.map(0).entries()).isEqualTo(Map.of(7L, .5f, 1L, .25f, 40L, .25f));
            assertThat(byNumber.map(1).entries()).isEqualTo(Map.of(7L, 0f, 1L, 1f, 40L, 0f));
            Value.SequenceValue byName = (Value.SequenceValue) names.run(inputs).value("maps");
            assertThat(byName.map(0).entries()).isEqualTo(Map.of("versicolor", .5f, "setosa", .25f, "virginica", .25f));
        }
    }
}
