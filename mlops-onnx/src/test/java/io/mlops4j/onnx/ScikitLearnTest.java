package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.LoadedModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that scikit-learn trained, against what scikit-learn's {@code predict_proba} and {@code predict} gave for the same rows. */
class ScikitLearnTest {
    @ParameterizedTest
    @ValueSource(strings = {"bc_rf", "bc_gbc", "bc_logreg", "iris_logreg"})
    void aBatchGivesScikitLearnsPredictions(String name) {
        try (LoadedModel model = TestModels.load(name)) {
            Tensors outputs = model.run(Tensors.of("X", TestModels.floats(List.of(TestModels.csv(name + ".X.csv")))));
            assertPredictions(name, 0, outputs);
            assertThat(outputs.tensor("label").size()).isEqualTo(TestModels.csv(name + ".L.csv").length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bc_rf", "bc_gbc", "bc_logreg", "iris_logreg"})
    void rowsOneByOneGiveScikitLearnsPredictions(String name) {
        double[][] rows = TestModels.csv(name + ".X.csv");
        try (LoadedModel model = TestModels.load(name)) {
            for (int row = 0; row < rows.length; row++) {
                assertPredictions(
                        name, row, model.run(Tensors.of("X", TestModels.floats(List.<double[]>of(rows[row])))));
            }
        }
    }

    private static void assertPredictions(String name, int from, Tensors outputs) {
        double[][] probabilities = TestModels.csv(name + ".P.csv");
        double[][] labels = TestModels.csv(name + ".L.csv");
        Tensor given = outputs.tensor("probabilities");
        int classes = (int) given.shape().dimension(1);
        for (int i = 0; i < given.shape().dimension(0); i++) {
            double[] expected = probabilities[from + i];
            for (int c = 0; c < classes; c++) {
                assertThat((double) given.floats()[i * classes + c])
                        .as("row %d, class %d", from + i, c)
                        .isCloseTo(expected[c], within(1e-5));
            }
            // Of two classes with the same probability either may be the label.
            if (Math.abs(expected[0] - expected[1]) > 1e-6) {
                assertThat(outputs.tensor("label").longs()[i])
                        .as("row %d", from + i)
                        .isEqualTo((long) labels[from + i][0]);
            }
        }
    }

    @Test
    void aFailureOfTheModelNamesItAndLeavesItWorking() {
        float[] small = new float[30];
        float[] large = new float[30];
        large[0] = 15;
        try (LoadedModel model = TestModels.load("bc_fails")) {
            Tensors before = model.run(Tensors.of("X", Tensor.of(small, 1, 30)));
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> model.run(Tensors.of("X", Tensor.of(large, 1, 30))))
                        .isInstanceOf(InferenceFailure.class)
                        .hasMessageContaining("bc_fails.onnx")
                        .hasMessageContaining("float[1, 30]");
                assertThat(model.run(Tensors.of("X", Tensor.of(small, 1, 30)))).isEqualTo(before);
            }
        }
    }
}
