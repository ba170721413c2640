package io.mlops4j.core.journal;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.disk.Disk;
import io.mlops4j.spi.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A journal in a directory of the local disk: a file of JSON lines a stream, to be read with {@code cat}, {@code grep} and {@code
 * jq} too.
 *
 * <pre>{@code
 * try (Journal journal = FileJournal.open(Path.of("mlops-data/journal"))) {
 *     journal.append("model/loan-default", 0, List.of("{\"type\":\"created\"}".getBytes(UTF_8)));
 * }
 * // mlops-data/journal/model/loan-default.jsonl:  {"type":"created","crc":"eab3224b"}
 * }</pre>
 *
 * <p><b>Durability.</b> When {@link #append} returns, its events were forced to the disk ({@code fdatasync}) and so was the
 * file's name. What a crash leaves of an append that did not return is cut off by the next writer, with one warning in the log;
 * whatever no crash can explain is reported as {@link IntegrityViolation} and left as it is.
 *
 * <p><b>Layout.</b> {@code <directory>/<stream>.jsonl}. Of a name's characters, {@code a-z 0-9 _ -} and inner dots stand for themselves, all
 * others are {@code %xx} escapes of their UTF-8 bytes, so that no two streams meet in one file where case is ignored or
 * Unicode is normalised; a segment that becomes longer than 200 characters goes on in a directory, marked with {@code ~}. Each line is
 * the event with the journal's own last fields {@code crc}, a CRC-32C of what stands before it, and {@code more}, how many events of the
 * same append follow. {@code .locks} holds empty files for the locks of writers.
 *
 * <p><b>Threads and processes.</b> Safe for use by many of both, on one local disk. Several journals may be open on one directory. Writers of
 * a stream take turns; a writer waits for one in another process at most 30 s. Readers wait for no writer. It does not
 * rely on a shared network file system to keep its promises. An interrupt of a thread neither fails nor cuts short what it does here.
 *
 * <p><b>Costs.</b> An append is one write and one {@code fdatasync}. {@link #size} asks the system for the size of a file and scans
 * what is new. At most 192 files stay open, and some 16 bytes of heap for each 64 KiB of a stream in use.
 */
public final class FileJournal implements Journal {
    private final Path path;
    private final JournalDirectory directory;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileJournal(Path path, JournalDirectory directory) {
        this.path = path;
        this.directory = directory;
    }

    /**
     * Opens the journal in a directory, which is created if it does not exist. A directory that may only be read gives a journal
     * that can be read.
     *
     * @throws StorageFailure if the directory cannot be created or read, or is a file
     */
    public static FileJournal open(Path directory) {
        return open(directory, ChannelFile.OPENER);
    }

    static FileJournal open(Path directory, AppendFile.Opener opener) {
        try {
            return new FileJournal(directory, JournalDirectory.acquire(directory, opener));
        } catch (IOException e) {
            throw new StorageFailure(
                    "The journal in " + directory + " could not be opened: " + Disk.reason(e) + ".", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IntegrityViolation if the end of the stream's file is damaged; nothing was appended
     */
    @Override
    public long append(String stream, long expectedSize, List<byte[]> events) {
        requireOpen();
        Refusals.checkAppend(stream, expectedSize);
        List<byte[]> batch = List.copyOf(events);
        EventLine.check(stream, batch);
        if (batch.isEmpty()) {
            long size = size(stream);
            if (size != expectedSize) {
                throw Refusals.conflict(stream, size, expectedSize);
            }
            return size;
        }
        StreamFile file = directory.stream(stream);
        try {
            return directory.exclusively(stream, held -> file.append(held, directory, expectedSize, batch));
        } catch (IOException e) {
            requireOpen();
            throw new StorageFailure(
                    "Nothing was appended to stream '" + stream + "' in " + path + ", which is as it was: "
                            + Disk.reason(e) + ".",
                    e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IntegrityViolation if one of the events, or the end of the file, is damaged
     */
    @Override
    public List<byte[]> read(String stream, long from, int limit) {
        requireOpen();
        Refusals.checkRead(stream, from, limit);
        return reading(stream, file -> file.read(from, limit));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IntegrityViolation if the end of the file is damaged
     */
    @Override
    public long size(String stream) {
        requireOpen();
        StreamNames.check(stream);
        return reading(stream, StreamFile::size);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(StreamFile file) throws IOException;
    }

    private <T> T reading(String stream, Reading<T> reading) {
        StreamFile file = directory.stream(stream);
        try {
            return reading.of(file);
        } catch (IntegrityViolation alarm) {
            return readingAgain(stream, file, reading).orElseThrow(() -> alarm);
        } catch (IOException alarm) {
            return readingAgain(stream, file, reading).orElseThrow(() -> {
                requireOpen();
                return new StorageFailure(
                        "Stream '" + stream + "' in " + path + " could not be read: " + Disk.reason(alarm) + ".",
                        alarm);
            });
        }
    }

    /**
     * Reads once more under the lock of writers: without it, a file that a writer cuts or that is replaced while it is read looks
     * like a damaged one. Empty if that cannot be done, as in a directory that is read-only; the first answer then stands.
     */
    private <T> Optional<T> readingAgain(String stream, StreamFile file, Reading<T> reading) {
        try {
            return Optional.of(directory.exclusively(stream, held -> {
                file.rescan(held);
                return reading.of(file);
            }));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> streams(String prefix) {
        requireOpen();
        try {
            return directory.list(prefix);
        } catch (IOException e) {
            throw new StorageFailure("The streams in " + path + " could not be listed: " + Disk.reason(e) + ".", e);
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new StorageFailure("The journal in " + path + " is closed; open it again.");
        }
    }

    /** Closes the journal; waits for appends that are under way. Calling it twice is harmless; any other call after it fails. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                directory.release();
            } catch (IOException e) {
                throw new StorageFailure("The journal in " + path + " could not be closed: " + Disk.reason(e) + ".", e);
            }
        }
    }

    @Override
    public String toString() {
        return "FileJournal[" + path + "]";
    }
}
