package io.mlops4j.core.serving.batch;

import io.mlops4j.Conflict;
import io.mlops4j.IntegrityViolation;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.disk.Disk;
import io.mlops4j.serving.BatchResult.FailedRow;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is being written, and the note of how far it is.
 *
 * <p>The bytes are synchronised before the note that counts them, and the note replaces the one before at once: whenever the process or the machine goes down, the note tells of bytes that are
 * there. What lies beyond them is cut off. The file is locked, so that two processes do not both write it. For one thread.
 */
final class PartFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartFile.class);
    private static final int COPIED_AT_ONCE = 1 << 16;

    private final Path target;
    private final Path part;
    private final Path note;
    private final RandomAccessFile file;
    private MessageDigest digest = sha256();
    private long bytes;

    private PartFile(Path target, Path part, RandomAccessFile file) {
        this.target = target;
        this.part = part;
        this.note = beside(target, ".progress");
        this.file = file;
    }

    private static Path beside(Path target, String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    /**
     * Opens what will become a file.
     *
     * @throws Conflict if somebody writes it now
     * @throws StorageFailure if it cannot be written
     */
    static PartFile open(Path output) {
        Path target = output.toAbsolutePath();
        Path part = beside(target, ".part");
        try {
            Path parent = target.getParent();
            if (parent != null) {
                Disk.createDirectories(parent);
            }
            RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw");
            boolean locked = false;
            try {
                locked = lock(file) != null;
            } finally {
                if (!locked) {
                    file.close();
                }
            }
            if (!locked) {
                throw new Conflict("A batch writes '" + target + "' now; wait for it, or write to another file.");
            }
            return new PartFile(target, part, file);
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    /** The lock, which goes with the file. */
    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static StorageFailure failed(Path file, IOException e) {
        return new StorageFailure("'" + file + "' cannot be written: " + Disk.reason(e) + ".", e);
    }

    /** Goes on where the note of the same run says, or begins anew, as a run without a name does; the note, if it goes on. */
    Optional<Mark> resume(String run) {
        try {
            Optional<Mark> mark = run.isEmpty() ? Optional.empty() : read(run);
            if (mark.isEmpty()) {
                digest = sha256();
                bytes = 0;
                Files.deleteIfExists(note);
            }
            file.setLength(bytes);
            file.seek(bytes);
            return mark;
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    private Optional<Mark> read(String run) throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Mark mark;
        try {
            mark = Mark.parse(Files.readAllBytes(note));
        } catch (IntegrityViolation e) {
            LOG.info("'{}' does not say how far the batch was, so it begins anew: {}", note, e.getMessage());
            return Optional.empty();
        }
        if (!mark.run().equals(run)) {
            LOG.info("'{}' is of a batch of other data, another model or other settings; this one begins anew.", note);
            return Optional.empty();
        }
        if (file.length() < mark.bytes() || !digest(mark.bytes()).equals(mark.sha256())) {
            LOG.info("'{}' is not what was written, so the batch begins anew.", part);
            return Optional.empty();
        }
        return Optional.of(mark);
    }

    private String digest(long count) throws IOException {
        file.seek(0);
        byte[] buffer = new byte[COPIED_AT_ONCE];
        long left = count;
        while (left > 0) {
            int read = file.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        bytes = count;
        return sha256Hex();
    }

    void write(byte[] more) {
        try {
            file.write(more);
            digest.update(more);
            bytes += more.length;
        } catch (IOException e) {
            throw failed(part, e);
        }
    }

    long bytes() {
        return bytes;
    }

    /** The SHA-256 of what was written so far. */
    String sha256Hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be cloned.", e);
        }
    }

    /** Makes what was written durable, and then the note of it. */
    void mark(String run, long rows, long failed, List<FailedRow> failures, long nanos) {
        try {
            file.getFD().sync();
            replace(note, new Mark(run, rows, bytes, sha256Hex(), failed, failures, nanos).toBytes());
        } catch (IOException e) {
            throw failed(note, e);
        }
    }

    /** Makes it the file that was to be, with a summary beside it. */
    void finish(byte[] summary) {
        try {
            file.getFD().sync();
            file.close();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            replace(beside(target, ".summary.json"), summary);
            Files.deleteIfExists(note);
            Path parent = target.getParent();
            if (parent != null) {
                Disk.syncDirectory(parent);
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path next = beside(file, ".tmp");
        try (RandomAccessFile writing = new RandomAccessFile(next.toFile(), "rw")) {
            writing.setLength(0);
            writing.write(content);
            writing.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** Leaves what a later run can go on with, and nothing else. */
    @Override
    public void close() {
        try {
            file.close();
            if (!Files.exists(note)) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw failed(part, e);
        }
    }
}
