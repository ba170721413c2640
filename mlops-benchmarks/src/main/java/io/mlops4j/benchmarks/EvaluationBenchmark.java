package io.mlops4j.benchmarks;

import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.IntervalMethod;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Metrics of two classes, one at a time and all at once, and the bootstrap of the area under the ROC curve. {@code evaluation-beside-sklearn.sh}
 * runs it beside scikit-learn on the same arrays and prints the ratios.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class EvaluationBenchmark {
    private static final int BOOTSTRAP_ROWS = 100_000;

    /** How many rows. */
    @Param({"1000000", "10000000"})
    public int rows;

    /** A directory with {@code labels.bin}, 32-bit integers, and {@code scores.bin}, 64-bit numbers, little-endian; empty to make them up. */
    @Param("")
    public String arrays;

    private int[] labels;
    private double[] scores;

    /** Of JMH. */
    public EvaluationBenchmark() {}

    /** Reads or makes the arrays. */
    @Setup(Level.Trial)
    public void prepare() throws IOException {
        labels = new int[rows];
        scores = new double[rows];
        if (arrays.isEmpty()) {
            Random random = new Random(1);
            for (int i = 0; i < rows; i++) {
                labels[i] = random.nextInt(10) < 3 ? 1 : 0;
                scores[i] = 1 / (1 + Math.exp(-(random.nextGaussian() + labels[i])));
            }
        } else {
            bytes("labels.bin", Integer.BYTES).asIntBuffer().get(labels);
            bytes("scores.bin", Double.BYTES).asDoubleBuffer().get(scores);
        }
    }

    private ByteBuffer bytes(String file, int size) throws IOException {
        byte[] all = Files.readAllBytes(Path.of(arrays, file));
        if (all.length < (long) rows * size) {
            throw new IOException(file + " has fewer than " + rows + " numbers.");
        }
        return ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Evaluation only(String... metrics) {
        return Evaluator.binary().only(metrics).evaluate(labels, scores);
    }

    /** The area under the ROC curve, with DeLong's interval, which comes with it. */
    @Benchmark
    public Evaluation rocAuc() {
        return only("roc_auc");
    }

    /** The average precision. */
    @Benchmark
    public Evaluation averagePrecision() {
        return only("average_precision");
    }

    /** The logarithmic loss. */
    @Benchmark
    public Evaluation logLoss() {
        return only("log_loss");
    }

    /** The confusion table, as the rates that come from it, with Wilson's intervals. */
    @Benchmark
    public Evaluation confusion() {
        return only("accuracy", "precision", "recall", "specificity");
    }

    /** All metrics, the cheap intervals and the figures of a report. */
    @Benchmark
    public Evaluation everything() {
        return Evaluator.binary().evaluate(labels, scores);
    }

    /** A thousand resamples of the first 100 000 rows, for the interval of the area under the ROC curve. */
    @Benchmark
    public Evaluation bootstrap() {
        BinaryEvaluator evaluator = Evaluator.binary()
                .only("roc_auc")
                .intervals(IntervalMethod.BOOTSTRAP)
                .resamples(1000);
        return evaluator.evaluate(Arrays.copyOf(labels, BOOTSTRAP_ROWS), Arrays.copyOf(scores, BOOTSTRAP_ROWS));
    }
}
