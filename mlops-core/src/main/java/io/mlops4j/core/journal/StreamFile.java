package io.mlops4j.core.journal;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.disk.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's file: what is known of it, and how it is read, written and repaired.
 *
 * <h2>The promise</h2>
 *
 * An append that returned is on the disk and stays there, whole, through {@code kill -9} and a power cut. One that did not return is
 * there whole or not at all. Only what a crash can have left is ever cut off; where bytes cannot be explained by one, the stream refuses
 * to be read past them and says so.
 *
 * <h2>The file is the truth</h2>
 *
 * What this object holds (how many events, up to which offset, where some begin) is a cache of the file and may be dropped at any
 * time. Each use first asks the system for the size and identity of the file. If the file grew, the new tail is scanned; if it
 * shrank or is another one, all of it is. So processes need not speak to each other, and thousands of streams cost no descriptors.
 *
 * <h2>Writing</h2>
 *
 * A writer holds the stream's {@link LockStripe}, under which no other thread or process writes the stream. It scans what it does not
 * know, cuts a torn tail, compares the size, writes the events as one run of bytes, and forces them with one {@code fdatasync}. The
 * lines of one append count down ({@code "more"}), so a reader knows where the append ends: a batch without its last line is no
 * batch. The first append writes a temporary file, forces it, renames it and forces the directory: hence a file with the stream's name
 * always has events.
 *
 * <p>If writing or forcing fails, the writer cuts the file back to what it was and forces that. This matters most after a failed
 * {@code fsync}: the system may have marked pages as clean that never reached the disk, and an append behind such a hole would be
 * acknowledged and yet be lost. If the file cannot be cut either, the outcome is unknown, the message says so, and what is known of
 * the file is forgotten, so that the next use scans it.
 *
 * <h2>Reading</h2>
 *
 * Readers take no lock of any other process. They count whole appends and overlook what follows, which is a writer's work under way or the
 * torn tail of one that died; {@link TailScan} tells what is torn and what is damage. Readers of the writing JVM moreover do not look at the file while a write is under way, and so see an
 * event only when it is durable. A reader in another process may see a whole append in the moment before its writer has forced it; should
 * the power fail in that moment, or the force fail and the append be taken back, it has seen an event that never was. No acknowledged event
 * can follow such a one: a writer scans again, under the lock, all that it learnt without it ({@code confirmed} says from where), and its
 * own force covers the whole file. Likewise a reader that finds damage while the file changes under its hands looks again under
 * the lock before it raises the alarm.
 *
 * <h2>Threads</h2>
 *
 * {@code state} guards the fields. It is held while a tail is scanned, and not while a writer writes. Order: stripe, then state.
 */
final class StreamFile {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);

    private final String stream;
    private final Path path;

    private final ReentrantLock state = new ReentrantLock();
    private final OffsetIndex index = new OffsetIndex();

    /** Identity of the file that the other fields describe; null if the stream does not exist, or the system has no identities. */
    private @Nullable Object key;

    /** How many events there are in whole appends, and where the last of those ends. */
    private long count;

    private long length;

    /** The part of {@link #count} and {@link #length} that was written by us or scanned under the lock. */
    private long confirmedCount;

    private long confirmedLength;

    /** What {@link #key} was when the file was last opened for writing. Only the holder of the stripe uses it. */
    private @Nullable Object writableKey;

    /** Whether a thread of this JVM is between the first byte that it writes and the fields above. */
    private boolean writing;

    StreamFile(String stream, Path path) {
        this.stream = stream;
        this.path = path;
    }

    /** How many events the stream has. */
    long size() throws IOException {
        state.lock();
        try {
            observe();
            return count;
        } finally {
            state.unlock();
        }
    }

    /**
     * Up to {@code limit} events from one on.
     *
     * @throws IntegrityViolation if one of them is not what was written
     */
    List<byte[]> read(long from, int limit) throws IOException {
        OffsetIndex.Place place;
        long end;
        int events;
        state.lock();
        try {
            observe();
            if (from >= count || limit == 0) {
                return List.of();
            }
            place = index.floor(from);
            end = length;
            events = (int) Math.min(limit, count - from);
        } finally {
            state.unlock();
        }
        return readLines(place, from, events, end);
    }

    private List<byte[]> readLines(OffsetIndex.Place place, long from, int events, long end) throws IOException {
        List<byte[]> read = new ArrayList<>();
        try (LineReader lines = new LineReader(path, place.offset(), end)) {
            for (long sequence = place.sequence(); read.size() < events; sequence++) {
                if (!lines.next()) {
                    throw Refusals.damage(stream, path, sequence, "the file ends before it");
                }
                if (sequence >= from) {
                    if (lines.verify() < 0) {
                        throw Refusals.damage(stream, path, sequence, "its checksum does not match its bytes");
                    }
                    read.add(lines.event());
                }
            }
        }
        return read;
    }

    /** Forgets what is known and scans the whole file. The holder of the stripe only. */
    void rescan(LockStripe held) throws IOException {
        state.lock();
        try {
            forget();
            confirm(held);
        } finally {
            state.unlock();
        }
    }

    /**
     * Appends events. The holder of the stripe only.
     *
     * @return the size of the stream after it
     */
    long append(LockStripe held, JournalDirectory directory, long expectedSize, List<byte[]> events)
            throws IOException {
        boolean exists;
        state.lock();
        try {
            exists = confirm(held);
            if (count != expectedSize) {
                throw Refusals.conflict(stream, count, expectedSize);
            }
            writing = true;
        } finally {
            state.unlock();
        }
        try {
            Batch batch = exists ? extend(held, events) : create(held, directory, events);
            return taken(batch, events.size());
        } finally {
            endWriting();
        }
    }

    private long taken(Batch batch, int events) {
        state.lock();
        try {
            batch.indexInto(index, count, length);
            count += events;
            length += batch.bytes();
            confirmedCount = count;
            confirmedLength = length;
            return count;
        } finally {
            state.unlock();
        }
    }

    private void endWriting() {
        state.lock();
        try {
            writing = false;
        } finally {
            state.unlock();
        }
    }

    private Batch extend(LockStripe held, List<byte[]> events) throws IOException {
        // The fields do not change while `writing` is set.
        AppendFile file = writable(held);
        Batch batch = new Batch(events);
        try {
            batch.write(file, length, held.buffer());
            file.force();
            return batch;
        } catch (IOException | RuntimeException | Error failure) {
            takeBack(held, file, failure);
            throw failure;
        }
    }

    /** The file opened for writing; opened again if another was put in its place since. */
    private AppendFile writable(LockStripe held) throws IOException {
        if (!Objects.equals(writableKey, key)) {
            held.closeFile(path);
            writableKey = key;
        }
        return held.file(path);
    }

    /** Cuts the file back to what it was before an append failed. */
    private void takeBack(LockStripe held, AppendFile file, Throwable failure) throws IOException {
        try {
            file.truncate(length);
            file.force();
        } catch (IOException | RuntimeException | Error e) {
            failure.addSuppressed(e);
            held.closeFile(path);
            forgetUnderLock();
            throw new StorageFailure(
                    "The append to stream '" + stream + "' in " + path + " failed (" + words(failure)
                            + "), and the file could not be cut back to what it was (" + words(e)
                            + "). Whether the events are there is unknown: read the stream again when the disk is well.",
                    failure);
        }
    }

    private static String words(Throwable failure) {
        return failure instanceof IOException io ? Disk.reason(io) : failure.toString();
    }

    private Batch create(LockStripe held, JournalDirectory directory, List<byte[]> events) throws IOException {
        Path parent = Objects.requireNonNull(path.getParent());
        directory.createDurably(parent);
        // No stream's file begins with a dot.
        Path temporary = parent.resolve("." + path.getFileName());
        Batch batch = new Batch(events);
        boolean renamed = false;
        try {
            try (AppendFile file = held.create(temporary)) {
                batch.write(file, 0, held.buffer());
                file.force();
            }
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
            renamed = true;
            directory.sync(parent);
            identify(attributes().fileKey());
            return batch;
        } catch (IOException | RuntimeException | Error failure) {
            removeAgain(renamed ? path : temporary, failure);
            throw failure;
        }
    }

    private void identify(@Nullable Object created) {
        state.lock();
        try {
            key = created;
        } finally {
            state.unlock();
        }
    }

    private void removeAgain(Path created, Throwable failure) {
        try {
            Files.deleteIfExists(created);
        } catch (IOException e) {
            failure.addSuppressed(e);
            if (created.equals(path)) {
                forgetUnderLock();
                throw new StorageFailure(
                        "Stream '" + stream + "' was written to " + path + ", but not made durable (" + words(failure)
                                + "), and could not be removed again (" + words(e)
                                + "). Whether it is there after a crash is unknown: read it again when the disk is well.",
                        failure);
            }
        }
    }

    private void forgetUnderLock() {
        state.lock();
        try {
            forget();
        } finally {
            state.unlock();
        }
    }

    // ---- what is known of the file; `state` is held from here on

    private void forget() {
        key = null;
        count = 0;
        length = 0;
        confirmedCount = 0;
        confirmedLength = 0;
        index.truncate(0);
    }

    private BasicFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class);
    }

    /** Brings the fields up to date with the file, as a reader. */
    private void observe() throws IOException {
        if (!writing) {
            long size = compare();
            if (size > length) {
                scan(size);
            }
        }
    }

    /**
     * Brings the fields up to date with the file, as its only writer: what was learnt without the lock is learnt again, and a torn
     * tail is cut.
     *
     * @return whether there is a file
     */
    private boolean confirm(LockStripe held) throws IOException {
        long size = compare();
        if (size >= 0) {
            count = confirmedCount;
            length = confirmedLength;
            index.truncate(count);
            if (size > length && scan(size)) {
                cut(held, size);
            }
        }
        confirmedCount = count;
        confirmedLength = length;
        return size >= 0;
    }

    /** Forgets all if the file is not the one that is known, or is shorter. Returns its size, or -1 if there is none. */
    private long compare() throws IOException {
        BasicFileAttributes found;
        try {
            found = attributes();
        } catch (NoSuchFileException e) {
            forget();
            return -1;
        }
        if (!Objects.equals(found.fileKey(), key) || found.size() < length) {
            forget();
            key = found.fileKey();
        }
        return found.size();
    }

    private void cut(LockStripe held, long size) throws IOException {
        AppendFile file = writable(held);
        file.truncate(length);
        file.force();
        LOG.warn(
                "Stream '{}': cut {} bytes of an append that a crash interrupted off the end of {}. It was never acknowledged;"
                        + " the {} events before it are intact.",
                stream,
                size - length,
                path,
                count);
    }

    /** Takes the whole appends behind what is known into the fields; true if a torn tail follows them. */
    private boolean scan(long end) throws IOException {
        TailScan scan = new TailScan(stream, path, index, count, length);
        try {
            return scan.run(end);
        } finally {
            count = scan.count();
            length = scan.length();
        }
    }
}
