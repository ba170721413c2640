package io.mlops4j.core.experiment;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread, begun when it is first needed, that writes out and measures for all runs of an engine. Thread-safe. */
final class Background implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor executor;

    Background() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mlops4j-runs");
            thread.setDaemon(true);
            return thread;
        });
        executor.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Does something as soon as the thread is free. After the close nothing is done: then every run has ended, and was written by that. */
    void now(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closed) {
            return;
        }
    }

    /** Does something after a while. */
    Future<?> after(Duration delay, Runnable task) {
        try {
            return executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Does something again and again, until the future is cancelled. */
    Future<?> every(Duration interval, Runnable task) {
        try {
            return executor.scheduleWithFixedDelay(task, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Lets what runs come to its end and begins nothing more. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
