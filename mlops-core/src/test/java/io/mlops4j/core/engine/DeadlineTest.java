package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.Mlops;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.DeployOptions;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DeadlineTest {
    /** A model that would take this long hangs, as far as these tests are concerned. */
    private static final double HANGING_MILLIS = 1e7;

    private static final PredictOptions SHORT = PredictOptions.defaults().timeout(Duration.ofMillis(20));

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion quick;

    @BeforeEach
    void open() {
        LinearRuntime.CANCELLED.set(0);
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        quick = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("quick.linear"), 2, 1))
                .register();
    }

    private ModelVersion slow(double millis) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("slow.linear"), 2, 1, "slow", millis))
                .register();
    }

    /** Warmed up with nothing: an input that does not fit is refused before the model waits. */
    private void deployHanging() {
        endpoint.deploy(quick);
        LinearRuntime.PACED.set(false);
        endpoint.deploy(slow(HANGING_MILLIS));
        LinearRuntime.PACED.set(true);
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    @Test
    void aRequestWithinItsDeadlineIsAnswered() {
        endpoint.deploy(quick);
        assertThat(endpoint.predict(row(1, 2), PredictOptions.defaults().timeout(Duration.ofMinutes(1)))
                        .output("score")
                        .floats())
                .containsExactly(3);
    }

    @Test
    void aCallerIsFreedAtItsDeadlineAndTheWorkIsStopped() {
        deployHanging();
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), SHORT))
                .isInstanceOf(io.mlops4j.Timeout.class)
                .hasMessageContaining("scoring")
                .hasMessageContaining("PT0.02S");
        while (LinearRuntime.CANCELLED.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(endpoint.stats().failures()).isEqualTo(1);
    }

    @Test
    void aRequestThatIsTooLateCanFallBackToThePreviousVersion() {
        deployHanging();
        endpoint.fallback(Fallback.previousVersion());
        Prediction prediction = endpoint.predict(row(1, 2), SHORT);
        assertThat(prediction.version()).isEqualTo(quick);
        assertThat(prediction.fellBack()).isTrue();
    }

    @Test
    void aFailureCanFallBackToAConstant() {
        endpoint.deploy(quick);
        Tensors constant = Tensors.of("score", Tensor.of(new float[] {42}, 1));
        endpoint.fallback(Fallback.constant(constant));
        assertThat(endpoint.predict(row(-1, 2)).outputs()).isEqualTo(constant);
        assertThat(endpoint.predict(row(1, 2)).fellBack()).isFalse();
    }

    @Test
    void aFailureCanFallBackToARuleOfThumb() {
        endpoint.deploy(quick);
        endpoint.fallback(Fallback.of(inputs -> Tensors.of("score", Tensor.of(new float[] {inputs.size()}, 1))));
        assertThat(endpoint.predict(row(-1, 2)).output("score").floats()).containsExactly(1);
    }

    @Test
    void withoutAFallbackAFailureReachesTheCaller() {
        endpoint.deploy(quick);
        endpoint.fallback(Fallback.previousVersion());
        assertThatThrownBy(() -> endpoint.predict(row(-1, 2))).isInstanceOf(InferenceFailure.class);
    }

    @Test
    void anAsynchronousRequestIsAnswered() throws Exception {
        endpoint.deploy(quick);
        List<CompletableFuture<Prediction>> answers = java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> endpoint.predictAsync(row(i, 0)))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get().output("score").floats()).containsExactly(i);
        }
    }

    @Test
    void aFailureOfAnAsynchronousRequestIsItsOwn() {
        endpoint.deploy(quick);
        CompletableFuture<Prediction> bad = endpoint.predictAsync(row(-1, 0));
        assertThatThrownBy(bad::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(InferenceFailure.class);
    }

    @Test
    void cancellingAnAsynchronousRequestStopsTheWork() {
        deployHanging();
        CompletableFuture<Prediction> answer = endpoint.predictAsync(row(1, 2));
        while (LinearRuntime.RUNNING.get() == 0) {
            Thread.onSpinWait();
        }
        assertThat(answer.cancel(true)).isTrue();
        while (LinearRuntime.CANCELLED.get() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(answer::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void anAsynchronousRequestHasADeadlineToo() {
        deployHanging();
        CompletableFuture<Prediction> answer = endpoint.predictAsync(row(1, 2), SHORT);
        assertThatThrownBy(answer::get).hasCauseInstanceOf(io.mlops4j.Timeout.class);
    }

    @Test
    void aTimeoutMustBeMoreThanNoTime() {
        assertThatThrownBy(() -> PredictOptions.defaults().timeout(Duration.ZERO))
                .hasMessageContaining("PT0S");
    }

    @Test
    void aVersionThatFailsOnRealInputsIsNotDeployed() {
        endpoint.deploy(quick);
        ModelVersion failing = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("failing.linear"), 2, 1, "failing", 5))
                .register();
        DeployOptions options = DeployOptions.defaults().warmUp(List.of(row(1, 2), row(9, 9)));
        assertThatThrownBy(() -> endpoint.deploy(failing, options)).isInstanceOf(InferenceFailure.class);
        assertThat(endpoint.version()).isEqualTo(quick);
    }

    @Test
    void anotherSignatureIsDeployedIfThatIsAccepted() {
        endpoint.deploy(quick);
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 3, 1))
                .register();
        endpoint.deploy(wide, DeployOptions.defaults().acceptIncompatible());
        assertThat(endpoint.predict(row(1, 2, 3)).output("score").floats()).containsExactly(6);
    }
}
