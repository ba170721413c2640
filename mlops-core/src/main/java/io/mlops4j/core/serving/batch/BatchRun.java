package io.mlops4j.core.serving.batch;

import io.mlops4j.InferenceFailure;
import io.mlops4j.MlopsException;
import io.mlops4j.Progress;
import io.mlops4j.core.serving.batch.BatchData.Part;
import io.mlops4j.serving.BatchResult.FailedRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a batch. The caller's thread reads parts, hands them to the workers, and takes what they give in the order of the rows; a few parts more than there are workers are under way, so that
 * nobody waits for the other and no more is in memory. For one thread, once.
 */
final class BatchRun {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
    private static final int MOST_FAILURES = 100;

    private final BatchData data;
    private final BatchSettings settings;
    private final Output output;
    private final String what;
    private final PartScorer scorer;
    private final BatchModel model;

    private final List<FailedRow> failures = new ArrayList<>();
    private long rows;
    private long failed;
    private long resumed;
    private long earlierNanos;
    private final long begun = System.nanoTime();
    private long marked = begun;

    /** Where what was predicted goes. */
    interface Output {
        /** Goes on after an earlier run, of which this is how far it was; empty if there is none. */
        Optional<Mark> resume();

        /** Prepares a part for {@link #take}; called by many threads at once. */
        Scored encode(Scored scored);

        /** Takes the next part. */
        void take(Scored scored);

        /** Makes what was taken durable. */
        void mark(long rows, long failed, List<FailedRow> failures, long nanos);
    }

    /**
     * How a run ended.
     *
     * @param rows how many rows were predicted for
     * @param failed how many rows were left out
     * @param failures the first of them
     * @param elapsed with that of the runs before
     * @param resumed how many rows those had done
     */
    record Outcome(long rows, long failed, List<FailedRow> failures, Duration elapsed, long resumed) {}

    BatchRun(BatchData data, BatchModel model, BatchSettings settings, Output output, String what) {
        this.data = data;
        this.model = model;
        this.settings = settings;
        this.output = output;
        this.what = what;
        this.scorer = new PartScorer(data.describe(), model, settings.outputs(), settings.failures());
    }

    Outcome run() {
        output.resume().ifPresent(mark -> {
            rows = mark.rows() - mark.failed();
            failed = mark.failed();
            failures.addAll(mark.failures());
            resumed = mark.rows();
            earlierNanos = mark.nanos();
        });
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(settings.parallelism(), task -> {
            Thread thread = new Thread(task, "mlops4j-batch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try (Stream<Part> parts = data.parts(settings.rowsPerCall())) {
            score(parts.iterator(), workers);
        } catch (MlopsException e) {
            keep(e);
            throw e;
        } finally {
            workers.shutdownNow();
        }
        mark();
        return new Outcome(rows, failed, List.copyOf(failures), Duration.ofNanos(nanos()), resumed);
    }

    /** Keeps what was done before a failure for a later run; if that fails too, what was marked before it stands. */
    private void keep(MlopsException failure) {
        if (done() == resumed) {
            return;
        }
        try {
            output.mark(done(), failed, failures, nanos());
        } catch (MlopsException e) {
            failure.addSuppressed(e);
        }
    }

    private void score(Iterator<Part> parts, ExecutorService workers) {
        ArrayDeque<Future<Scored>> underWay = new ArrayDeque<>();
        int most = 2 * settings.parallelism() + 1;
        boolean first = true;
        while (parts.hasNext()) {
            Part part = parts.next();
            if (first) {
                model.rows().check(part.table());
                first = false;
            }
            if (part.firstRow() + part.rows() <= resumed) {
                continue;
            }
            Part left = part.firstRow() < resumed ? after(part, resumed) : part;
            if (underWay.size() == most) {
                take(underWay.remove());
            }
            underWay.add(workers.submit(() -> output.encode(scorer.score(left))));
        }
        while (!underWay.isEmpty()) {
            take(underWay.remove());
        }
    }

    /** The rows of a part that an earlier run has not done: it ended within it only if parts had another size then. */
    private static Part after(Part part, long row) {
        int from = part.from() + (int) (row - part.firstRow());
        return new Part(part.table(), from, part.to(), row);
    }

    private void take(Future<Scored> future) {
        Scored scored = await(future);
        output.take(scored);
        rows += scored.succeeded();
        failed += scored.failures().size();
        scored.failures().stream()
                .limit(Math.max(0, MOST_FAILURES - failures.size()))
                .forEach(failures::add);
        if (System.nanoTime() - marked >= settings.interval().toNanos() && done() < data.rowCount()) {
            mark();
        }
    }

    private static Scored await(Future<Scored> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new InferenceFailure("A part of the batch failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InferenceFailure(
                    "The thread was interrupted while a batch was running; run it again to go on.", e);
        }
    }

    private long done() {
        return rows + failed;
    }

    private long nanos() {
        return earlierNanos + System.nanoTime() - begun;
    }

    private void mark() {
        output.mark(done(), failed, failures, nanos());
        marked = System.nanoTime();
        long here = done() - resumed;
        double perNano = (double) here / Math.max(1.0, (double) (marked - begun));
        Optional<Duration> left = here == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) ((data.rowCount() - done()) / perNano)));
        String detail = String.format(Locale.ROOT, "%,.0f rows/s", perNano * 1e9)
                + (failed == 0 ? "" : ", " + failed + " failed");
        try {
            settings.progress()
                    .report(new Progress.Update(
                            what, done(), data.rowCount(), Duration.ofNanos(marked - begun), left, detail));
        } catch (RuntimeException e) {
            LOG.warn("Whoever is told the progress of the {} failed; it goes on.", what, e);
        }
    }
}
