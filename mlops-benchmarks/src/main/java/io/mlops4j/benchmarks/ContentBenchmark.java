package io.mlops4j.benchmarks;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.blob.FileBlobStore;
import io.mlops4j.core.content.ContentRef;
import io.mlops4j.core.content.ContentWriter;
import io.mlops4j.core.content.Contents;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Storing a table, durable, beside plain SHA-256 over the same file in one thread; and a second version of it of which a row in a hundred is another one,
 * scattered or in one place. {@code storedPercent} is the share of bytes that were new to the store.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
@Warmup(iterations = 2)
@Measurement(iterations = 4)
// JMH opens a state before it uses it.
@SuppressWarnings("NullAway.Init")
public class ContentBenchmark {
    private static final int BUFFER_BYTES = 64 << 10;

    /** The size of the table in MiB. */
    @Param({"1024"})
    public int mebibytes;

    private Scratch scratch;
    private Path table;
    private Path scattered;
    private Path together;
    private FileBlobStore store;
    private Contents contents;
    private ContentRef first;
    private int stores;

    /** Of JMH. */
    public ContentBenchmark() {}

    /** What a version added. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Share {
        /** New bytes in the store, as a percentage of the content. */
        public double storedPercent;

        /** Of JMH. */
        public Share() {}
    }

    /** Writes the table and its two second versions. */
    @Setup
    public void write() throws IOException {
        scratch = new Scratch();
        long rows = ((long) mebibytes << 20) / 42;
        table = table("table.csv", rows, (row, random) -> false);
        scattered = table("scattered.csv", rows, (row, random) -> random.nextInt(100) == 0);
        together = table("together.csv", rows, (row, random) -> row / (rows / 100) == 33);
    }

    private interface Edits {
        boolean include(long row, Random random);
    }

    private Path table(String name, long rows, Edits edits) throws IOException {
        Path file = scratch.resolve(name);
        Random kept = new Random(1);
        Random edited = new Random(2);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (long row = 0; row < rows; row++) {
                byte[] line = row(row, kept);
                out.write(edits.include(row, edited) ? row(row, edited) : line);
            }
        }
        return file;
    }

    private static byte[] row(long number, Random random) {
        String line = number + "," + random.nextInt(100_000) + "," + random.nextLong() + ",c" + random.nextInt(20) + ","
                + random.nextInt(1000) / 10.0 + "\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    /** Opens an empty store; the first version is in it when a second one is measured. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        store = FileBlobStore.open(scratch.resolve("store-" + stores++));
        contents = new Contents(new Blobs(store));
    }

    /** Stores the first version for those that measure the second. */
    @State(Scope.Benchmark)
    public static class FirstVersion {
        /** Of JMH. */
        public FirstVersion() {}

        /** Stores it. */
        @Setup(Level.Iteration)
        public void store(ContentBenchmark benchmark) throws IOException {
            benchmark.first = benchmark.store(benchmark.table, null, new Share());
        }
    }

    /** Closes the store. */
    @TearDown(Level.Iteration)
    public void close() {
        store.close();
    }

    /** Deletes all files. */
    @TearDown
    public void delete() throws IOException {
        scratch.close();
    }

    /** SHA-256 alone. */
    @Benchmark
    public byte[] sha256() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(table)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    /** The table as the first version. */
    @Benchmark
    public ContentRef firstVersion(Share share) throws IOException {
        return store(table, null, share);
    }

    /** The version with scattered edits. */
    @Benchmark
    public ContentRef scatteredEdits(FirstVersion before, Share share) throws IOException {
        return store(scattered, first, share);
    }

    /** The version with edits in one place. */
    @Benchmark
    public ContentRef editsTogether(FirstVersion before, Share share) throws IOException {
        return store(together, first, share);
    }

    /** Reads the first version back. */
    @Benchmark
    public long read(FirstVersion before) throws IOException {
        try (InputStream in = contents.open(first)) {
            return in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private ContentRef store(Path file, @Nullable ContentRef previous, Share share) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file);
                ContentWriter writer = contents.writer(previous)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                writer.write(buffer, 0, read);
            }
            Contents.Written written = writer.finish();
            share.storedPercent = 100.0 * written.storedBytes() / written.ref().sizeBytes();
            return written.ref();
        }
    }
}
