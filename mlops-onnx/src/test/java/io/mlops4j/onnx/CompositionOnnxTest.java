package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Mlops;
import io.mlops4j.model.Composition;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models of breast tumours as one, held against what each says by itself. */
class CompositionOnnxTest {
    private static final int ROWS = 50;
    private static final int COLUMNS = 30;

    @TempDir
    Path dir;

    private Tensors rows() {
        Random random = new Random(3);
        float[] values = new float[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 30;
        }
        return Tensors.of("X", Tensor.of(values, ROWS, COLUMNS));
    }

    @Test
    void anAverageHasTheMeanOfTheProbabilitiesAndTheClassOfTheHighest() {
        try (Mlops ml = Mlops.open(dir.resolve("ml"))) {
            ModelVersion forest =
                    ml.model("bc").from(TestModels.file("bc_rf.onnx")).register();
            ModelVersion linear =
                    ml.model("bc").from(TestModels.file("bc_logreg.onnx")).register();
            ModelVersion both =
                    ml.model("both").from(Composition.average(forest, linear)).register();
            float[] one = answer(ml, forest).tensor("probabilities").floats();
            float[] other = answer(ml, linear).tensor("probabilities").floats();
            Tensors together = answer(ml, both);
            float[] mean = together.tensor("probabilities").floats();
            long[] labels = together.tensor("label").longs();
            for (int i = 0; i < mean.length; i++) {
                assertThat(mean[i]).isCloseTo((one[i] + other[i]) / 2, within(1e-6f));
            }
            for (int row = 0; row < ROWS; row++) {
                assertThat(labels[row]).isEqualTo(mean[2 * row + 1] > mean[2 * row] ? 1 : 0);
            }
        }
    }

    private Tensors answer(Mlops ml, ModelVersion version) {
        Endpoint endpoint = ml.deployer().endpoint("e" + version.model() + version.number());
        endpoint.deploy(version);
        return endpoint.predict(rows()).outputs();
    }
}
