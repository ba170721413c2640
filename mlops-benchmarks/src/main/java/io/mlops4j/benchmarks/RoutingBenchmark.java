package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Limits;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One row through an endpoint, bare and with what can be switched on: the median of the times, beside that of the bare one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class RoutingBenchmark {
    private static final int COLUMNS = 30;

    /** What is switched on. */
    @Param({"bare", "canary", "labelled", "shadow", "split", "keyed", "limited", "monitored"})
    String on;

    private Mlops ml;
    private Endpoint endpoint;
    private Tensors inputs;
    private PredictOptions options;

    /** Of JMH. */
    public RoutingBenchmark() {}

    /** Deploys a model and switches on what is asked for; the canary is as good as the champion and stays in its first step. */
    @Setup
    public void open() throws IOException {
        Path file = Files.createTempFile("bc_logreg", ".onnx");
        try (InputStream in = Objects.requireNonNull(
                RoutingBenchmark.class.getResourceAsStream("/models/bc_logreg.onnx"), "models/bc_logreg.onnx")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Random random = new Random(1);
        float[] row = new float[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            row[i] = random.nextFloat() * 10;
        }
        inputs = Tensors.of("X", Tensor.of(row, 1, COLUMNS));
        options = on.equals("keyed") ? PredictOptions.defaults().key("customer-42") : PredictOptions.defaults();
        ml = Mlops.builder().inMemory().build();
        endpoint = ml.deployer().endpoint("benchmark");
        ModelVersion one = ml.model("bc").from(file).features(names()).register();
        ModelVersion other = ml.model("bc").from(file).register();
        endpoint.deploy(one);
        switch (on) {
            case "monitored" -> monitor(random);
            case "canary", "keyed" -> canary(other, Guard.errorRate().atMostWorseBy(0.01));
            case "labelled" -> canary(other, Guard.metric("accuracy").atMostWorseBy(0.01));
            case "shadow" -> endpoint.shadow(other).sample(0.1).start();
            case "split" -> endpoint.split(Map.of(one, 0.5, other, 0.5));
            case "limited" -> endpoint.limits(Limits.adaptive());
            default -> {
                // Bare.
            }
        }
        Files.delete(file);
    }

    private static String[] names() {
        return IntStream.range(0, COLUMNS).mapToObj(c -> "c" + c).toArray(String[]::new);
    }

    /** Watches all 30 columns, and what is answered. */
    private void monitor(Random random) {
        Table.Builder table = Table.builder();
        for (String name : names()) {
            table.doubles(name, random.doubles(20_000).map(x -> 10 * x).toArray());
        }
        ml.monitor("benchmark").on(endpoint).reference(table.build()).start();
    }

    private void canary(ModelVersion version, Guard guard) {
        endpoint.canary(version)
                .steps(0.1)
                .holdEach(Duration.ofHours(1))
                .guard(guard)
                .start();
    }

    /** Frees it. */
    @TearDown
    public void close() {
        ml.close();
    }

    /** One prediction. */
    @Benchmark
    public Prediction predict() {
        return endpoint.predict(inputs, options);
    }
}
