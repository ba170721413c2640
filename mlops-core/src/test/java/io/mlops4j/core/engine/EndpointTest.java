package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats.VersionStats;
import io.mlops4j.serving.Prediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EndpointTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion ones;
    private ModelVersion twos;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        ones = register("sum", 1);
        twos = register("sum", 2);
    }

    private ModelVersion register(String model, double factor) {
        return ml.model(model)
                .from(LinearRuntime.write(dir.resolve(model + ".linear"), 2, factor))
                .register();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private float score() {
        return endpoint.predict(row(1, 2)).output("score").floats()[0];
    }

    @Test
    void anEndpointThatServesNothingSaysSo() {
        assertThatThrownBy(this::score).isInstanceOf(NotFound.class).hasMessageContaining("deploy a version");
        assertThatThrownBy(endpoint::version).isInstanceOf(NotFound.class);
    }

    @Test
    void whatIsDeployedAnswers() {
        endpoint.deploy(ones);
        Prediction prediction = endpoint.predict(row(1, 2));
        assertThat(prediction.output("score").floats()).containsExactly(3);
        assertThat(prediction.version()).isEqualTo(ones);
        assertThat(prediction.id()).hasSize(26);
    }

    @Test
    void thePreviousVersionComesBackWithARollback() {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        assertThat(score()).isEqualTo(6);
        endpoint.rollback("twos are too many");
        assertThat(score()).isEqualTo(3);
        assertThat(endpoint.version()).isEqualTo(ones);
    }

    @Test
    void aRollbackKeepsTheWarmVersionAndLoadsNothing() throws IOException {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        int open = LinearRuntime.OPEN.get();
        deleteBlobs();
        endpoint.rollback("the disk is gone");
        assertThat(score()).isEqualTo(3);
        assertThat(LinearRuntime.OPEN.get()).isLessThanOrEqualTo(open);
    }

    private void deleteBlobs() throws IOException {
        try (Stream<Path> blobs = Files.walk(dir.resolve("ml/blobs"))) {
            for (Path blob : blobs.filter(Files::isRegularFile).toList()) {
                Files.delete(blob);
            }
        }
    }

    @Test
    void rollbacksGoBackOneByOneAndThenNoFurther() {
        ModelVersion threes = register("sum", 3);
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        endpoint.deploy(threes);
        endpoint.rollback("");
        endpoint.rollback("");
        assertThat(score()).isEqualTo(3);
        assertThatThrownBy(() -> endpoint.rollback(""))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("no version to go back to");
    }

    @Test
    void aRollbackToARetiredVersionIsRefused() {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        ones.retire("old");
        assertThatThrownBy(() -> endpoint.rollback(""))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("retired");
        assertThat(score()).isEqualTo(6);
    }

    @Test
    void deployingWhatIsServedRecordsNothing() {
        endpoint.deploy(ones);
        endpoint.deploy(ones);
        assertThat(endpoint.history()).hasSize(1);
    }

    @Test
    void aRetiredVersionCannotBeDeployed() {
        ones.retire("old").replacedBy(twos);
        assertThatThrownBy(() -> endpoint.deploy(ones))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("retired")
                .hasMessageContaining("Version 2 took its place");
    }

    @Test
    void aVersionWithAnotherSignatureIsRefusedAndTheOldOneServesOn() {
        endpoint.deploy(ones);
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 5, 1))
                .register();
        assertThatThrownBy(() -> endpoint.deploy(wide))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("float[-1, 5]");
        assertThat(score()).isEqualTo(3);
        endpoint.undeploy("to make room");
        endpoint.deploy(wide);
        assertThat(endpoint.version()).isEqualTo(wide);
    }

    @Test
    void aModelFileThatWasChangedOnDiskIsNotLoaded() throws IOException {
        Path blob =
                dir.resolve("ml/blobs").resolve(twos.digest().substring(0, 2)).resolve(twos.digest());
        endpoint.deploy(ones);
        Files.writeString(blob, "linear 2 9.0");
        assertThatThrownBy(() -> endpoint.deploy(twos))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining(twos.digest());
        assertThat(score()).isEqualTo(3);
        assertThat(endpoint.history()).hasSize(1);
    }

    @Test
    void theHistoryTellsWhatWasServedWhenAndWhy() {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        endpoint.rollback("too many");
        endpoint.undeploy("closed");
        assertThat(endpoint.history())
                .extracting("action")
                .containsExactly(Action.DEPLOY, Action.DEPLOY, Action.ROLLBACK, Action.UNDEPLOY);
        assertThat(endpoint.history()).extracting("number").containsExactly(1, 2, 1, 1);
        assertThat(endpoint.history().get(2).why()).isEqualTo("too many");
    }

    @Test
    void aNewProcessServesWhatWasDeployedWithoutBeingTold() {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        assertThat(score()).isEqualTo(6);
        endpoint.rollback("after the restart");
        assertThat(score()).isEqualTo(3);
    }

    @Test
    void whatAnotherEngineDeploysIsFollowed() throws InterruptedException {
        endpoint.deploy(ones);
        try (Mlops other = Mlops.open(dir.resolve("ml"))) {
            other.deployer().endpoint("scoring").deploy(twos);
        }
        while (score() != 6) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(endpoint.version()).isEqualTo(twos);
    }

    @Test
    void failuresOfTheModelAreCountedAndThoseOfTheCallerAreNot() {
        endpoint.deploy(ones);
        score();
        score();
        assertThatThrownBy(() -> endpoint.predict(row(-1, 1))).isInstanceOf(InferenceFailure.class);
        assertThatThrownBy(() -> endpoint.predict(row(1, 1, 1))).isInstanceOf(InvalidInput.class);
        VersionStats stats = endpoint.stats().versions().get(0);
        assertThat(stats.requests()).isEqualTo(3);
        assertThat(stats.failures()).isEqualTo(1);
        assertThat(stats.meanLatency()).isPositive();
        assertThat(endpoint.stats().requests()).isEqualTo(3);
    }

    @Test
    void switchingVersionsUnderLoadFailsNoRequest() throws Exception {
        endpoint.deploy(ones);
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(callers.submit(() -> {
                int n = 0;
                while (!stop.get()) {
                    float score = score();
                    assertThat(score).isIn(3f, 6f, 9f);
                    n++;
                }
                return n;
            }));
        }
        ModelVersion threes = register("sum", 3);
        ModelVersion[] versions = {ones, twos, threes};
        for (int i = 0; i < 150; i++) {
            endpoint.deploy(versions[i % 3]);
        }
        stop.set(true);
        for (Future<Integer> call : calls) {
            assertThat(call.get()).isPositive();
        }
        callers.shutdown();
        assertThat(LinearRuntime.OPEN.get())
                .as("only the current and the previous version stay loaded")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void anEndpointOfAClosedEngineSaysSo() {
        endpoint.deploy(ones);
        ml.close();
        assertThatThrownBy(this::score).isInstanceOf(NotFound.class).hasMessageContaining("closed");
    }

    @Test
    void thePastDoesNotPredict() {
        endpoint.deploy(ones);
        Endpoint past = ml.asOf(java.time.Instant.now().plus(Duration.ofMinutes(1)))
                .deployer()
                .endpoint("scoring");
        assertThat(past.version()).isEqualTo(ones);
        assertThatThrownBy(() -> past.predict(row(1, 2))).isInstanceOf(AccessDenied.class);
        assertThatThrownBy(() -> past.deploy(twos)).isInstanceOf(AccessDenied.class);
    }

    @Test
    void oneEndpointIsOneObject() {
        assertThat(ml.deployer().endpoint("scoring")).isSameAs(endpoint);
        assertThat(ml.deployer().endpoints()).isEmpty();
        endpoint.deploy(ones);
        assertThat(ml.deployer().endpoints()).containsExactly("scoring");
    }

    @Test
    void idsOfPredictionsAreDistinct() {
        endpoint.deploy(ones);
        List<String> ids = Stream.generate(() -> endpoint.predict(row(1, 2)).id())
                .limit(10_000)
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    private void reopen() {
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
    }

    private void damage(ModelVersion version) throws IOException {
        Files.writeString(
                dir.resolve("ml/blobs")
                        .resolve(version.digest().substring(0, 2))
                        .resolve(version.digest()),
                "linear 2 9.0");
    }

    @Test
    void aVersionThatCannotBeLoadedAnyMoreCanBeReplaced() throws IOException {
        endpoint.deploy(ones);
        reopen();
        damage(ones);
        assertThatThrownBy(this::score).isInstanceOf(IntegrityViolation.class);
        endpoint.deploy(ml.model("sum").version(2));
        assertThat(score()).isEqualTo(6);
    }

    @Test
    void aRollbackToAVersionThatCannotBeLoadedRecordsNothing() throws IOException {
        endpoint.deploy(ones);
        endpoint.deploy(twos);
        reopen();
        damage(ones);
        assertThatThrownBy(() -> endpoint.rollback("too many")).isInstanceOf(IntegrityViolation.class);
        assertThat(endpoint.history()).hasSize(2);
        assertThat(score()).isEqualTo(6);
    }
}
