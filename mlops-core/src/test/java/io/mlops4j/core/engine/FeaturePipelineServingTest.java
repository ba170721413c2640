package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.GarbagePolicy;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelDraft;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Feature pipelines from the data to the endpoint. The model answers the sum of its columns. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FeaturePipelineServingTest {
    private static final Table TRAIN = Table.builder()
            .longs("id", 1, 2, 3)
            .doubles("income", 0, 100, Double.NaN)
            .strings("grade", "A", "B", "A")
            .booleans("defaulted", true, false, false)
            .build();

    private static final FeaturePipeline FEATURES = FeaturePipeline.of(
                    Feature.impute("income").withMedian(), Feature.minMax("income"), Feature.oneHot("grade"))
            .fit(TRAIN, "defaulted");

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
    }

    private ModelDraft model(int columns) {
        return ml.model("sum").from(LinearRuntime.write(dir.resolve("sum.linear"), columns, 1));
    }

    private float score(Map<String, ?> row) {
        return endpoint.predict(row).output("score").floats()[0];
    }

    @Test
    void theRawColumnsOfARowGoThroughThePipeline() {
        endpoint.deploy(model(3).pipeline(FEATURES).register());
        assertThat(score(Map.of("income", 50, "grade", "B", "extra", "is passed over")))
                .isEqualTo(1.5f);
        assertThat(score(Map.of("income", 25.0, "grade", "unknown"))).isEqualTo(0.25f);
    }

    @Test
    void aNullIsAMissingCell() {
        endpoint.deploy(model(3).pipeline(FEATURES).register());
        Map<String, Object> row = new HashMap<>(Map.of("grade", "A"));
        row.put("income", null);
        assertThat(score(row)).isEqualTo(1.5f);
    }

    @Test
    void aTableIsPredictedAtOnce() {
        endpoint.deploy(model(3).pipeline(FEATURES).register());
        assertThat(endpoint.predict(TRAIN).output("score").floats()).containsExactly(1, 2, 1.5f);
    }

    @Test
    void aColumnThatIsMissingIsNamed() {
        endpoint.deploy(model(3).pipeline(FEATURES).register());
        assertThatThrownBy(() -> score(Map.of("incme", 50, "grade", "B")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'income'")
                .hasMessageContaining("Did you mean 'incme'");
        assertThatThrownBy(() ->
                        endpoint.predict(Table.builder().doubles("income", 1).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'grade'");
        assertThat(score(Map.of("income", 0, "grade", "A")))
                .as("after a refused row")
                .isEqualTo(1);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        endpoint.deploy(model(3).pipeline(FEATURES).register());
        assertThatThrownBy(() -> score(Map.of("income", "much", "grade", "B")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'income' of the feature pipeline holds numbers, not words");
        assertThatThrownBy(() -> score(Map.of("income", new Object(), "grade", "B")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("java.lang.Object");
    }

    @Test
    void thePipelineIsServedAfterARestart() {
        ModelVersion version = model(3).pipeline(FEATURES).register();
        endpoint.deploy(version);
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        assertThat(score(Map.of("income", 100, "grade", "B"))).isEqualTo(2);
        assertThat(endpoint.version().findPipeline()).contains(FEATURES);
        assertThat(endpoint.version().features()).containsExactly("income", "grade=A", "grade=B");
    }

    @Test
    void aVersionWithoutAPipelineHasNone() {
        assertThat(model(2).register().findPipeline()).isEmpty();
    }

    @Test
    void thePipelineSurvivesTheCollectionOfGarbage() {
        ModelVersion version = model(3).pipeline(FEATURES).register();
        ml.collectGarbage(GarbagePolicy.delete().gracePeriod(Duration.ZERO));
        assertThat(version.findPipeline()).contains(FEATURES);
    }

    @Test
    void aPipelineOfAnotherWidthThanTheModelIsRefused() {
        assertThatThrownBy(() -> model(7).pipeline(FEATURES).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("gives 3 columns")
                .hasMessageContaining("input 'X'")
                .hasMessageContaining("has 7");
        assertThat(ml.models()).isEmpty();
    }

    @Test
    void aPipelineThatLeavesWordsIsRefused() {
        FeaturePipeline words = FeaturePipeline.of(Feature.select("grade")).fit(TRAIN);
        assertThatThrownBy(() -> model(1).pipeline(words).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'grade'");
    }

    @Test
    void featureNamesThatContradictThePipelineAreRefused() {
        assertThatThrownBy(() ->
                        model(3).pipeline(FEATURES).features("a", "b", "c").register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[a, b, c]")
                .hasMessageContaining("grade=A");
    }

    @Test
    void withoutAPipelineTheNamedFeaturesAreTheInput() {
        endpoint.deploy(model(2).features("a", "b").register());
        assertThat(score(Map.of("b", true, "a", 2L, "c", "x"))).isEqualTo(3);
        assertThat(endpoint.predict(Table.builder()
                                .longs("b", 1, 2)
                                .doubles("a", 10, 20)
                                .build())
                        .output("score")
                        .floats())
                .containsExactly(11, 22);
        assertThatThrownBy(() -> score(Map.of("a", 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("needs column 'b'");
        assertThatThrownBy(() -> score(Map.of("a", 1, "b", "word")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'b'")
                .hasMessageContaining("feature pipeline");
        assertThatThrownBy(
                        () -> endpoint.predict(Table.builder().doubles("a", 1).build()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'b'");
    }

    @Test
    void namedColumnsMeanNothingToAVersionWithoutNames() {
        endpoint.deploy(model(2).register());
        assertThatThrownBy(() -> score(Map.of("a", 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("version 1 of model 'sum'")
                .hasMessageContaining("pipeline(…)");
    }

    @Test
    void aPipelineIsFittedOnAVersionWhoseSchemaKnowsTheLabel() {
        DatasetVersion version = ml.dataset("loans")
                .from(Source.table(TRAIN))
                .schema(Schema.infer().label("defaulted"))
                .commit();
        FeaturePipeline fitted = FeaturePipeline.of(
                        Feature.impute("income").withMedian(), Feature.minMax("income"), Feature.oneHot("grade"))
                .fit(version);
        assertThat(fitted).isEqualTo(FEATURES);
    }
}
