package io.mlops4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.Mlops;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/**
 * A table of thirty columns in memory, to its predictions by a logistic regression: a batch of an endpoint beside ONNX Runtime's binding with reused direct
 * inputs and pinned outputs, on its own threads and on as many of the caller's as there are processors. All of them read the same columns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class BatchBenchmark {
    private static final int COLUMNS = 30;

    /** The rows of the table: a batch loads the model for itself, which takes some 2 ms whatever it has to do. */
    @Param({"100000", "1000000"})
    public int rows;

    /** How many rows go to the model at once. */
    @Param({"256", "1024", "4096"})
    public int rowsPerCall;

    private double[][] columns;

    private Path file;
    private Table table;
    private Mlops ml;
    private Endpoint endpoint;
    private OrtEnvironment environment;
    private OrtSession.SessionOptions ownThreads;
    private OrtSession.SessionOptions oneThread;
    private OrtSession parallel;
    private OrtSession sequential;
    private ExecutorService threads;

    /** Of JMH. */
    public BatchBenchmark() {}

    /** Makes the table, and loads the model. */
    @Setup
    public void open() throws IOException, OrtException {
        Random random = new Random(1);
        columns = new double[COLUMNS][rows];
        Table.Builder builder = Table.builder();
        for (int column = 0; column < COLUMNS; column++) {
            for (int row = 0; row < rows; row++) {
                columns[column][row] = random.nextDouble() * 10;
            }
            builder.doubles("c" + column, columns[column]);
        }
        table = builder.build();
        file = Files.createTempFile("bc_logreg", ".onnx");
        try (InputStream in = Objects.requireNonNull(
                BatchBenchmark.class.getResourceAsStream("/models/bc_logreg.onnx"), "models/bc_logreg.onnx")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        ml = Mlops.builder().inMemory().build();
        endpoint = ml.deployer().endpoint("benchmark");
        endpoint.deploy(ml.model("bc_logreg")
                .from(file)
                .features(IntStream.range(0, COLUMNS).mapToObj(i -> "c" + i).toArray(String[]::new))
                .register());
        environment = OrtEnvironment.getEnvironment();
        ownThreads = new OrtSession.SessionOptions();
        parallel = environment.createSession(file.toString(), ownThreads);
        oneThread = new OrtSession.SessionOptions();
        oneThread.setIntraOpNumThreads(1);
        sequential = environment.createSession(file.toString(), oneThread);
        threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    }

    /** Frees what was loaded. */
    @TearDown
    public void close() throws IOException, OrtException {
        threads.shutdown();
        ml.close();
        parallel.close();
        sequential.close();
        ownThreads.close();
        oneThread.close();
        Files.delete(file);
    }

    /** A batch of an endpoint, to a function. */
    @Benchmark
    public double batch() {
        double[] sum = new double[1];
        endpoint.batch(table)
                .rowsPerCall(rowsPerCall)
                .output((row, outputs) ->
                        sum[0] += outputs.tensor("probabilities").floats()[1])
                .run();
        return sum[0];
    }

    /** The binding, which splits an operator over threads of its own. */
    @Benchmark
    public double raw() throws OrtException {
        return predict(parallel, 0, rows);
    }

    /** The binding, called by as many threads as there are processors, each for its part of the rows. */
    @Benchmark
    public double rawThreads() throws InterruptedException, ExecutionException {
        int count = Runtime.getRuntime().availableProcessors();
        List<Future<Double>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) rows * i / count);
            int to = (int) ((long) rows * (i + 1) / count);
            parts.add(threads.submit(() -> predict(sequential, from, to)));
        }
        double sum = 0;
        for (Future<Double> part : parts) {
            sum += part.get();
        }
        return sum;
    }

    private double predict(OrtSession session, int from, int to) throws OrtException {
        FloatBuffer input = direct(rowsPerCall * COLUMNS * Float.BYTES).asFloatBuffer();
        FloatBuffer probabilities = direct(rowsPerCall * 2 * Float.BYTES).asFloatBuffer();
        float[] values = new float[rowsPerCall * COLUMNS];
        double sum = 0;
        for (int start = from; start < to; start += rowsPerCall) {
            int count = Math.min(rowsPerCall, to - start);
            for (int column = 0; column < COLUMNS; column++) {
                double[] cells = columns[column];
                for (int row = 0; row < count; row++) {
                    values[row * COLUMNS + column] = (float) cells[start + row];
                }
            }
            input.clear().put(values, 0, count * COLUMNS).flip();
            probabilities.clear().limit(count * 2);
            try (OnnxTensor x = OnnxTensor.createTensor(environment, input, new long[] {count, COLUMNS});
                    OnnxTensor p = OnnxTensor.createTensor(environment, probabilities, new long[] {count, 2});
                    OnnxTensor label = OnnxTensor.createTensor(
                            environment, direct(count * Long.BYTES).asLongBuffer(), new long[] {count});
                    OrtSession.Result result =
                            session.run(Map.of("X", x), Map.of("label", label, "probabilities", p))) {
                sum += probabilities.get(1) + result.size();
            }
        }
        return sum;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
