package io.mlops4j.benchmarks;

import io.mlops4j.Mlops;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commits: a table of mixed columns, stored, typed, profiled and checked in one pass, and a directory of small files, beside SHA-256 alone over the table. An
 * operation is the whole table ({@code megabytes}, of 1 000 000 bytes) or the whole directory.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 4)
@SuppressWarnings("NullAway.Init") // by @Setup
public class CommitBenchmark {
    private static final int FILES = 20_000;
    private static final int FILE_BYTES = 2_048;
    private static final int BUFFER_BYTES = 1 << 16;

    /** The size of the table. */
    @Param("256")
    public int megabytes;

    private Scratch scratch;
    private Path table;
    private Path files;
    private Mlops ml;
    private DatasetVersion committed;
    private int name;

    /** Of JMH. */
    public CommitBenchmark() {}

    /** Makes the table and the files. */
    @Setup
    public void make() throws IOException {
        scratch = new Scratch();
        table = scratch.resolve("table.csv");
        files = Files.createDirectories(scratch.resolve("files"));
        SplittableRandom random = new SplittableRandom(7);
        writeTable(random);
        byte[] bytes = new byte[FILE_BYTES];
        for (int i = 0; i < FILES; i++) {
            random.nextBytes(bytes);
            Path file = files.resolve("f" + i);
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        ml = Mlops.open(scratch.resolve("ml"));
        committed = ml.dataset("table").from(Source.csv(table)).commit();
        ml.dataset("files").from(Source.files(files)).commit();
    }

    private void writeTable(SplittableRandom random) throws IOException {
        long most = megabytes * 1_000_000L;
        long written = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(table), BUFFER_BYTES)) {
            out.write("id,day,age,income,score,grade,region,active\n".getBytes(StandardCharsets.UTF_8));
            for (long id = 1; written < most; id++) {
                String row = String.format(
                        Locale.ROOT,
                        "%d,20%02d-%02d-%02d,%d,%.2f,%s,%c,%s,%b%n",
                        id,
                        random.nextInt(25),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        18 + random.nextInt(80),
                        random.nextDouble() * 1e5,
                        random.nextDouble(),
                        'A' + random.nextInt(7),
                        random.nextBoolean() ? "north" : "south-west",
                        random.nextBoolean());
                byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
                out.write(bytes);
                written += bytes.length;
            }
        }
    }

    /** A name that no dataset has, so that nothing is there already. */
    @Setup(Level.Iteration)
    public void next() {
        name++;
    }

    /** Removes everything. */
    @TearDown
    public void remove() throws IOException {
        ml.close();
        scratch.close();
    }

    /** The peer: SHA-256 alone over the table. */
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

    /** The table into a dataset of its own; its chunks are there already, so the disk has little to do. */
    @Benchmark
    public DatasetVersion commitTable() {
        return ml.dataset("table-" + name).from(Source.csv(table)).commit();
    }

    /** The rows of the table, read back into memory. */
    @Benchmark
    public Table readTable() {
        return committed.read();
    }

    /** 20 000 files of 2 KiB, read and hashed, into a store and cache that have never seen them. */
    @Benchmark
    public DatasetVersion commitFilesCold() throws IOException {
        try (Mlops cold = Mlops.open(scratch.resolve("cold-" + name))) {
            return cold.dataset("files").from(Source.files(files)).commit();
        }
    }

    /** The same files once more, none of them changed. */
    @Benchmark
    public DatasetVersion commitFilesUnchanged() {
        return ml.dataset("files").from(Source.files(files)).commit();
    }
}
