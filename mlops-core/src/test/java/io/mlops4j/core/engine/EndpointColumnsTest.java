package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Columns by name, through a pipeline or side by side, into a model that answers the sum of its columns. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EndpointColumnsTest {
    /** The median of the incomes is 20. */
    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(
                    Feature.impute("income").withMedian(), Feature.oneHot("grade"))
            .fit(Table.builder()
                    .doubles("income", 10, 20, Double.NaN, 40)
                    .strings("grade", "A", "B", "A", "B")
                    .build());

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private Path file(int columns, double factor) {
        return LinearRuntime.write(dir.resolve("sum.linear"), columns, factor);
    }

    private ModelVersion withPipeline() {
        return ml.model("sum").from(file(3, 1)).pipeline(PIPELINE).register();
    }

    private ModelVersion withFeatures() {
        return ml.model("sum").from(file(2, 1)).features("age", "owner").register();
    }

    private static float[] scores(Prediction prediction) {
        return prediction.output("score").floats();
    }

    @Test
    void aMapGoesThroughThePipelineOfTheVersion() {
        ModelVersion version = withPipeline();
        endpoint.deploy(version);
        Prediction prediction = endpoint.predict(Map.of("income", 5, "grade", "B", "name", "Ann"));
        assertThat(scores(prediction)).containsExactly(6);
        assertThat(prediction.version()).isEqualTo(version);
    }

    @Test
    void aMissingCellIsImputed() {
        endpoint.deploy(withPipeline());
        Map<String, Object> row = new HashMap<>();
        row.put("income", null);
        row.put("grade", "never seen");
        assertThat(scores(endpoint.predict(row))).containsExactly(20);
    }

    @Test
    void aTableIsOneCallWithAnAnswerForEachRow() {
        endpoint.deploy(withPipeline());
        Table rows = Table.builder()
                .strings("grade", "A", null, "B")
                .longs("id", 1, 2, 3)
                .doubles("income", 1, 2, Double.NaN)
                .build();
        assertThat(scores(endpoint.predict(rows))).containsExactly(2, 2, 21);
        assertThat(endpoint.stats().versions().get(0).requests()).isEqualTo(1);
    }

    @Test
    void theLabelThatATrainingTableBringsStaysOutOfTheModel() {
        Table train = Table.builder()
                .doubles("income", 10, 20, 30, 40)
                .strings("grade", "A", "B", "A", "B")
                .longs("defaulted", 0, 1, 0, 1)
                .build();
        FeaturePipeline fitted = FeaturePipeline.of(Feature.select("income"), Feature.minMax("income"))
                .fit(train, "defaulted");
        endpoint.deploy(ml.model("sum").from(file(1, 1)).pipeline(fitted).register());
        assertThat(scores(endpoint.predict(train))).containsExactly(0, 1 / 3f, 2 / 3f, 1);
    }

    /** A row as a caller has it. */
    record Applicant(Double income, String grade) {}

    @Test
    void theComponentsOfARecordAreColumns() {
        endpoint.deploy(withPipeline());
        assertThat(scores(endpoint.predict(new Applicant(7.0, "A")))).containsExactly(8);
        assertThat(scores(endpoint.predict(new Applicant(null, "A")))).containsExactly(21);
    }

    @Test
    void absentColumnsAreNamed() {
        endpoint.deploy(withPipeline());
        assertThatThrownBy(() -> endpoint.predict(Map.of("grades", "B")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'income'")
                .hasMessageContaining("'grade'");
        assertThatThrownBy(() ->
                        endpoint.predict(Table.builder().doubles("income", 1).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'grade'");
    }

    @Test
    void withoutAPipelineTheNamedFeaturesArePutSideBySide() {
        endpoint.deploy(withFeatures());
        assertThat(scores(endpoint.predict(Map.of("owner", true, "age", 30L)))).containsExactly(31);
        Table rows = Table.builder()
                .booleans("owner", true, false)
                .longs("age", 30, 40)
                .build();
        assertThat(scores(endpoint.predict(rows))).containsExactly(31, 40);
    }

    @Test
    void withoutAPipelineAMissingCellIsNaN() {
        endpoint.deploy(withFeatures());
        Map<String, Object> row = new HashMap<>();
        row.put("owner", false);
        row.put("age", null);
        assertThat(scores(endpoint.predict(row))).containsExactly(Float.NaN);
    }

    @Test
    void withoutAPipelineAbsentFeaturesAreNamed() {
        endpoint.deploy(withFeatures());
        assertThatThrownBy(() -> endpoint.predict(Map.of("agee", 30)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'age', 'owner'")
                .hasMessageContaining("agee");
        assertThatThrownBy(
                        () -> endpoint.predict(Table.builder().longs("age", 30).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'owner'");
    }

    @Test
    void withoutAPipelineWordsAreRefused() {
        endpoint.deploy(withFeatures());
        assertThatThrownBy(() -> endpoint.predict(Map.of("age", "thirty", "owner", true)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'age'")
                .hasMessageContaining("pipeline");
        assertThatThrownBy(() -> endpoint.predict(Table.builder()
                        .strings("age", "thirty")
                        .booleans("owner", true)
                        .build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("STRING");
    }

    @Test
    void aVersionWithNeitherTakesTensorsAlone() {
        endpoint.deploy(ml.model("sum").from(file(2, 1)).register());
        assertThatThrownBy(() -> endpoint.predict(Map.of("age", 30)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("predict with Tensors");
        assertThat(scores(endpoint.predict(LinearRuntime.row(1, 2)))).containsExactly(3);
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        endpoint.deploy(withFeatures());
        Table empty = Table.builder().longs("age").booleans("owner").build();
        assertThatThrownBy(() -> endpoint.predict(empty))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no row");
    }

    @Test
    void anEndpointThatServesNothingSaysSo() {
        assertThatThrownBy(() -> endpoint.predict(Map.of("age", 30))).isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> endpoint.predict(Table.builder().longs("age", 30).build()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void thePipelineTravelsWithItsVersion() {
        endpoint.deploy(withPipeline());
        FeaturePipeline scaled = FeaturePipeline.of(
                        Feature.minMax("income"), Feature.impute("income").with(0.5), Feature.oneHot("grade"))
                .fit(Table.builder()
                        .doubles("income", 0, 10)
                        .strings("grade", "A", "B")
                        .build());
        endpoint.deploy(ml.model("sum").from(file(3, 1)).pipeline(scaled).register());
        assertThat(scores(endpoint.predict(Map.of("income", 5, "grade", "A")))).containsExactly(1.5f);
        endpoint.rollback("not scaled after all");
        assertThat(scores(endpoint.predict(Map.of("income", 5, "grade", "A")))).containsExactly(6);
    }

    @Test
    void aDamagedPipelineIsNotDeployed() throws IOException {
        endpoint.deploy(withFeatures());
        ModelVersion damaged =
                ml.model("other").from(file(3, 1)).pipeline(PIPELINE).register();
        damage(PIPELINE.digest());
        assertThatThrownBy(() -> ml.deployer().endpoint("second").deploy(damaged))
                .isInstanceOf(IntegrityViolation.class);
        assertThat(ml.deployer().endpoint("second").history()).isEmpty();
    }

    private void damage(String digest) throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve("ml/blobs"))) {
            Path blob = files.filter(file -> file.getFileName().toString().contains(digest)
                            || file.toString().replace("/", "").endsWith(digest))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(blob);
            bytes[bytes.length / 2] ^= 1;
            Files.delete(blob);
            Files.write(blob, bytes);
        }
    }

    @Test
    void rowsOfManyThreadsDoNotMix() throws Exception {
        endpoint.deploy(withPipeline());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Float>>> answers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int base = 1000 * thread;
                answers.add(threads.submit(() -> {
                    List<Float> given = new ArrayList<>();
                    for (int i = 0; i < 500; i++) {
                        given.add(scores(endpoint.predict(Map.of("income", base + i, "grade", "A")))[0]);
                    }
                    return given;
                }));
            }
            for (int thread = 0; thread < 4; thread++) {
                List<Float> expected = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    expected.add(1000f * thread + i + 1);
                }
                assertThat(answers.get(thread).get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRowThatIsRefusedLeavesNothingBehind() {
        endpoint.deploy(withPipeline());
        assertThatThrownBy(() -> endpoint.predict(Collections.singletonMap("income", 100)))
                .isInstanceOf(InvalidInput.class);
        assertThat(scores(endpoint.predict(Map.of("income", 1, "grade", "A")))).containsExactly(2);
    }
}
