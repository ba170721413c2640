package io.mlops4j.core.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Chunks on their way into the store, and the threads that bring them there. There are so many buffers and no more, so whoever wants a free one waits
 * while all are under way: that is the bound. For one thread that adds.
 */
final class ChunkQueue {
    /** Waiting for the disk takes more of them than hashing does. */
    static final int THREADS = 4;

    /** One for each thread, and one that is being filled. */
    private static final int BUFFERS = THREADS + 1;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ChunkStore store;
    private final BlockingQueue<Buffer> free = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ThreadPoolExecutor threads;
    private final List<Thread> started = new ArrayList<>();
    private volatile boolean abandoned;

    /** The first one is the caller's. */
    private int buffers = 1;

    ChunkQueue(ChunkStore store) {
        this.store = store;
        // Starts a thread with each of the first chunks.
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
    }

    /** A task lets nothing out, so no thread ever has to be replaced and all are made by the thread that adds. */
    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "mlops4j-content-" + NAMES.incrementAndGet());
        thread.setDaemon(true);
        started.add(thread);
        return thread;
    }

    /** A chunk that will be stored when the queue is closed. */
    static final class Result {
        private volatile @Nullable Chunk chunk;

        private Result() {}

        Chunk chunk() {
            Chunk stored = chunk;
            if (stored == null) {
                throw new IllegalStateException("a queue that is closed and sound has stored all chunks");
            }
            return stored;
        }
    }

    /** Waits for a buffer that nobody uses. */
    Buffer free() {
        Buffer idle = free.poll();
        if (idle != null) {
            return idle;
        }
        if (buffers < BUFFERS) {
            buffers++;
            Buffer buffer = new Buffer();
            // Holds most chunks without growing.
            buffer.ensure(2 * Cutter.NORMAL_BYTES);
            return buffer;
        }
        return uninterruptibly(free::take);
    }

    /** Takes a buffer with a chunk, and gives the buffer back when the chunk is stored. */
    Result add(Buffer bytes, long endKey, Optional<Predecessor.Similar> similar) {
        Result result = new Result();
        threads.execute(() -> {
            try {
                if (!abandoned && failure.get() == null) {
                    result.chunk = store.store(bytes, endKey, similar);
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                free.add(bytes);
            }
        });
        return result;
    }

    /** Throws what a thread has failed with. */
    void requireSound() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    /** Waits until all chunks are stored, or one has failed, and the threads have ended. */
    void close() {
        threads.shutdown();
        for (Thread thread : started) {
            uninterruptibly(() -> {
                thread.join();
                return thread;
            });
        }
        free.clear();
    }

    /** Stores no further chunk, and waits for those that are being stored. */
    void abandon() {
        abandoned = true;
        close();
    }

    private interface Waiting<T> {
        T forIt() throws InterruptedException;
    }

    /** The threads never wait for the caller, so this ends. */
    private static <T> T uninterruptibly(Waiting<T> waiting) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return waiting.forIt();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
