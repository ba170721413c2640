package io.mlops4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlops4j.Mlops;
import io.mlops4j.onnx.OnnxRuntime;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.spi.CancellationSignal;
import io.mlops4j.spi.LoadOptions;
import io.mlops4j.spi.LoadedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * One row, or so many, of thirty columns through a logistic regression: what a call of {@link LoadedModel} and of {@link Endpoint} costs beside ONNX Runtime's binding, as it is mostly used
 * and as it is at best, and beside DJL ({@link DjlBenchmark}). Every variant gives label and probabilities, with the same threads and without spinning. {@code
 * serving-ratios.sh} prints the ratios.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class OnnxBenchmark {
    static final int COLUMNS = 30;

    /** How many rows a call has. */
    @Param("1")
    public int rows;

    private float[] data;
    private float[][] arrays;

    private Path file;
    private OrtEnvironment environment;
    private OrtSession.SessionOptions options;
    private OrtSession session;
    private FloatBuffer input;
    private Map<String, OnnxTensor> inputs;
    private LongBuffer label;
    private FloatBuffer probabilities;
    private Map<String, OnnxTensor> outputs;
    private LoadedModel model;
    private Mlops ml;
    private Endpoint endpoint;

    /** Of JMH. */
    public OnnxBenchmark() {}

    /** Loads the model three times: bare, by the library, and behind an endpoint. */
    @Setup
    public void open() throws IOException, OrtException {
        data = data(rows);
        arrays = new float[rows][];
        Arrays.setAll(arrays, i -> Arrays.copyOfRange(data, i * COLUMNS, (i + 1) * COLUMNS));
        file = model();
        model = new OnnxRuntime().load(file, LoadOptions.defaults());
        ml = Mlops.builder().inMemory().build();
        endpoint = ml.deployer().endpoint("benchmark");
        endpoint.deploy(ml.model("bc_logreg").from(file).register());

        environment = OrtEnvironment.getEnvironment();
        options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        session = environment.createSession(file.toString(), options);

        input = direct(rows * COLUMNS * Float.BYTES).asFloatBuffer();
        inputs = Map.of("X", OnnxTensor.createTensor(environment, input, new long[] {rows, COLUMNS}));
        label = direct(rows * Long.BYTES).asLongBuffer();
        probabilities = direct(rows * 2 * Float.BYTES).asFloatBuffer();
        outputs = Map.of(
                "label", OnnxTensor.createTensor(environment, label, new long[] {rows}),
                "probabilities", OnnxTensor.createTensor(environment, probabilities, new long[] {rows, 2}));
    }

    /** The rows that go through the model, one after another. */
    static float[] data(int rows) {
        Random random = new Random(1);
        float[] data = new float[rows * COLUMNS];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextFloat() * 10;
        }
        return data;
    }

    /** The model in a file of its own. */
    static Path model() throws IOException {
        Path file = Files.createTempFile("bc_logreg", ".onnx");
        try (InputStream in = Objects.requireNonNull(
                OnnxBenchmark.class.getResourceAsStream("/models/bc_logreg.onnx"), "models/bc_logreg.onnx")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** Frees what was loaded. */
    @TearDown
    public void close() throws IOException, OrtException {
        ml.close();
        model.close();
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
        options.close();
        Files.delete(file);
    }

    /** The binding as its documentation shows it: arrays of arrays in and out. */
    @Benchmark
    public float plain() throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, arrays);
                OrtSession.Result result = session.run(Map.of("X", tensor))) {
            long[] labels = (long[]) result.get(0).getValue();
            float[][] given = (float[][]) result.get(1).getValue();
            return labels[0] + given[0][1];
        }
    }

    /** The binding at its best, for one thread: one input tensor and its outputs, used again and again. */
    @Benchmark
    public float tuned() throws OrtException {
        input.put(0, data);
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            return label.get(0) + probabilities.get(1) + result.size();
        }
    }

    /** The library's model with a signal that can stop the run. */
    @Benchmark
    public float stoppable() {
        Tensors result = model.run(Tensors.of("X", Tensor.of(data, rows, COLUMNS)), new CancellationSignal());
        return result.tensor("label").longs()[0]
                + result.tensor("probabilities").floats()[1];
    }

    /** An endpoint: routing, the lease, the meters, and the model behind it. */
    @Benchmark
    public float endpoint() {
        Prediction result = endpoint.predict(Tensors.of("X", Tensor.of(data, rows, COLUMNS)));
        return result.output("label").longs()[0]
                + result.output("probabilities").floats()[1];
    }

    /** The library's model alone, for any number of threads. */
    @Benchmark
    public float library() {
        Tensors result = model.run(Tensors.of("X", Tensor.of(data, rows, COLUMNS)));
        return result.tensor("label").longs()[0]
                + result.tensor("probabilities").floats()[1];
    }
}
