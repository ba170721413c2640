package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.Overloaded;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Retry;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryTest {
    private static final PredictOptions TWICE_MORE = PredictOptions.defaults().retries(2);

    @TempDir
    Path dir;

    private final LongAdder metered = new LongAdder();
    private Mlops ml;
    private Endpoint endpoint;

    @BeforeEach
    void open() {
        Meters meters = new Meters() {
            @Override
            public void count(String name, Map<String, String> tags, long amount) {
                if (name.equals("mlops4j.endpoint.retries") && "scoring".equals(tags.get("endpoint"))) {
                    metered.add(amount);
                }
            }

            @Override
            public void time(String name, Map<String, String> tags, long nanos) {}

            @Override
            public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {}
        };
        ml = Mlops.builder().directory(dir.resolve("ml")).meters(meters).build();
        endpoint = ml.deployer().endpoint("scoring");
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private void deploy(String behaviour, double value) {
        LinearRuntime.PACED.set(false);
        try {
            endpoint.deploy(ml.model("sum")
                    .from(LinearRuntime.write(dir.resolve(behaviour + ".linear"), 2, 1, behaviour, value))
                    .register());
        } finally {
            LinearRuntime.PACED.set(true);
        }
    }

    /** The model's first run is that of the deployment, on zeros. */
    private void deployFailing(int times) {
        deploy("flaky", 1 + times);
    }

    @Test
    void aRequestIsTriedOnceUnlessItAsksForMore() {
        deployFailing(1);
        assertThatThrownBy(() -> endpoint.predict(row(1, 2))).isInstanceOf(InferenceFailure.class);
        assertThat(endpoint.stats().retries()).isZero();
        assertThat(endpoint.stats().requests()).isEqualTo(1);
    }

    @Test
    void aModelThatFailsNowAndThenIsAskedAgain() {
        deployFailing(2);
        assertThat(endpoint.predict(row(1, 2), TWICE_MORE).output("score").floats())
                .containsExactly(3);
        assertThat(endpoint.stats().retries()).isEqualTo(2);
        assertThat(metered.sum()).isEqualTo(2);
        assertThat(endpoint.stats().failures()).isEqualTo(2);
    }

    @Test
    void theLastFailureReachesTheCaller() {
        deployFailing(3);
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), TWICE_MORE)).isInstanceOf(InferenceFailure.class);
        assertThat(endpoint.stats().requests()).isEqualTo(3);
    }

    @Test
    void inputsThatDoNotFitAreNotTriedAgain() {
        deployFailing(0);
        assertThatThrownBy(() -> endpoint.predict(row(1, 2, 3), TWICE_MORE)).isInstanceOf(InvalidInput.class);
        assertThat(endpoint.stats().retries()).isZero();
    }

    @Test
    void aFallbackAnswersAfterTheLastTry() {
        deployFailing(2);
        endpoint.fallback(Fallback.constant(Tensors.of("score", Tensor.of(new float[] {0}, 1))));
        assertThat(endpoint.predict(row(1, 2), TWICE_MORE).fellBack()).isFalse();
        Prediction hopeless = endpoint.predict(row(-1, 2), TWICE_MORE);
        assertThat(hopeless.fellBack()).isTrue();
        assertThat(endpoint.stats().retries()).isEqualTo(4);
        assertThat(endpoint.stats().versions().get(0).fallbacks()).isEqualTo(1);
    }

    @Test
    void aPauseThatTheDeadlineDoesNotAllowIsNotBegun() {
        deployFailing(1);
        PredictOptions patient = PredictOptions.defaults()
                .timeout(Duration.ofSeconds(5))
                .retries(Retry.of(5).backoff(Duration.ofSeconds(20)));
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), patient)).isInstanceOf(InferenceFailure.class);
        assertThat(endpoint.stats().retries()).isZero();
    }

    @Test
    void triesEndWithTheDeadline() {
        deployFailing(1_000);
        PredictOptions short_ = PredictOptions.defaults()
                .timeout(Duration.ofMillis(40))
                .retries(Retry.of(100).backoff(Duration.ofMillis(10)));
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), short_))
                .isInstanceOfAny(InferenceFailure.class, io.mlops4j.Timeout.class);
        assertThat(endpoint.stats().retries()).isLessThan(8);
    }

    @Test
    void aTryThatTakesTooLongIsStoppedAndTriedAgain() {
        deploy("slow", 30_000);
        int before = LinearRuntime.CANCELLED.get();
        PredictOptions short_ = PredictOptions.defaults().retries(Retry.of(1).eachWithin(Duration.ofMillis(20)));
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), short_))
                .isInstanceOf(io.mlops4j.Timeout.class)
                .hasMessageContaining("A try at endpoint 'scoring'");
        assertThat(LinearRuntime.CANCELLED.get() - before).isEqualTo(2);
        assertThat(endpoint.stats().retries()).isEqualTo(1);
        endpoint.fallback(Fallback.constant(Tensors.of("score", Tensor.of(new float[] {0}, 1))));
        assertThat(endpoint.predict(row(1, 2), short_).fellBack()).isTrue();
    }

    @Test
    void cancellingTheFutureEndsThePauses() {
        deployFailing(1_000);
        CompletableFuture<Prediction> answer = endpoint.predictAsync(
                row(1, 2), PredictOptions.defaults().retries(Retry.of(100).backoff(Duration.ofSeconds(10))));
        while (endpoint.stats().requests() == 0) {
            Thread.onSpinWait();
        }
        answer.cancel(true);
        // Closing waits for what is under way; with the pause it would take seconds, and be cut short by the test's
        // time.
        ml.close();
        assertThat(endpoint.stats().retries()).isZero();
    }

    @Test
    void aFullEndpointIsAskedAgain() throws Exception {
        deploy("slow", 150);
        endpoint.limits(Limits.fixed(1));
        CompletableFuture<Prediction> first = endpoint.predictAsync(row(1, 2));
        while (endpoint.stats().inFlight() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> endpoint.predict(row(1, 2), TWICE_MORE)).isInstanceOf(Overloaded.class);
        PredictOptions patient = PredictOptions.defaults().retries(Retry.of(100).backoff(Duration.ofMillis(5)));
        assertThat(endpoint.predict(row(1, 2), patient).output("score").floats())
                .containsExactly(3);
        first.get();
        assertThat(endpoint.stats().retries()).isGreaterThan(2);
    }

    @Test
    void anEmbeddedModelRefusesRetries() {
        Path file = LinearRuntime.write(dir.resolve("embedded.linear"), 2, 1);
        try (var model = Scorer.of(file)) {
            assertThatThrownBy(() -> model.score(row(1, 2), TWICE_MORE))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("call it again");
        }
    }

    @Test
    void whatIsNoRetryIsRefused() {
        List.<Runnable>of(
                        () -> Retry.of(-1),
                        () -> Retry.of(101),
                        () -> Retry.of(1).backoff(Duration.ofNanos(-1)),
                        () -> Retry.of(1).eachWithin(Duration.ofNanos(-1)))
                .forEach(wrong -> assertThatThrownBy(wrong::run).isInstanceOf(InvalidInput.class));
    }
}
