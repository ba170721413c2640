package io.mlops4j.core.stream;

import io.mlops4j.core.blob.Digests;
import io.mlops4j.core.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of long streams as they were after some event, in a directory of this host, so that a process need not fold a stream from its start.
 * A cache: what is deleted, damaged, of another form or of another stream is not used, and the stream is folded as if it were not there.
 *
 * <p>A file holds a CRC-32 of the rest, the form, the name of the stream, how many events went into the state, the hash and time of the last of
 * them, and the state. Only a stream whose event at that place has that hash goes on from it: since each event names the hash of the one
 * before it, that is the stream, up to there, that was folded. Files are written by one thread in the background, beside the one that is there and
 * then over it; several processes may do so, the last one stays. Thread-safe.
 */
public final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int MAGIC = 0x4D4C4331;
    private static final int CRC_BYTES = 4;
    private static final long LONGEST_WAIT_SECONDS = 30;

    /** Fewer events are folded in no time. */
    static final long WORTH_IT = 20_000;

    private final @Nullable Path directory;
    private final long worthIt;
    private @Nullable ExecutorService writer;
    private boolean closed;

    private Checkpoints(@Nullable Path directory, long worthIt) {
        this.directory = directory;
        this.worthIt = worthIt;
    }

    /** No checkpoints: each stream is folded from its start. */
    public static Checkpoints none() {
        return new Checkpoints(null, Long.MAX_VALUE);
    }

    /** Checkpoints in a directory, which is created when the first is written. */
    public static Checkpoints in(Path directory) {
        return in(directory, WORTH_IT);
    }

    static Checkpoints in(Path directory, long worthIt) {
        return new Checkpoints(directory, worthIt);
    }

    /** A state, and where in its stream it was taken. */
    record Saved<S>(S state, long size, String hash, Instant at) {}

    /** Whether a state is worth a checkpoint, given how far the one before went: at least so many events, and an eighth of them. */
    boolean isDue(long size, long checkpointed) {
        return size - checkpointed >= Math.max(worthIt, size / 8);
    }

    /** Whether a stream is long enough that there may be one. */
    boolean mayHave(long size) {
        return size >= worthIt;
    }

    /** The checkpoint of a stream, if there is one that can be read. */
    <S> Optional<Saved<S>> load(String stream, Snapshots<S> snapshots) {
        if (directory == null) {
            return Optional.empty();
        }
        Path file = file(directory, stream);
        try {
            byte[] bytes = Files.readAllBytes(file);
            CRC32 crc = new CRC32();
            crc.update(bytes, CRC_BYTES, Math.max(0, bytes.length - CRC_BYTES));
            if (bytes.length < CRC_BYTES || ByteBuffer.wrap(bytes).getInt() != (int) crc.getValue()) {
                LOG.warn("The checkpoint {} is damaged and not used; the stream is folded from its start.", file);
                return Optional.empty();
            }
            SnapshotReader in = new SnapshotReader(bytes, CRC_BYTES, bytes.length);
            if (in.whole() != MAGIC
                    || in.whole() != snapshots.form()
                    || !in.text().equals(stream)) {
                return Optional.empty();
            }
            long size = in.whole();
            String hash = in.text();
            Instant at = Instant.ofEpochSecond(in.whole(), in.whole());
            Saved<S> saved = new Saved<>(snapshots.read(in), size, hash, at);
            return in.isAtEnd() ? Optional.of(saved) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The checkpoint {} cannot be read and is not used; the stream is folded from its start.", file, e);
            return Optional.empty();
        }
    }

    /** Writes a checkpoint soon; not after the close. */
    synchronized <S> void save(String stream, Snapshots<S> snapshots, Saved<S> saved) {
        if (directory == null || closed) {
            return;
        }
        if (writer == null) {
            writer = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "mlops4j-checkpoints");
                thread.setDaemon(true);
                return thread;
            });
        }
        Path target = directory;
        writer.execute(() -> write(target, stream, snapshots, saved));
    }

    private static <S> void write(Path directory, String stream, Snapshots<S> snapshots, Saved<S> saved) {
        Path temporary = null;
        try {
            SnapshotWriter out = new SnapshotWriter();
            out.whole(MAGIC);
            out.whole(snapshots.form());
            out.text(stream);
            out.whole(saved.size);
            out.text(saved.hash);
            out.whole(saved.at.getEpochSecond());
            out.whole(saved.at.getNano());
            snapshots.write(saved.state, out);
            byte[] content = out.toBytes();
            CRC32 crc = new CRC32();
            crc.update(content);
            Disk.createDirectories(directory);
            temporary = Files.createTempFile(directory, "checkpoint", ".tmp");
            try (var file = Files.newOutputStream(temporary)) {
                file.write(ByteBuffer.allocate(CRC_BYTES)
                        .putInt((int) crc.getValue())
                        .array());
                file.write(content);
            }
            // Not forced to the disk: what a crash leaves of it does not have its checksum.
            Files.move(temporary, file(directory, stream), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "No checkpoint of stream '{}' could be written in {}; nothing but time is lost.",
                    stream,
                    directory,
                    e);
            delete(temporary);
        }
    }

    private static void delete(@Nullable Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            LOG.debug("The temporary file {} stays.", temporary, e);
        }
    }

    private static Path file(Path directory, String stream) {
        return directory.resolve(Digests.sha256(stream.getBytes(StandardCharsets.UTF_8)) + ".checkpoint");
    }

    /** Waits for what is being written, at most half a minute. Calling it twice is harmless. */
    @Override
    public void close() {
        ExecutorService running;
        synchronized (this) {
            closed = true;
            running = writer;
        }
        if (running == null) {
            return;
        }
        running.shutdown();
        boolean interrupted = false;
        try {
            if (!running.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                running.shutdownNow();
            }
        } catch (InterruptedException e) {
            running.shutdownNow();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
