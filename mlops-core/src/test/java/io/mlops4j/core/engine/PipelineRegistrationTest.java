package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.GarbagePolicy;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.Feature;
import io.mlops4j.data.FeaturePipeline;
import io.mlops4j.data.Table;
import io.mlops4j.model.Model;
import io.mlops4j.model.ModelVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineRegistrationTest {
    private static final Table TRAIN = Table.builder()
            .doubles("income", 1, 2, Double.NaN, 9)
            .strings("grade", "A", "B", "A", "B")
            .build();

    private static final FeaturePipeline THREE = FeaturePipeline.of(
                    Feature.impute("income").withMedian(), Feature.oneHot("grade"))
            .fit(TRAIN);

    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private Mlops ml;
    private Model model;

    @BeforeEach
    void open() {
        ml = Mlops.builder().directory(dir.resolve("ml")).clock(clock).build();
        model = ml.model("loans");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Path file(int columns) {
        return LinearRuntime.write(dir.resolve("loans.linear"), columns, 1);
    }

    @Test
    void thePipelineComesBackWithItsVersion() {
        model.from(file(3)).pipeline(THREE).register();
        ml.close();
        ml = Mlops.builder().directory(dir.resolve("ml")).clock(clock).build();
        ModelVersion read = ml.model("loans").version(1);
        assertThat(read.pipeline()).isEqualTo(THREE);
        assertThat(read.findPipeline()).contains(THREE);
    }

    @Test
    void aVersionWithoutAPipelineSaysSo() {
        ModelVersion version = model.from(file(3)).register();
        assertThat(version.findPipeline()).isEmpty();
        assertThatThrownBy(version::pipeline)
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("version 1 of model 'loans'")
                .hasMessageContaining("pipeline(…)");
    }

    @Test
    void aPipelineOfAnotherWidthIsRefusedAndLeavesNothing() {
        assertThatThrownBy(() -> model.from(file(5)).pipeline(THREE).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("3 columns, [income, grade=A, grade=B]")
                .hasMessageContaining("'X'")
                .hasMessageContaining("has 5");
        assertThat(ml.models()).isEmpty();
    }

    @Test
    void aPipelineThatLeavesWordsIsRefused() {
        FeaturePipeline words =
                FeaturePipeline.of(Feature.select("income", "grade")).fit(TRAIN);
        assertThatThrownBy(() -> model.from(file(2)).pipeline(words).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'grade'");
    }

    @Test
    void featuresAreTheOutputsOfThePipeline() {
        assertThat(model.from(file(3)).pipeline(THREE).register().features()).isEqualTo(THREE.outputs());
        assertThat(model.from(file(3))
                        .pipeline(THREE)
                        .features("income", "grade=A", "grade=B")
                        .register()
                        .features())
                .isEqualTo(List.of("income", "grade=A", "grade=B"));
        assertThatThrownBy(() -> model.from(file(3))
                        .pipeline(THREE)
                        .features("income", "a", "b")
                        .register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("[income, a, b]")
                .hasMessageContaining("[income, grade=A, grade=B]");
    }

    @Test
    void garbageCollectionKeepsThePipeline() {
        ModelVersion version = model.from(file(3)).pipeline(THREE).register();
        clock.advance(Duration.ofDays(400));
        ml.collectGarbage(GarbagePolicy.delete());
        assertThat(version.pipeline()).isEqualTo(THREE);
    }
}
