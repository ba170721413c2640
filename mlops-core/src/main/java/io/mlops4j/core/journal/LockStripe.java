package io.mlops4j.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One of the locks that the writers of a directory share, and what only its holder uses: the files being written and the buffer.
 *
 * <p>It is two locks. A lock in this JVM keeps the threads apart; a lock on a file, taken by whoever holds the first, keeps the
 * processes apart. POSIX drops a process's locks on a file as soon as the process closes any descriptor of it, so the file locked is
 * none that is ever read or written: it is empty, stays open, and has no other use. The file's lock is polled for and not waited in,
 * since a thread that is interrupted while it waits in the system would close the descriptor; polling also ends.
 *
 * <p>Another class loader of this JVM may have a copy of this class on the same directory. The JDK tells so with {@link
 * OverlappingFileLockException}, which means what a lock held by another process means. Closing takes the lock first, so that what is
 * dropped is our own.
 */
final class LockStripe {
    /** How long a writer waits for another process before it gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_OPEN_FILES = 2;

    private final ReentrantLock threads = new ReentrantLock();
    private final Path lockFile;
    private final AppendFile.Opener opener;

    private final Map<Path, AppendFile> files = new LinkedHashMap<>(4, 0.75f, true);
    private @Nullable FileChannel channel;
    private @Nullable ByteBuffer buffer;
    private boolean closed;

    LockStripe(Path lockFile, AppendFile.Opener opener) {
        this.lockFile = lockFile;
        this.opener = opener;
    }

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run(LockStripe held) throws IOException;
    }

    /** Does something that no other thread or process does at the same time for a stream of this stripe. */
    <T> T exclusively(Action<T> action) throws IOException {
        threads.lock();
        try {
            if (closed) {
                throw new ClosedChannelException();
            }
            try (FileLock held = acquire()) {
                assert held.isValid() : lockFile;
                return action.run(this);
            }
        } finally {
            threads.unlock();
        }
    }

    private FileLock acquire() throws IOException {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            for (int attempt = 0; ; attempt++) {
                FileLock lock = tryLock();
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new FileSystemException(
                            lockFile.toString(),
                            null,
                            "another process has held this lock for " + PATIENCE.toSeconds()
                                    + " s; see which one (lsof or fuser names it) and whether it hangs");
                }
                pause(attempt);
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable FileLock tryLock() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = FileChannel.open(lockFile, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        }
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Waits a little longer each time, and never as long as another waiter: two that poll in step would starve each other. */
    private static void pause(int attempt) {
        long nanos = Math.min(LONGEST_PAUSE_NANOS, 20_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(nanos / 2, nanos));
    }

    /** The file for writing, opened if it is not. The holder only. */
    AppendFile file(Path path) throws IOException {
        AppendFile file = files.get(path);
        if (file == null) {
            file = opener.open(path);
            files.put(path, file);
            if (files.size() > MAX_OPEN_FILES) {
                closeFile(files.keySet().iterator().next());
            }
        }
        return file;
    }

    /** Closes a file that was opened for writing; nothing if it was not. The holder only. */
    void closeFile(Path path) throws IOException {
        AppendFile file = files.remove(path);
        if (file != null) {
            file.close();
        }
    }

    /** Opens a new file, or empties the one that is there; the caller closes it. The holder only. */
    AppendFile create(Path path) throws IOException {
        return opener.create(path);
    }

    /** An empty buffer outside the heap. The holder only. */
    ByteBuffer buffer() {
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        }
        return buffer.clear();
    }

    /** Waits for the holder and closes what is open. A writer that comes later fails. */
    void close() throws IOException {
        threads.lock();
        try {
            closed = true;
            for (Path path : files.keySet().toArray(Path[]::new)) {
                closeFile(path);
            }
            if (channel != null) {
                try {
                    acquire();
                } finally {
                    // The lock goes with the channel; to release it before would let another class loader's be the one
                    // to go.
                    channel.close();
                    channel = null;
                }
            }
        } finally {
            threads.unlock();
        }
    }
}
