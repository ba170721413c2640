package io.mlops4j.examples;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;

/** The code that the README shows, so that it compiles and runs; {@link ReadmeTest} holds the two together. */
final class ReadmeExample {
    private ReadmeExample() {}

    static float live(Path directory, Path csv, Path onnx, int[] labels, double[] scores, float[] row) {
        try (Mlops ml = Mlops.open(directory)) {
            DatasetVersion data = ml.dataset("tumours")
                    .from(Source.csv(csv))
                    .schema(Schema.infer().label("target"))
                    .expect(Expectation.unique("id"), Expectation.in("target", "0", "1"))
                    .message("as published")
                    .commit();
            Evaluation evaluation = Evaluator.binary().threshold(0.5).evaluate(labels, scores);
            Run run = ml.experiment("tumours").run("second-look", r -> {
                r.input(data).param("epochs", 40);
                r.metrics(evaluation);
            });
            ModelVersion version = ml.model("tumours")
                    .from(onnx)
                    .run(run)
                    .evaluation(evaluation)
                    .gate(Gate.require("roc_auc").atLeast(0.95))
                    .register();
            ml.model("tumours").alias("champion", version, "the first that passes the gate");

            Endpoint endpoint = ml.deployer().endpoint("diagnosis");
            endpoint.deploy(version);
            Prediction prediction = endpoint.predict(Tensors.of("measurements", Tensor.of(row, 1, 30)));
            return prediction.output("probabilities").floats()[1];
        }
    }
}
