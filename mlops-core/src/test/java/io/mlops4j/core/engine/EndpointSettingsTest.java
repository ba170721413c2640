package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.Overloaded;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.Window;
import io.mlops4j.serving.Batching;
import io.mlops4j.serving.Breaker;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.EndpointStats;
import io.mlops4j.serving.Fallback;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Shadow;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.Meters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EndpointSettingsTest {
    @TempDir
    Path dir;

    private final Counting meters = new Counting();
    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion quick;

    /** Keeps what it is told. */
    private static final class Counting implements Meters {
        private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
        private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

        @Override
        public void count(String name, Map<String, String> tags, long amount) {
            counts.computeIfAbsent(name + " " + tags.get("outcome"), n -> new LongAdder())
                    .add(amount);
        }

        @Override
        public void time(String name, Map<String, String> tags, long nanos) {
            count(name, tags, 1);
        }

        @Override
        public void gauge(String name, Map<String, String> tags, DoubleSupplier value) {
            gauges.put(name, value);
        }

        @Override
        public void removeGauge(String name, Map<String, String> tags) {
            gauges.remove(name);
        }
    }

    @BeforeEach
    void open() {
        ml = Mlops.builder().directory(dir.resolve("ml")).meters(meters).build();
        endpoint = ml.deployer().endpoint("scoring");
        quick = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("quick.linear"), 2, 1))
                .register();
        endpoint.deploy(quick);
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    @Test
    void quantilesOfTheLatencyStandBesideTheCounts() {
        for (int i = 0; i < 100; i++) {
            endpoint.predict(row(1, 2));
        }
        EndpointStats.VersionStats stats = endpoint.stats().versions().get(0);
        assertThat(stats.requests()).isEqualTo(100);
        assertThat(stats.latency().p50()).isPositive();
        assertThat(stats.latency().p99()).isGreaterThanOrEqualTo(stats.latency().p50());
        assertThat(stats.latency().max()).isGreaterThanOrEqualTo(stats.latency().p99());
    }

    @Test
    void metersAreToldOfEveryOutcome() {
        endpoint.fallback(Fallback.constant(Tensors.of("score", Tensor.of(new float[] {0}, 1))));
        endpoint.predict(row(1, 2));
        endpoint.predict(row(-1, 2));
        endpoint.limits(Limits.fixed(3));
        assertThat(meters.counts.get("mlops4j.predictions answered").sum()).isEqualTo(1);
        assertThat(meters.counts.get("mlops4j.predictions failed").sum()).isEqualTo(1);
        assertThat(meters.counts.get("mlops4j.predictions.fallbacks fallback").sum())
                .isEqualTo(1);
        assertThat(meters.gauges.get("mlops4j.endpoint.limit").getAsDouble()).isEqualTo(3);
        assertThat(endpoint.stats().versions().get(0).fallbacks()).isEqualTo(1);
    }

    @Test
    void moreThanTheLimitsAllowIsTurnedAway() throws Exception {
        ModelVersion slow = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("slow.linear"), 2, 1, "slow", 200))
                .register();
        endpoint.deploy(slow);
        endpoint.limits(Limits.fixed(1));
        CompletableFuture<?> first = endpoint.predictAsync(row(1, 2));
        while (endpoint.stats().inFlight() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> endpoint.predict(row(1, 2))).isInstanceOf(Overloaded.class);
        assertThat(endpoint.health().reasons()).isNotEmpty();
        first.get();
        assertThat(endpoint.stats().rejected()).isEqualTo(1);
        endpoint.limits(Limits.none());
        assertThat(endpoint.stats().limit()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aVersionThatKeepsFailingIsTurnedOffAndTheFallbackAnswers() {
        endpoint.breaker(Breaker.defaults().window(10).pause(Duration.ofHours(1)));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> endpoint.predict(row(-1, 2))).isInstanceOf(InferenceFailure.class);
        }
        assertThatThrownBy(() -> endpoint.predict(row(1, 2))).hasMessageContaining("turned off");
        assertThat(endpoint.health().ready()).isFalse();
        endpoint.fallback(Fallback.of(inputs -> Tensors.of("score", Tensor.of(new float[] {7}, 1))));
        assertThat(endpoint.predict(row(1, 2)).output("score").floats()).containsExactly(7);
    }

    @Test
    void requestsThatAreRunTogetherGetTheirOwnAnswers() throws Exception {
        endpoint.batching(Batching.of(8));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> callers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int own = t;
            callers.add(threads.submit(() -> {
                boolean right = true;
                for (int i = 0; i < 500; i++) {
                    right &= endpoint.predict(row(own, i)).output("score").floats()[0] == own + i;
                }
                return right;
            }));
        }
        for (Future<Boolean> caller : callers) {
            assertThat(caller.get()).isTrue();
        }
        threads.shutdown();
    }

    @Test
    void aModelOfAFixedNumberOfRowsTakesFewerWhereBatchesArePadded() {
        Endpoint fixed = ml.deployer().endpoint("fixed");
        fixed.deploy(ml.model("four")
                .from(LinearRuntime.write(dir.resolve("four.linear"), 2, 1, "rows", 4))
                .register());
        assertThatThrownBy(() -> fixed.predict(row(1, 2))).isInstanceOf(InvalidInput.class);
        fixed.batching(Batching.of(8).padded());
        assertThat(fixed.predict(row(1, 2)).output("score").floats()).containsExactly(3);
        PredictOptions some = PredictOptions.defaults().outputs("score");
        assertThat(fixed.predict(row(1, 2), some).output("score").floats()).containsExactly(3);
        assertThatThrownBy(() -> fixed.predict(row(1, 2), some.outputs("scor")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no output 'scor'");
        assertThatThrownBy(() -> fixed.predict(Tensors.of("X", Tensor.of(new float[10], 5, 2))))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void functionsStandBeforeAndAfterTheModel() {
        endpoint.preprocess(inputs ->
                Tensors.of("X", Tensor.of(new float[] {inputs.tensor("X").floats()[0], 10}, 1, 2)));
        endpoint.postprocess(outputs -> outputs.and(
                "decision", Tensor.of(new boolean[] {outputs.tensor("score").floats()[0] > 11}, 1)));
        assertThat(endpoint.predict(row(2, 0)).output("decision").booleans()).containsExactly(true);
        assertThat(endpoint.predict(row(1, 0)).output("score").floats()).containsExactly(11);
    }

    @Test
    void aShadowIsComparedBeforeThePostprocessing() {
        ModelVersion same = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("same.linear"), 2, 1.0))
                .register();
        endpoint.postprocess(outputs -> Tensors.of("score", Tensor.of(new float[] {-1}, 1)));
        Shadow shadow = endpoint.shadow(same).start();
        endpoint.predict(row(1, 2));
        assertThat(shadow.flush(Duration.ofSeconds(20))).isTrue();
        assertThat(shadow.report().mismatches()).isZero();
        assertThat(shadow.report().compared()).isEqualTo(1);
    }

    @Test
    void anEndpointThatServesNothingIsAliveAndNotReady() {
        Endpoint empty = ml.deployer().endpoint("empty");
        assertThat(empty.health().live()).isTrue();
        assertThat(empty.health().ready()).isFalse();
        assertThat(empty.health().reasons()).singleElement().asString().contains("serves nothing");
        assertThat(endpoint.health().ready()).isTrue();
    }

    @Test
    void gaugesOfAnEndpointEndWithItsLimits() {
        endpoint.limits(Limits.fixed(4));
        assertThat(meters.gauges).containsKeys("mlops4j.endpoint.queued", "mlops4j.endpoint.limit");
        endpoint.limits(Limits.none());
        assertThat(meters.gauges).isEmpty();
    }

    @Test
    void gaugesOfAnEndpointAndOfAMonitorEndWithTheEngine() {
        endpoint.limits(Limits.fixed(4));
        Monitor monitor = ml.monitor("m")
                .reference(Table.builder()
                        .doubles("x", IntStream.range(0, 1_000).asDoubleStream().toArray())
                        .build())
                .window(Window.ofCount(500))
                .start();
        for (int i = 0; i < 500; i++) {
            monitor.observe(Map.of("x", (double) i));
        }
        monitor.flush();
        assertThat(meters.gauges).containsKeys("mlops4j.monitor.effect", "mlops4j.endpoint.limit");
        ml.close();
        assertThat(meters.gauges).isEmpty();
    }
}
