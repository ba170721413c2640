package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.record.StreamCounts;
import io.mlops4j.core.monitoring.record.StreamRecorder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets rows into the panes of a window on the threads that bring them. A pane of rows is cut by the thread that brings its last row; a pane of time by whoever looks at the clock. Thread-safe.
 */
final class PaneCounter {
    /** More panes of time than these at once are made by rows whose times cannot be right. */
    private static final int MOST_PANES = 64;

    private final StreamReference reference;
    private final InstantSource clock;
    private final Consumer<Cut> full;
    private final long paneRows;
    private final long paneMillis;
    private final Pane current;
    private final AtomicLong observed = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final ReentrantLock cutting = new ReentrantLock();
    private final ConcurrentSkipListMap<Long, Pane> panes = new ConcurrentSkipListMap<>();
    private volatile long cutAt;
    private volatile long closedUpTo;

    /**
     * A pane at a moment.
     *
     * @param pane the pane
     * @param counts what it had counted
     * @param at when
     */
    record Cut(Pane pane, StreamCounts counts, Instant at) {}

    /**
     * A counter.
     *
     * @param full is told of each pane of rows that is full, on the thread that brought the last row
     */
    PaneCounter(
            StreamReference reference,
            Optional<Long> rows,
            Optional<Duration> length,
            InstantSource clock,
            Consumer<Cut> full) {
        this.reference = reference;
        this.clock = clock;
        this.full = full;
        this.paneRows = rows.orElse(Long.MAX_VALUE);
        this.paneMillis = length.map(Duration::toMillis).orElse(0L);
        this.cutAt = paneRows;
        this.current = new Pane(0, reference, clock.instant());
    }

    /** Lets rows in that came now. */
    void now(int rows, Consumer<StreamRecorder> row) {
        if (paneMillis > 0) {
            at(clock.instant(), rows, row);
            return;
        }
        row.accept(current.recorder());
        if (observed.addAndGet(rows) >= cutAt) {
            cut();
        }
    }

    /** Lets rows of a time in. */
    void at(Instant time, int rows, Consumer<StreamRecorder> row) {
        if (paneMillis == 0) {
            now(rows, row);
            return;
        }
        long number = Math.floorDiv(time.toEpochMilli(), paneMillis);
        Pane pane = panes.get(number);
        if (pane == null) {
            if (number <= closedUpTo || panes.size() >= MOST_PANES) {
                late.addAndGet(rows);
                return;
            }
            pane = panes.computeIfAbsent(number, n -> new Pane(n, reference, Instant.ofEpochMilli(n * paneMillis)));
        }
        row.accept(pane.recorder());
        observed.addAndGet(rows);
    }

    private void cut() {
        cutting.lock();
        try {
            if (observed.get() >= cutAt) {
                full.accept(cutNow(0));
            }
        } finally {
            cutting.unlock();
        }
    }

    /**
     * Ends the pane of rows; the next one is full after as many rows as a pane has, less some.
     *
     * @param already how many rows the next one has from others
     */
    Cut cutNow(long already) {
        cutting.lock();
        try {
            Cut cut = lookNow();
            fullAfter(cut, already);
            return cut;
        } finally {
            cutting.unlock();
        }
    }

    /** Lets the pane of rows be full when it has its rows, of which others have brought some up to a cut. */
    void fullAfter(Cut cut, long already) {
        cutting.lock();
        try {
            cutAt = cut.counts().rows() + Math.max(1, paneRows - already);
        } finally {
            cutting.unlock();
        }
    }

    /** What the pane of rows has now, without an end to it. */
    Cut lookNow() {
        return new Cut(current, current.recorder().snapshot(), clock.instant());
    }

    /** What every pane of time has now, the earliest first. */
    List<Cut> timed() {
        Instant at = clock.instant();
        return panes.values().stream()
                .map(pane -> new Cut(pane, pane.recorder().snapshot(), within(pane, at)))
                .toList();
    }

    /** A moment as far as a pane of time goes: rows of last year do not make a window that ends today. */
    private Instant within(Pane pane, Instant at) {
        Instant latest = at.isBefore(end(pane)) ? at : end(pane);
        return latest.isBefore(pane.from()) ? pane.from() : latest;
    }

    /** When a pane of time ends. */
    Instant end(Pane pane) {
        return Instant.ofEpochMilli((pane.number() + 1) * paneMillis);
    }

    /** Takes no more rows for a pane of time and all before it. */
    void close(Pane pane) {
        closedUpTo = Math.max(closedUpTo, pane.number());
        panes.headMap(pane.number(), true).clear();
    }

    /** The names of the columns of all rows. */
    List<String> names() {
        return current.recorder().names();
    }

    boolean isTimed() {
        return paneMillis > 0;
    }

    long observed() {
        return observed.get();
    }

    long late() {
        return late.get();
    }
}
