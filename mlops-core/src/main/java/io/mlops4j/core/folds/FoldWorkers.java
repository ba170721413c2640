package io.mlops4j.core.folds;

import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.Folds;
import io.mlops4j.spi.ExperimentEngine.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Works on folds, the next free thread on the next fold. The first failure interrupts the threads and keeps folds from being begun; it is thrown
 * once all threads have come to their end, so nothing goes on behind the caller's back. An interruption of the caller is passed on to the folds
 * under way, which may or may not fail of it.
 */
public final class FoldWorkers<T, X extends Exception> {
    private final Folds folds;
    private final Task<T, X> task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicReferenceArray<@Nullable T> results;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    private FoldWorkers(Folds folds, Task<T, X> task) {
        this.folds = folds;
        this.task = task;
        this.results = new AtomicReferenceArray<>(folds.size());
    }

    /** What became of each fold, in their order. */
    public static <T, X extends Exception> List<T> each(Folds folds, int threads, Task<T, X> task) throws X {
        FoldWorkers<T, X> workers = new FoldWorkers<>(folds, task);
        int count = Math.min(threads, folds.size());
        if (count == 1) {
            workers.work();
        } else {
            workers.workWith(count);
        }
        return workers.results();
    }

    private void workWith(int count) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(this::work, "mlops4j-fold-" + (i + 1));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        while (failure.get() == null) {
            int at = next.getAndIncrement();
            if (at >= folds.size()) {
                return;
            }
            begun.incrementAndGet();
            Fold fold = folds.all().get(at);
            try {
                results.set(at, task.work(fold));
            } catch (Throwable thrown) {
                if (failure.compareAndSet(null, thrown)) {
                    thrown.addSuppressed(new FailedFold(fold, begun.get(), folds.size()));
                    threads.stream()
                            .filter(thread -> thread != Thread.currentThread())
                            .forEach(Thread::interrupt);
                }
            }
        }
    }

    private List<T> results() throws X {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw asDeclared(thrown);
        }
        List<T> all = new ArrayList<>(folds.size());
        for (int i = 0; i < folds.size(); i++) {
            T result = results.get(i);
            if (result == null) {
                throw new NullPointerException("The body of a cross-validation gave null for fold '"
                        + folds.all().get(i).name() + "'.");
            }
            all.add(result);
        }
        return all;
    }

    /** A task throws what it declares, or what need not be declared. */
    @SuppressWarnings("unchecked")
    private X asDeclared(Throwable thrown) {
        return (X) thrown;
    }

    /** Says, beside what a fold has thrown, which one it was. */
    private static final class FailedFold extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedFold(Fold fold, int begun, int all) {
            super(
                    "This was thrown in " + fold.name() + " of a cross-validation; " + (all - begun) + " of its " + all
                            + " folds were not begun.",
                    null,
                    false,
                    false);
        }
    }
}
