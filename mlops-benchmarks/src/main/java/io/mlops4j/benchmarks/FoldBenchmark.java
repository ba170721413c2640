package io.mlops4j.benchmarks;

import io.mlops4j.core.journal.FileJournal;
import io.mlops4j.core.stream.Decision;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
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
 * How long a journal takes from being opened to the state of a long stream: scanning and verifying the file, parsing each event, holding it
 * against the chain and folding it. Each measurement is one such opening; run with {@code -wi 0} it is the first of a fresh JVM.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // by @Setup
public class FoldBenchmark {
    private static final int PAGE = 1_000;

    /** How many events the stream has. */
    @Param("100000")
    public int events;

    private Scratch scratch;
    private Path directory;

    /** Writes the stream. */
    @Setup
    public void write() throws IOException {
        scratch = new Scratch();
        directory = scratch.resolve("journal");
        try (FileJournal journal = FileJournal.open(directory)) {
            EventStream<Long, Counting.Happened> stream = stream(journal);
            for (int i = 0; i < events; i += PAGE) {
                stream.write(count -> new Decision.Outcome<>(
                        Collections.nCopies(PAGE, new Counting.Happened("champion", 7)), "", after -> after));
            }
        }
    }

    private static EventStream<Long, Counting.Happened> stream(FileJournal journal) {
        return new EventStreams(journal, Clock.systemUTC(), () -> "alice").open("model/loans", new Counting());
    }

    /** Deletes. */
    @TearDown
    public void delete() throws IOException {
        scratch.close();
    }

    /** Opens and folds. */
    @Benchmark
    public long reopen() {
        try (FileJournal journal = FileJournal.open(directory)) {
            return stream(journal).read();
        }
    }
}
