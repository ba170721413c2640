package io.mlops4j.benchmarks;

import io.mlops4j.core.journal.FileJournal;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Durable events a second in one stream: by one writer, by many who share what an append costs, and, as the peer, the same bytes written and
 * forced to the disk by nothing but a file channel.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class EventStreamBenchmark {
    /** A stream of a journal of files. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Journaled {
        private Scratch scratch;
        private FileJournal journal;
        private EventStream<Long, Counting.Happened> stream;

        /** Opens the stream. */
        @Setup
        public void open() throws IOException {
            scratch = new Scratch();
            journal = FileJournal.open(scratch.resolve("journal"));
            stream = new EventStreams(journal, Clock.systemUTC(), () -> "alice").open("model/loans", new Counting());
        }

        /** Closes and deletes. */
        @TearDown
        public void close() throws IOException {
            journal.close();
            scratch.close();
        }
    }

    /** A file, and the bytes of one line of the journal. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // by @Setup
    public static class Bare {
        private Scratch scratch;
        private FileChannel channel;
        private ByteBuffer line;

        /** Opens the file. */
        @Setup
        public void open() throws IOException {
            scratch = new Scratch();
            line = ByteBuffer.wrap(sample(scratch.resolve("sample")));
            channel =
                    FileChannel.open(scratch.resolve("bare"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
        }

        /** What the journal keeps of one event, which includes its checksum and line break. */
        private static byte[] sample(Path directory) throws IOException {
            try (FileJournal journal = FileJournal.open(directory)) {
                new EventStreams(journal, Clock.systemUTC(), () -> "alice")
                        .open("sample", new Counting())
                        .write(Counting.happen());
            }
            return Files.readAllBytes(directory.resolve("sample.jsonl"));
        }

        /** Closes and deletes. */
        @TearDown
        public void close() throws IOException {
            channel.close();
            scratch.close();
        }
    }

    /** One thread appends. */
    @Benchmark
    @Threads(1)
    public long oneWriter(Journaled state) {
        return state.stream.write(Counting.happen());
    }

    /** 64 threads append to the one stream. */
    @Benchmark
    @Threads(64)
    public long manyWriters(Journaled state) {
        return state.stream.write(Counting.happen());
    }

    /** One thread writes and forces. */
    @Benchmark
    @Threads(1)
    public int bareChannel(Bare state) throws IOException {
        int written = state.channel.write(state.line.duplicate());
        state.channel.force(false);
        return written;
    }
}
