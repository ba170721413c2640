package io.mlops4j.core.serving;

import io.mlops4j.Overloaded;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of requests that nobody's own thread waits in: asynchronous ones and those with a deadline. Bounded, and ended when idle. */
final class Workers implements AutoCloseable {
    private static final int THREADS = Math.max(16, 8 * Runtime.getRuntime().availableProcessors());
    private static final int WAITING = 4_096;
    private static final long IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();
    private final ThreadPoolExecutor executor;
    private final ScheduledThreadPoolExecutor deadlines;

    Workers() {
        deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mlops4j-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        deadlines.allowCoreThreadTimeOut(true);
        executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "mlops4j-predict-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins something.
     *
     * @throws Overloaded if too much waits already
     */
    <T> FutureTask<T> begin(String endpoint, Callable<T> action) {
        FutureTask<T> task = new FutureTask<>(action);
        begin(endpoint, (Runnable) task);
        return task;
    }

    void begin(String endpoint, Runnable action) {
        try {
            executor.execute(action);
        } catch (RejectedExecutionException e) {
            throw new Overloaded(
                    "Endpoint '" + endpoint + "' cannot take a request with a deadline or without a waiting thread: "
                            + THREADS + " are running and " + WAITING
                            + " wait already, or the engine is closed. Try later, or send fewer.",
                    e);
        }
    }

    /** Does something short at a deadline, unless it is cancelled before. */
    Future<?> at(Duration deadline, Runnable action) {
        return deadlines.schedule(action, deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes nothing more, and waits until what was taken is answered. */
    @Override
    public void close() {
        executor.shutdown();
        deadlines.shutdown();
        boolean interrupted = false;
        try {
            if (!executor.awaitTermination(Endpoints.DRAIN_AT_MOST.toNanos(), TimeUnit.NANOSECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            interrupted = true;
        }
        deadlines.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
