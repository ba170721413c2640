package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to open a directory that is empty. Run with {@code -wi 0 -i 1 -f 5} it is the first call in a fresh JVM. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // by @Setup
public class OpenBenchmark {
    private Scratch scratch;
    private Path directory;
    private int count;

    /** Makes a place for the directories. */
    @Setup
    public void create() throws IOException {
        scratch = new Scratch();
    }

    /** Names a directory that is not there yet. */
    @Setup(Level.Iteration)
    public void choose() {
        directory = scratch.resolve("empty-" + count++);
    }

    /** Deletes. */
    @TearDown
    public void delete() throws IOException {
        scratch.close();
    }

    /** Opens and closes. */
    @Benchmark
    public Mlops open() {
        try (Mlops ml = Mlops.open(directory)) {
            return ml;
        }
    }
}
