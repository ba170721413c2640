package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which outputs are pinned shows in what a model holds; whether that is right, in its answers. */
class PinningTest {
    private static Tensors rows(float... x) {
        return Tensors.of("x", Tensor.of(x, x.length / 2, 2));
    }

    private static long heldBytes(String name, LoadedModel model) throws IOException {
        return model.memoryBytes() - Files.size(TestModels.file(name + ".onnx"));
    }

    @Test
    void outputsWithTheRowsOfTheBatchArePinned() throws IOException {
        try (LoadedModel model = TestModels.load("bc_logreg")) {
            assertThat(heldBytes("bc_logreg", model)).isZero();

            model.run(Tensors.of("X", Tensor.of(new float[60], 2, 30)));

            // Two rows of thirty floats, two labels of eight bytes, two rows of two floats.
            assertThat(heldBytes("bc_logreg", model)).isEqualTo(2 * 30 * 4 + 2 * 8 + 2 * 2 * 4);
        }
    }

    @Test
    void anOutputWithADimensionOfItsOwnIsNotPinned() throws IOException {
        try (LoadedModel model = TestModels.load("nonzero")) {
            for (int i = 0; i < 3; i++) {
                assertThat(model.run(rows(0, 5, 6, 0)).tensor("y")).isEqualTo(Tensor.of(new long[] {0, 1, 1, 0}, 2, 2));
            }

            assertThat(heldBytes("nonzero", model)).isEqualTo(4 * 4);
        }
    }

    @Test
    void nothingIsPinnedWhereThatIsSwitchedOff() throws IOException {
        LoadOptions options = LoadOptions.defaults().withSetting(OnnxSettings.PINNED_OUTPUTS, "off");
        try (LoadedModel model = new OnnxRuntime().load(TestModels.file("identity_float.onnx"), options)) {
            for (int i = 0; i < 3; i++) {
                assertThat(model.run(rows(1, i)).tensor("y").floats()).containsExactly(1, i);
            }

            assertThat(heldBytes("identity_float", model)).isEqualTo(2 * 4);
        }
    }

    @Test
    void aShapeThatTurnsOutToDependOnTheValuesIsFollowed() throws IOException {
        try (LoadedModel model = TestModels.load("positive_rows")) {
            for (int i = 0; i < 3; i++) {
                assertThat(model.run(rows(1, 2, 3, 4)).tensor("y").floats()).containsExactly(1, 2, 3, 4);
            }
            assertThat(heldBytes("positive_rows", model)).isEqualTo(3 * 4 * 4);

            for (int i = 0; i < 3; i++) {
                Tensors answer = model.run(rows(-1, 2, 3, 4));
                assertThat(answer.tensor("y")).isEqualTo(Tensor.of(new float[] {3, 4}, 1, 2));
                assertThat(answer.tensor("negative").floats()).containsExactly(1, -2, -3, -4);
                assertThat(model.run(rows(-1, 2, -3, 4)).tensor("y")).isEqualTo(Tensor.of(new float[0], 0, 2));
                assertThat(model.run(rows(1, 2, 3, 4)).tensor("y").floats()).containsExactly(1, 2, 3, 4);
            }
        }
    }

    @Test
    void asManyElementsInAnotherShapeAreNotTakenForTheSame() {
        try (LoadedModel model = TestModels.load("reshaped")) {
            for (long[] shape : new long[][] {{2, 2}, {2, 2}, {4, 1}, {2, 2}, {1, 4}, {4, 1}}) {
                Tensors inputs = Tensors.of(
                        "x", Tensor.of(new float[] {1, 2, 3, 4}, 4),
                        "shape", Tensor.of(shape, 2),
                        "like", Tensor.of(new float[4], 2, 2));

                assertThat(model.run(inputs).tensor("y")).isEqualTo(Tensor.of(new float[] {1, 2, 3, 4}, shape));
            }
        }
    }

    @Test
    void anInputThatIsAnOutputTooIsNotPinned() {
        try (LoadedModel model = TestModels.load("handed_through")) {
            for (float x = 1; x < 5; x++) {
                Tensors answer = model.run(Tensors.of("x", Tensor.of(new float[] {x}, 1)));

                assertThat(answer.tensor("x").floats()).containsExactly(x);
                assertThat(answer.tensor("y").floats()).containsExactly(-x);
            }
        }
    }

    @Test
    void aConstantComesOutOfEveryCall() {
        try (LoadedModel model = TestModels.load("constant")) {
            for (float x = 1; x < 5; x++) {
                Tensors answer = model.run(Tensors.of("x", Tensor.of(new float[] {x}, 1)));

                assertThat(answer.tensor("c").floats()).containsExactly(3, 4);
                answer.tensor("c").floats()[0] = x;
            }
        }
    }

    @Test
    void requestsForSomeOutputsShareWhatIsPinned() throws IOException {
        try (LoadedModel model = TestModels.load("two")) {
            for (float x = 1; x < 4; x++) {
                Tensors inputs = Tensors.of("b", Tensor.of(new float[] {x}, 1), "a", Tensor.of(new float[] {1}, 1));
                for (List<String> outputs : List.of(
                        List.of("difference"),
                        List.of("difference", "sum"),
                        List.of("sum"),
                        List.of("sum", "difference"))) {
                    Tensors answer = model.run(inputs, outputs.toArray(String[]::new));

                    assertThat(answer.names()).isEqualTo(outputs);
                    for (String output : outputs) {
                        assertThat(answer.tensor(output).floats())
                                .containsExactly(output.equals("sum") ? 1 + x : 1 - x);
                    }
                }
            }
            assertThat(heldBytes("two", model)).isEqualTo(4 * 4);
        }
    }

    @Test
    void moreRequestsThanAreKeptAreAnsweredAllTheSame() {
        List<String> all = List.of("y0", "y1", "y2", "y3");
        try (LoadedModel model = TestModels.load("four")) {
            for (float x = -1; x > -4; x--) {
                float[] given = {x, -x, -x, 2 * x};
                for (int order = 0; order < 24; order++) {
                    List<String> outputs = new ArrayList<>(all);
                    Collections.shuffle(outputs, new Random(order));
                    outputs = outputs.subList(0, 1 + order % 4);

                    Tensors answer =
                            model.run(Tensors.of("x", Tensor.of(new float[] {x}, 1)), outputs.toArray(String[]::new));

                    assertThat(answer.names()).isEqualTo(outputs);
                    for (String output : outputs) {
                        assertThat(answer.tensor(output).floats()).containsExactly(given[all.indexOf(output)]);
                    }
                }
            }
        }
    }

    @Test
    void callsThatAreLargerThanALaneKeepsHoldNothing() throws IOException {
        LoadOptions options = LoadOptions.defaults().withSetting(OnnxSettings.LANE_BYTES, "64");
        try (LoadedModel model = new OnnxRuntime().load(TestModels.file("identity_float.onnx"), options)) {
            for (int rows : new int[] {4, 5, 5, 4, 50, 50, 4}) {
                float[] x = new float[rows * 2];
                x[rows] = rows;
                assertThat(model.run(rows(x)).tensor("y").floats()).isEqualTo(x);
                assertThat(heldBytes("identity_float", model)).isLessThanOrEqualTo(64);
            }
            assertThat(heldBytes("identity_float", model)).isEqualTo(64);
        }
    }

    @Test
    void aFailureOfTheModelDoesNotEndThePinning() throws IOException {
        float[] large = new float[30];
        large[0] = 15;
        try (LoadedModel model = TestModels.load("bc_fails")) {
            Tensors small = Tensors.of("X", Tensor.of(new float[30], 1, 30));
            Tensors before = model.run(small);
            for (int i = 0; i < 5; i++) {
                try {
                    model.run(Tensors.of("X", Tensor.of(large, 1, 30)));
                    throw new AssertionError("The model was to fail.");
                } catch (InferenceFailure e) {
                    assertThat(model.run(small)).isEqualTo(before);
                }
            }
        }
    }

    @Test
    void moreShapesThanALaneKeepsComeAndGo() {
        try (LoadedModel model = TestModels.load("identity_float")) {
            for (int round = 0; round < 3; round++) {
                for (int rows = 1; rows <= 40; rows++) {
                    float[] x = new float[rows * 2];
                    x[rows] = rows + round;
                    assertThat(model.run(rows(x)).tensor("y").floats()).isEqualTo(x);
                }
            }
        }
    }
}
