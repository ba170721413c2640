package io.mlops4j.onnx;

import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.ModelRuntime;
import io.mlops4j.testkit.ModelExample;
import io.mlops4j.testkit.ModelRuntimeContract;
import java.util.ArrayList;
import java.util.List;

/** The contract, with scikit-learn's own predictions as what is expected. */
class OnnxRuntimeContractTest extends ModelRuntimeContract {
    private final List<ModelExample> examples = new ArrayList<>();

    OnnxRuntimeContractTest() {
        for (String model : List.of("bc_logreg", "bc_gbc", "iris_logreg")) {
            // Batches of unlike sizes, so that native inputs are made anew and used again in turns.
            examples.add(example(model, 0, 1));
            examples.add(example(model, 1, 2));
            examples.add(example(model, 2, 3));
            examples.add(example(model, 3, 20));
        }
        Tensor a = Tensor.of(new float[] {1, 2}, 2);
        Tensor b = Tensor.of(new float[] {10, -2}, 2);
        examples.add(new ModelExample(
                TestModels.file("two.onnx"),
                Tensors.of("b", b, "a", a),
                Tensors.of("sum", Tensor.of(new float[] {11, 0}, 2), "difference", Tensor.of(new float[] {-9, 4}, 2)),
                0));
    }

    private static ModelExample example(String model, int from, int to) {
        List<double[]> rows = List.of(TestModels.csv(model + ".X.csv")).subList(from, to);
        List<double[]> probabilities = List.of(TestModels.csv(model + ".P.csv")).subList(from, to);
        List<double[]> labels = List.of(TestModels.csv(model + ".L.csv")).subList(from, to);
        return new ModelExample(
                TestModels.file(model + ".onnx"),
                Tensors.of("X", TestModels.floats(rows)),
                Tensors.of("label", TestModels.labels(labels), "probabilities", TestModels.floats(probabilities)),
                1e-5);
    }

    @Override
    protected ModelRuntime runtime() {
        return new OnnxRuntime();
    }

    @Override
    protected List<ModelExample> examples() {
        return examples;
    }
}
