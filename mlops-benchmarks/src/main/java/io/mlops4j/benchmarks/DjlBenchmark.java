package io.mlops4j.benchmarks;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * The work of {@link OnnxBenchmark} by DJL on the same ONNX Runtime. In a class of its own, since DJL wants to be the first in a process to start ONNX
 * Runtime, with pools of threads for all sessions.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class DjlBenchmark {
    /** How many rows a call has. */
    @Param("1")
    public int rows;

    private float[] data;
    private Path file;
    private ZooModel<float[], Float> model;
    private Predictor<float[], Float> predictor;

    /** Of JMH. */
    public DjlBenchmark() {}

    /** Loads the model. */
    @Setup
    public void open() throws IOException, ModelException {
        // It is not to look for models and native libraries elsewhere.
        System.setProperty("ai.djl.offline", "true");
        data = OnnxBenchmark.data(rows);
        file = OnnxBenchmark.model();
        model = Criteria.builder()
                .setTypes(float[].class, Float.class)
                .optEngine("OnnxRuntime")
                .optModelPath(file)
                .optOption("intraOpNumThreads", "1")
                .optOption("interOpNumThreads", "1")
                .optTranslator(new RowsTranslator())
                .build()
                .loadModel();
        predictor = model.newPredictor();
    }

    /** Frees what was loaded. */
    @TearDown
    public void close() throws IOException {
        predictor.close();
        model.close();
        Files.delete(file);
    }

    /** DJL's predictor with a translator that makes one array of the row and reads both outputs; no batching. */
    @Benchmark
    public float djl() throws TranslateException {
        return predictor.predict(data);
    }

    private static final class RowsTranslator implements NoBatchifyTranslator<float[], Float> {
        @Override
        public NDList processInput(TranslatorContext context, float[] data) {
            Shape shape = new Shape(data.length / OnnxBenchmark.COLUMNS, OnnxBenchmark.COLUMNS);
            return new NDList(context.getNDManager().create(data, shape));
        }

        @Override
        public Float processOutput(TranslatorContext context, NDList outputs) {
            return outputs.get(0).toLongArray()[0] + outputs.get(1).toFloatArray()[1];
        }
    }
}
