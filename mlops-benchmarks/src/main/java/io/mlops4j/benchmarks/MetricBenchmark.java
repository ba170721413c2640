package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.ActiveRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Metric points a second into an open run, until the run is finished and everything is on the disk: by one thread and by eight, and, as the peer,
 * lines of time, value and step into a buffered file, as trackers that keep files do, forced to the disk at the end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(MetricBenchmark.POINTS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@SuppressWarnings("NullAway.Init") // by @Setup
public class MetricBenchmark {
    static final int POINTS = 1_000_000;

    private static final int THREADS = 8;

    private Scratch scratch;
    private Mlops ml;
    private ExecutorService threads;
    private int files;

    /** Opens a directory. */
    @Setup
    public void open() throws IOException {
        scratch = new Scratch();
        ml = Mlops.open(scratch.resolve("ml"));
        threads = Executors.newFixedThreadPool(THREADS);
    }

    /** Closes and deletes. */
    @TearDown
    public void close() throws IOException {
        threads.shutdown();
        ml.close();
        scratch.close();
    }

    /** One thread, one metric. */
    @Benchmark
    public void oneThread() {
        ActiveRun run = ml.experiment("speed").start("one");
        record(run, "loss", POINTS);
        run.finish();
    }

    /** Eight threads, a metric each. */
    @Benchmark
    public void eightThreads() throws Exception {
        ActiveRun run = ml.experiment("speed").start("eight");
        List<Future<?>> recording = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            String metric = "loss-" + t;
            recording.add(threads.submit(() -> record(run, metric, POINTS / THREADS)));
        }
        for (Future<?> thread : recording) {
            thread.get();
        }
        run.finish();
    }

    private static void record(ActiveRun run, String metric, int points) {
        for (int step = 0; step < points; step++) {
            run.metric(metric, Math.sin(step), step);
        }
    }

    /** A buffered file of lines. */
    @Benchmark
    public void bufferedFile() throws IOException {
        Path file = scratch.resolve("metrics-" + files++);
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (int step = 0; step < POINTS; step++) {
                lines.append(Long.toString(System.currentTimeMillis()))
                        .append(' ')
                        .append(Double.toString(Math.sin(step)))
                        .append(' ')
                        .append(Integer.toString(step))
                        .append('\n');
            }
        }
        try (var channel = java.nio.channels.FileChannel.open(file, java.nio.file.StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.delete(file);
    }
}
