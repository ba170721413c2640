package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.model.Composition;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private ModelVersion ones;
    private ModelVersion threes;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        ones = register(1);
        threes = register(3);
    }

    private ModelVersion register(double factor) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(factor + ".linear"), 2, factor))
                .register();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private float score(ModelVersion version) {
        Endpoint endpoint = ml.deployer().endpoint("composed");
        endpoint.deploy(version);
        return endpoint.predict(row(1, 2)).output("score").floats()[0];
    }

    @Test
    void anAverageIsOneModelLikeAnyOther() {
        ModelVersion both =
                ml.model("both").from(Composition.average(ones, threes)).register();
        assertThat(both.signature()).isEqualTo(ones.signature());
        assertThat(both.runtime()).startsWith("composition");
        assertThat(score(both)).isEqualTo(6);
    }

    @Test
    void partsCanCountDifferently() {
        assertThat(score(ml.model("both")
                        .from(Composition.weighted(Map.of(ones, 3.0, threes, 1.0)))
                        .register()))
                .isEqualTo(4.5f);
    }

    @Test
    void aCompositionOfCompositionsIsOneToo() {
        ModelVersion both =
                ml.model("both").from(Composition.average(ones, threes)).register();
        assertThat(score(ml.model("all").from(Composition.average(both, threes)).register()))
                .isEqualTo(7.5f);
    }

    @Test
    void aFailureOfAPartIsAFailureOfTheWhole() {
        ModelVersion both =
                ml.model("both").from(Composition.average(ones, threes)).register();
        score(both);
        assertThatThrownBy(() -> ml.deployer().endpoint("composed").predict(row(-1, 2)))
                .isInstanceOf(InferenceFailure.class);
    }

    @Test
    void partsThatDoNotFollowOneAnotherAreRefused() {
        assertThatThrownBy(() ->
                        ml.model("chain").from(Composition.chain(ones, threes)).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot follow")
                .hasMessageContaining("score");
    }

    @Test
    void partsOfOtherSignaturesCannotStandBesideOneAnother() {
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 5, 1))
                .register();
        assertThatThrownBy(() ->
                        ml.model("both").from(Composition.average(ones, wide)).register())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("same inputs and outputs");
    }

    @Test
    void aPartThatWasChangedOnDiskIsNotLoaded() throws IOException {
        ModelVersion both =
                ml.model("both").from(Composition.average(ones, threes)).register();
        Path blob =
                dir.resolve("ml/blobs").resolve(threes.digest().substring(0, 2)).resolve(threes.digest());
        Files.writeString(blob, "linear 2 9.0");
        assertThatThrownBy(() -> score(both)).isInstanceOf(IntegrityViolation.class);
    }

    @Test
    void oneVersionIsNoComposition() {
        assertThatThrownBy(() -> Composition.average(ones))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("at least two");
    }
}
