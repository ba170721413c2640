package io.mlops4j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TumourModelTest {
    private static final Tumours TUMOURS = Tumours.published();

    @TempDir
    Path directory;

    static Recipe[] recipes() {
        return new Recipe[] {Recipe.firstTry(), Recipe.secondLook()};
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void onnxRuntimeAnswersWhatTribuoAnswers(Recipe recipe) throws Exception {
        TumourModel model = TumourModel.train(recipe, TUMOURS.training());
        Tumours unseen = TUMOURS.heldOut();
        double[] expected = model.scores(unseen);

        float[][] served = run(model.writeOnnx(directory.resolve("model.onnx")), unseen);

        assertThat(served).hasDimensions(unseen.rows().size(), 2);
        for (int row = 0; row < served.length; row++) {
            assertThat((double) served[row][TumourModel.MALIGNANT])
                    .as("row %d", row)
                    .isCloseTo(expected[row], within(1e-5));
            assertThat((double) served[row][0] + served[row][1]).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theFileTakesRawMeasurementsAndAnswersProbabilities() throws Exception {
        Path file =
                TumourModel.train(Recipe.secondLook(), TUMOURS.training()).writeOnnx(directory.resolve("model.onnx"));

        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            assertThat(session.getInputInfo()).containsOnlyKeys(TumourModel.INPUT);
            assertThat(session.getOutputInfo()).containsOnlyKeys(TumourModel.OUTPUT);
            TensorInfo input = tensor(session.getInputInfo().get(TumourModel.INPUT));
            assertThat(input.type).isEqualTo(OnnxJavaType.FLOAT);
            assertThat(input.getShape()).containsExactly(-1, 30);
            assertThat(tensor(session.getOutputInfo().get(TumourModel.OUTPUT)).getShape())
                    .containsExactly(-1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void theSameRecipeOnTheSameRowsWritesTheSameBytes(Recipe recipe) throws IOException {
        Path once = TumourModel.train(recipe, TUMOURS.training()).writeOnnx(directory.resolve("once.onnx"));
        Path again = TumourModel.train(recipe, TUMOURS.training()).writeOnnx(directory.resolve("again.onnx"));

        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(once));
    }

    @Test
    void theSecondLookIsBetterThanTheFirstTryOnTumoursThatNeitherHasSeen() {
        double first = rocAuc(TumourModel.train(Recipe.firstTry(), TUMOURS.training()));
        double second = rocAuc(TumourModel.train(Recipe.secondLook(), TUMOURS.training()));

        assertThat(first).isBetween(0.95, 0.97);
        assertThat(second).isBetween(0.985, 0.995);
    }

    /** The share of pairs of a malignant and a benign tumour that the scores put in the right order. */
    private static double rocAuc(TumourModel model) {
        Tumours unseen = TUMOURS.heldOut();
        double[] scores = model.scores(unseen);
        int[] labels = unseen.labels();
        double right = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (labels[i] == 1 && labels[j] == 0) {
                    pairs++;
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return right / pairs;
    }

    private static float[][] run(Path file, Tumours tumours) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = {tumours.rows().size(), tumours.measurements().size()};
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor rows = OnnxTensor.createTensor(environment, FloatBuffer.wrap(tumours.flat()), shape);
                OrtSession.Result result = session.run(Map.of(TumourModel.INPUT, rows))) {
            return (float[][]) result.get(0).getValue();
        }
    }

    private static TensorInfo tensor(NodeInfo node) {
        return (TensorInfo) node.getInfo();
    }
}
