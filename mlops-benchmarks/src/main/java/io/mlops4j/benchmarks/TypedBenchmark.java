package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Scorer;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One row of thirty columns through a logistic regression behind an endpoint: records of thirty components and of one array, beside tensors. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class TypedBenchmark {
    private static final String[] NAMES = new String[30];

    static {
        for (int i = 0; i < NAMES.length; i++) {
            NAMES[i] = "c" + i;
        }
    }

    private final float[] row = new float[30];
    private final Wide wide =
            new Wide(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private Path file;
    private Mlops ml;
    private Endpoint endpoint;
    private Scorer<Wide, Answer> columns;
    private Scorer<Row, Answer> array;

    /** A component a column. */
    public record Wide(
            double c0,
            double c1,
            double c2,
            double c3,
            double c4,
            double c5,
            double c6,
            double c7,
            double c8,
            double c9,
            double c10,
            double c11,
            double c12,
            double c13,
            double c14,
            double c15,
            double c16,
            double c17,
            double c18,
            double c19,
            double c20,
            double c21,
            double c22,
            double c23,
            double c24,
            double c25,
            double c26,
            double c27,
            double c28,
            double c29) {}

    /** The row as the model takes it. */
    // A benchmark hands the array over, as tensors do.
    @SuppressWarnings("ArrayRecordComponent")
    public record Row(float[] x) {}

    /** What comes out. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(long label, float[] probabilities) {}

    /** Of JMH. */
    public TypedBenchmark() {}

    /** Deploys the model with names for its columns, and without. */
    @Setup
    public void open() throws IOException {
        file = Files.createTempFile("bc_logreg", ".onnx");
        try (InputStream in = Objects.requireNonNull(
                TypedBenchmark.class.getResourceAsStream("/models/bc_logreg.onnx"), "models/bc_logreg.onnx")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        ml = Mlops.builder().inMemory().build();
        endpoint = ml.deployer().endpoint("named");
        endpoint.deploy(ml.model("named").from(file).features(NAMES).register());
        columns = endpoint.as(Wide.class, Answer.class);
        Endpoint plain = ml.deployer().endpoint("plain");
        plain.deploy(ml.model("plain").from(file).register());
        array = plain.as(Row.class, Answer.class);
    }

    /** Frees what was loaded. */
    @TearDown
    public void close() throws IOException {
        ml.close();
        Files.delete(file);
    }

    /** Tensors in and out. */
    @Benchmark
    public float tensors() {
        Prediction prediction = endpoint.predict(Tensors.of("X", Tensor.of(row, 1, 30)));
        return prediction.output("label").longs()[0]
                + prediction.output("probabilities").floats()[1];
    }

    /** A record of thirty components. */
    @Benchmark
    public float thirtyComponents() {
        Answer answer = columns.score(wide);
        return answer.label() + answer.probabilities()[1];
    }

    /** A record of an array. */
    @Benchmark
    public float anArray() {
        Answer answer = array.score(new Row(row));
        return answer.label() + answer.probabilities()[1];
    }
}
