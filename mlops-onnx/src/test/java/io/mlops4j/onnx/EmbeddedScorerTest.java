package io.mlops4j.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import io.mlops4j.serving.EmbeddedScorer;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models without directory or journal, against what scikit-learn predicted for the same rows. */
class EmbeddedScorerTest {
    private static final String[] NAMES = {"sepal length", "sepal width", "petal length", "petal width"};

    private final double[][] rows = TestModels.csv("iris_logreg.X.csv");
    private final double[][] probabilities = TestModels.csv("iris_logreg.P.csv");

    record Iris(double sepalLength, double sepalWidth, double petalLength, double petalWidth) {
        static Iris of(double[] row) {
            return new Iris(row[0], row[1], row[2], row[3]);
        }
    }

    record Species(long label, float[] probabilities) {}

    private static EmbeddedScorer iris() {
        return Scorer.of(TestModels.file("iris_logreg.onnx"));
    }

    private void assertProbabilities(int row, float[] given) {
        for (int i = 0; i < given.length; i++) {
            assertThat((double) given[i]).as("row %d", row).isCloseTo(probabilities[row][i], within(1e-5));
        }
    }

    @Test
    void recordsGetTheProbabilitiesOfScikitLearn() {
        try (EmbeddedScorer model = iris().features(NAMES)) {
            Scorer<Iris, Species> scorer = model.as(Iris.class, Species.class);
            List<Iris> all = Arrays.stream(rows).map(Iris::of).toList();
            List<Species> together = scorer.scoreAll(all);
            assertThat(together).hasSize(rows.length);
            for (int row = 0; row < rows.length; row++) {
                assertProbabilities(row, together.get(row).probabilities());
                Species alone = scorer.score(all.get(row));
                assertProbabilities(row, alone.probabilities());
                assertThat(alone.label()).isEqualTo(together.get(row).label());
            }
        }
    }

    @Test
    void tensorsMapsAndTablesGetThemToo() {
        try (EmbeddedScorer model = iris().features(NAMES)) {
            assertProbabilities(
                    0,
                    model.score(Tensors.of("X", TestModels.floats(List.<double[]>of(rows[0]))))
                            .tensor("probabilities")
                            .floats());
            Map<String, Double> map =
                    Map.of(NAMES[0], rows[1][0], NAMES[1], rows[1][1], NAMES[2], rows[1][2], NAMES[3], rows[1][3]);
            assertProbabilities(1, model.score(map).tensor("probabilities").floats());
            Table.Builder table = Table.builder();
            for (int i = 0; i < NAMES.length; i++) {
                table.doubles(NAMES[i], rows[2][i]);
            }
            assertProbabilities(
                    2, model.score(table.build()).tensor("probabilities").floats());
        }
    }

    @Test
    void anArrayIsARowOfTheInput() {
        record Row(float[] x) {}
        record Both(int label, List<Float> probabilities) {}
        float[] row = TestModels.floats(List.<double[]>of(rows[0])).floats();
        try (EmbeddedScorer model = iris()) {
            Scorer<Row, Both> scorer = model.as(Row.class, Both.class);
            Both both = scorer.score(new Row(row));
            assertThat(both.probabilities()).hasSize(3);
            assertThat(both.label()).isBetween(0, 2);
            assertThat(scorer.scoreAll(List.of(new Row(row), new Row(row)))).hasSize(2);
        }
    }

    @Test
    void onlySomeOutputsCanBeAskedFor() {
        record Label(long label) {}
        try (EmbeddedScorer model = iris().features(NAMES)) {
            PredictOptions options = PredictOptions.defaults().outputs("label").timeout(Duration.ofMinutes(1));
            Iris first = Iris.of(rows[0]);
            assertThat(model.as(Iris.class, Label.class).score(first, options).label())
                    .isEqualTo((long) TestModels.csv("iris_logreg.L.csv")[0][0]);
            Scorer<Iris, Species> needsMore = model.as(Iris.class, Species.class);
            assertThatThrownBy(() -> needsMore.score(first, options))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("'probabilities'");
        }
    }

    @Test
    void rulesOfTheDataAreHeldAgainstRecords() {
        Schema schema = Schema.of(Stream.of("sepalLength", "sepalWidth", "petalLength", "petalWidth")
                .map(name -> ColumnSchema.of(name, ColumnType.REAL))
                .toArray(ColumnSchema[]::new));
        try (EmbeddedScorer model = iris().features(NAMES)) {
            Scorer<Iris, Species> scorer = model.as(Iris.class, Species.class)
                    .checkedBy(Expectation.rowCheck(schema, List.of(Expectation.between("sepalLength", 0, 10))));
            assertThat(scorer.score(Iris.of(rows[0])).probabilities()).hasSize(3);
            assertThatThrownBy(() -> scorer.score(new Iris(58, 1, 1, 1)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("[0, 10]");
            assertThatThrownBy(() -> model.checkedBy(Expectation.rowCheck(schema, List.of())))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("tensors");
        }
    }

    @Test
    void namesThatDoNotFitTheModelAreRefused() {
        record Versioned(Prediction answer) {}
        try (EmbeddedScorer model = iris()) {
            assertThatThrownBy(() -> model.features("a", "b"))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("takes 4 columns, but these are 2");
            assertThatThrownBy(() -> model.score(Map.of("a", 1)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("iris_logreg.onnx");
            assertThatThrownBy(() -> model.as(Iris.class, Species.class))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("give the model feature names");
            EmbeddedScorer named = model.features(NAMES);
            assertThatThrownBy(() -> named.as(Iris.class, Versioned.class)).isInstanceOf(InvalidInput.class);
            Tensors row = Tensors.of("X", TestModels.floats(List.<double[]>of(rows[0])));
            assertThatThrownBy(() -> model.score(row, PredictOptions.defaults().version(1)))
                    .isInstanceOf(InvalidInput.class);
        }
    }

    @Test
    void aClosedModelAnswersNobody() {
        EmbeddedScorer model = iris();
        EmbeddedScorer view = model.features(NAMES);
        model.close();
        model.close();
        assertThatThrownBy(() -> view.as(Iris.class, Species.class).score(Iris.of(rows[0])))
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining("closed");
    }

    @Test
    void whatIsNoModelIsRefused(@TempDir Path dir) {
        assertThatThrownBy(() -> Scorer.of(dir.resolve("model.pickle")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("onnxruntime (.onnx)");
        assertThatThrownBy(() -> Scorer.of(dir.resolve("none.onnx"))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void mapsOfProbabilitiesAreMaps() {
        record In(float[] x) {}
        record Out(Map<String, Float> maps) {}
        try (EmbeddedScorer model = Scorer.of(TestModels.file("zipmap_string.onnx"))) {
            Scorer<In, Out> scorer = model.as(In.class, Out.class);
            assertThat(scorer.score(new In(new float[] {0.1f, 0.2f, 0.7f})).maps())
                    .containsEntry("setosa", 0.2f)
                    .hasSize(3);
            assertThat(scorer.scoreAll(List.of(new In(new float[] {1, 0, 0}), new In(new float[] {0, 0, 1})))
                            .get(1)
                            .maps())
                    .containsEntry("virginica", 1f);
        }
    }

    @Test
    void everyInputHasAComponent() {
        record In(float a, int b) {}
        record Out(double sum, float difference) {}
        try (EmbeddedScorer model = Scorer.of(TestModels.file("two.onnx"))) {
            Scorer<In, Out> scorer = model.as(In.class, Out.class);
            assertThat(scorer.score(new In(1.5f, 2))).isEqualTo(new Out(3.5, -0.5f));
            assertThat(scorer.scoreAll(List.of(new In(1, 2), new In(3, 4))))
                    .containsExactly(new Out(3, -1), new Out(7, -1));
        }
    }

    @Test
    void textsGoInAsTheyAre() {
        record In(String x) {}
        record Out(long y) {}
        try (EmbeddedScorer model = Scorer.of(TestModels.file("text_codes.onnx"))) {
            Scorer<In, Out> scorer = model.as(In.class, Out.class);
            assertThat(scorer.scoreAll(List.of(new In("\u00e9"), new In("e"))))
                    .containsExactly(new Out(2), new Out(-1));
            assertThatThrownBy(() -> scorer.score(new In(null)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("'x' is null");
        }
    }

    @Test
    void aScorerIsSafeForManyThreads() throws InterruptedException {
        try (EmbeddedScorer model = iris().features(NAMES)) {
            Scorer<Iris, Species> scorer = model.as(Iris.class, Species.class);
            List<AssertionError> wrong = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                Thread thread = new Thread(() -> {
                    try {
                        for (int i = 0; i < 2_000; i++) {
                            int row = i % rows.length;
                            assertProbabilities(
                                    row, scorer.score(Iris.of(rows[row])).probabilities());
                        }
                    } catch (AssertionError e) {
                        wrong.add(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
        }
    }
}
