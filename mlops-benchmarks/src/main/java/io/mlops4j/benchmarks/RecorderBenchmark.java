package io.mlops4j.benchmarks;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.tdunning.math.stats.TDigest;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.record.StreamRecorder;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to keep one value of a request, in nanoseconds: the monitor's recorder over 64 bins with guards, missing values and moments, beside sketches of the same values. A request has 30
 * columns, each with a sketch of its own. The peers are not thread-safe, but for the counters a bin.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class RecorderBenchmark {
    private static final int COLUMNS = 30;
    private static final int ROWS = 4_096;
    private static final int BINS = 64;

    /** Of JMH. */
    public RecorderBenchmark() {}

    /** The values, for each thread in an order of its own. */
    @State(Scope.Thread)
    public static class Requests {
        private float[] values;
        private int next;

        /** Of JMH. */
        public Requests() {}

        /** Draws the values. */
        @Setup
        public void draw() {
            Random random = new Random(Thread.currentThread().getId());
            values = new float[ROWS * COLUMNS];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
        }

        int from() {
            next = (next + 1) % ROWS;
            return next * COLUMNS;
        }
    }

    /** The recorder, which all threads share. */
    @State(Scope.Benchmark)
    public static class Recorder {
        private StreamRecorder recorder;
        private int[] at;

        /** Of JMH. */
        public Recorder() {}

        /** Cuts bins. */
        @Setup
        public void cut() {
            Random random = new Random(5);
            Table.Builder table = Table.builder();
            for (int c = 0; c < COLUMNS; c++) {
                double[] column = new double[20_000];
                for (int i = 0; i < column.length; i++) {
                    column[i] = random.nextGaussian();
                }
                table.doubles("c" + c, column);
            }
            recorder = new StreamRecorder(StreamReference.of(
                    new ReferenceInfo("benchmark", "", 20_000),
                    table.build(),
                    Optional.empty(),
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    Optional.empty()));
            at = new int[COLUMNS];
            for (int c = 0; c < COLUMNS; c++) {
                at[c] = c;
            }
        }
    }

    /** Counters a bin, which all threads share. */
    @State(Scope.Benchmark)
    public static class Adders {
        private double[] edges;
        private LongAdder[][] counts;

        /** Of JMH. */
        public Adders() {}

        /** Cuts bins. */
        @Setup
        public void cut() {
            edges = new Random(5).doubles(BINS - 1, -3, 3).sorted().toArray();
            counts = new LongAdder[COLUMNS][BINS];
            for (LongAdder[] column : counts) {
                Arrays.setAll(column, k -> new LongAdder());
            }
        }
    }

    /** Sketches, of each thread its own. */
    @State(Scope.Thread)
    public static class Sketches {
        private final KllDoublesSketch[] kll = new KllDoublesSketch[COLUMNS];
        private final TDigest[] digests = new TDigest[COLUMNS];
        private final DDSketch[] dd = new DDSketch[COLUMNS];
        private final Histogram[] histograms = new Histogram[COLUMNS];

        /** Of JMH. */
        public Sketches() {}

        /** Opens them. */
        @Setup
        public void open() {
            for (int c = 0; c < COLUMNS; c++) {
                kll[c] = KllDoublesSketch.newHeapInstance(200);
                digests[c] = TDigest.createMergingDigest(100);
                dd[c] = DDSketches.unboundedDense(0.01);
                histograms[c] = new Histogram(1, 1_000_000_000L, 2);
            }
        }
    }

    /** The monitor's recorder. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void recorder(Requests requests, Recorder recorder) {
        recorder.recorder.numbers(requests.values, requests.from(), recorder.at, Map.of());
    }

    /** An ordinary binary search, and a counter a bin that threads share. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void adders(Requests requests, Adders adders) {
        int from = requests.from();
        for (int c = 0; c < COLUMNS; c++) {
            int at = Arrays.binarySearch(adders.edges, requests.values[from + c]);
            adders.counts[c][at < 0 ? -at - 1 : at].increment();
        }
    }

    /** KLL of DataSketches, k = 200. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void kll(Requests requests, Sketches sketches) {
        int from = requests.from();
        for (int c = 0; c < COLUMNS; c++) {
            sketches.kll[c].update(requests.values[from + c]);
        }
    }

    /** The merging t-digest, compression 100. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void tdigest(Requests requests, Sketches sketches) {
        int from = requests.from();
        for (int c = 0; c < COLUMNS; c++) {
            sketches.digests[c].add(requests.values[from + c]);
        }
    }

    /** DDSketch, 1 %. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void ddsketch(Requests requests, Sketches sketches) {
        int from = requests.from();
        for (int c = 0; c < COLUMNS; c++) {
            sketches.dd[c].accept(requests.values[from + c]);
        }
    }

    /** HdrHistogram, two digits; of thousandths above the least, as it takes no negative numbers. */
    @Benchmark
    @OperationsPerInvocation(COLUMNS)
    public void hdrhistogram(Requests requests, Sketches sketches) {
        int from = requests.from();
        for (int c = 0; c < COLUMNS; c++) {
            sketches.histograms[c].recordValue((long) ((requests.values[from + c] + 10) * 1_000));
        }
    }
}
