package io.mlops4j.core.monitoring;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.monitoring.MonitorEvent.Alerted;
import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.PaneCounter.Cut;
import io.mlops4j.core.monitoring.alert.AlertLedger;
import io.mlops4j.core.monitoring.alert.LiveAlerts;
import io.mlops4j.core.monitoring.alert.Verdict;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.performance.PerformanceKeeper;
import io.mlops4j.core.monitoring.performance.Reference;
import io.mlops4j.core.page.HtmlPage;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Alerts;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.MonitorStats;
import io.mlops4j.monitoring.Performance;
import io.mlops4j.monitoring.PerformanceSettings;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.serving.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A monitor that runs. Rows are counted where they come; everything else is done by one thread: it judges panes that are full, looks at those that are not, and writes to the journal.
 */
final class LiveMonitor implements Monitor {
    private static final Logger LOG = LoggerFactory.getLogger(LiveMonitor.class);

    /** As many full panes may wait; beyond that a pane becomes larger. */
    private static final int MOST_WAITING = 256;

    /** After the end of a pane of time the processes have so long to hand on what they counted. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    /** So many of the last windows may get labels that tell of worse performance. */
    private static final int JUDGED_AGAIN = 20;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration DELIVER_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final MonitorSettings settings;
    private final EventStream<MonitorState, MonitorEvent> stream;
    private final WindowBlobs blobs;
    private final WindowJudge judge;
    private final HistoryPage page;
    private final LiveAlerts alerts;
    private final PaneCounter counter;
    private final WindowKeeper keeper;
    private final PerformanceKeeper performance;
    private final MonitorMeters meters;
    private final PerformanceAlerts bounds;
    private final InstantSource clock;
    private final Runnable whenClosed;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<AutoCloseable> sources = new ArrayList<>();
    private final Duration persistEvery;
    private Instant persisted;

    /**
     * What a monitor stands on.
     *
     * @param stream where it is kept
     * @param blobs where counts and reports are kept
     * @param clock the time
     * @param persistEvery how often counts are handed on
     * @param performance how predictions and labels are brought together
     * @param labels what the reference tells of labels
     * @param meters what it reports to
     * @param bounds how good the model must stay
     * @param reports where alerts find the pages that they link to, if anywhere
     * @param whenClosed what to do once it is closed
     */
    record Parts(
            EventStream<MonitorState, MonitorEvent> stream,
            WindowBlobs blobs,
            InstantSource clock,
            Duration persistEvery,
            PerformanceSettings performance,
            Reference labels,
            MonitorMeters meters,
            PerformanceAlerts bounds,
            Optional<ReportFiles> reports,
            Runnable whenClosed) {}

    LiveMonitor(
            String name,
            MonitorSettings settings,
            StreamReference reference,
            Parts parts,
            Optional<Endpoint> endpoint,
            List<AlertSink> sinks,
            AlertPolicy policy) {
        this.name = name;
        this.settings = settings;
        this.stream = parts.stream();
        this.blobs = parts.blobs();
        this.clock = parts.clock();
        this.persistEvery = parts.persistEvery();
        this.whenClosed = parts.whenClosed();
        this.judge = new WindowJudge(name, reference, settings);
        this.page = new HistoryPage(name, settings, endpoint, blobs);
        this.alerts = new LiveAlerts(
                name,
                AlertLedger.in(stream, MonitorState::alerts, Alerted::new),
                policy,
                sinks,
                clock,
                new SplittableRandom());
        this.counter = new PaneCounter(reference, settings.paneRows(), settings.paneLength(), clock, this::full);
        this.meters = parts.meters();
        this.bounds = parts.bounds();
        this.performance = new PerformanceKeeper(
                parts.performance(), parts.labels(), new MonitorLedger(name, stream, blobs), clock);
        this.keeper = new WindowKeeper(name, settings, stream, blobs, judge, alerts, parts.reports());
        this.persisted = clock.instant();
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "mlops4j-monitor-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Future<?> unused = thread.scheduleWithFixedDelay(
                () -> guarded(this::tick), LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public String name() {
        return name;
    }

    /** Ends with the monitor. */
    void add(AutoCloseable source) {
        sources.add(source);
    }

    StreamReference reference() {
        return judge.reference();
    }

    PaneCounter counter() {
        return counter;
    }

    PerformanceKeeper performanceKeeper() {
        return performance;
    }

    @Override
    public void observe(Map<String, ? extends @Nullable Object> row) {
        refuseIfClosed();
        counter.now(1, recorder -> recorder.row(row));
    }

    @Override
    public void observe(Record row) {
        observe(Cells.of(row));
    }

    @Override
    public void observe(Table rows) {
        refuseIfClosed();
        counter.now(rows.rowCount(), recorder -> recorder.table(rows));
    }

    @Override
    public void observe(Map<String, ? extends @Nullable Object> row, Instant at) {
        refuseIfClosed();
        counter.at(at, 1, recorder -> recorder.row(row));
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new Conflict("Monitor '" + name + "' is closed; start it again with ml.monitor(\"" + name + "\").");
        }
    }

    /** Told by the thread that brought the last row of a pane. */
    private void full(Cut cut) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            // The next cut takes in what this one would have.
            waiting.decrementAndGet();
            return;
        }
        try {
            thread.execute(() -> {
                waiting.decrementAndGet();
                guarded(() -> close(cut));
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
        }
    }

    /** What fails is told of and counted, and the next window is judged all the same. */
    private void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            long count = failed.incrementAndGet();
            if (Long.bitCount(count) == 1) {
                LOG.warn("Monitor '{}' failed to judge or keep what it counted, {} times so far.", name, count, e);
            }
        }
    }

    private void close(Cut cut) {
        keeper.close(cut).ifPresent(report -> {
            meters.rows(stats());
            meters.window(report);
            meters.alerts(stream.read().alerts().open().size());
        });
    }

    private void keepPerformance() {
        performance.keep();
        performance
                .measure(WindowSpans.of(stream.read(), settings, Optional.empty()))
                .ifPresent(newest -> meters.performance(newest.all()));
        if (!bounds.none()) {
            judgePerformance();
        }
    }

    /** A window that was judged before is passed over, so that what a crash has left out is made up for. */
    private void judgePerformance() {
        for (PerformanceWindow window : performance.written(JUDGED_AGAIN)) {
            for (Verdict verdict : bounds.of(window, clock.instant())) {
                if (!alerts.decide(stream.read().alerts(), verdict).isEmpty()) {
                    alerts.judge(verdict.isClean() ? verdict : keeper.linked(verdict, window.number()));
                }
            }
        }
    }

    private void tick() {
        Instant now = clock.instant();
        boolean due = !now.isBefore(persisted.plus(persistEvery));
        if (counter.isTimed()) {
            Duration lateness = settings.window().allowedLateness();
            for (Cut cut : counter.timed()) {
                Instant end = counter.end(cut.pane()).plus(lateness);
                if (!now.isBefore(end.plus(SETTLING))) {
                    close(cut);
                    counter.close(cut.pane());
                } else if (due || !now.isBefore(end)) {
                    keeper.handOn(cut);
                }
            }
        } else {
            Cut cut = counter.lookNow();
            keeper.look(cut);
            if (due) {
                keeper.handOn(cut);
                long already = keeper.handedOn();
                if (already >= settings.paneRows().orElse(Long.MAX_VALUE)) {
                    close(counter.cutNow(0));
                } else {
                    counter.fullAfter(cut, already);
                }
            }
        }
        performance.takeOver();
        meters.rows(stats());
        if (due) {
            persisted = now;
            keepPerformance();
        }
    }

    @Override
    public void flush() {
        refuseIfClosed();
        try {
            thread.submit(() -> {
                        if (counter.isTimed()) {
                            counter.timed().forEach(this::close);
                        } else {
                            close(counter.cutNow(0));
                        }
                        keepPerformance();
                    })
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MlopsException known) {
                throw known;
            }
            throw new StorageFailure("The window of monitor '" + name + "' could not be closed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        boolean unused = alerts.await(DELIVER_WITHIN);
    }

    @Override
    public DriftReport latest() {
        return findLatest()
                .orElseThrow(() -> new NotFound(
                        "Monitor '" + name + "' has closed no window yet; flush() closes the one that is under way."));
    }

    @Override
    public Optional<DriftReport> findLatest() {
        return stream.read().last().map(this::report);
    }

    private DriftReport report(Closed closed) {
        return ReportJson.read(
                blobs.read("window " + closed.summary().number() + " of monitor '" + name + "'", closed.report()));
    }

    @Override
    public List<WindowSummary> windows() {
        return stream.read().closed().stream().map(Closed::summary).toList();
    }

    @Override
    public DriftReport window(long number) {
        return stream.read().closed().stream()
                .filter(closed -> closed.summary().number() == number)
                .findFirst()
                .map(this::report)
                .orElseThrow(() -> new NotFound("Monitor '" + name + "' has no window " + number + " among its last "
                        + settings.keep() + "; windows() lists them."));
    }

    @Override
    public void toHtml(Path file) {
        toHtml(file, Instant.MIN, Instant.MAX);
    }

    @Override
    public void toHtml(Path file, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new InvalidInput("There is no time from " + from + " to " + to + " for the page of monitor '" + name
                    + "'; give an end after the beginning.");
        }
        HtmlPage.write(page.of(stream.read(), alerts.list(), performance(), from, to), file);
    }

    @Override
    public Performance performance() {
        return performance.performance(WindowSpans.of(stream.read(), settings, Optional.of(clock.instant())));
    }

    @Override
    public void predicted(String id, double number) {
        refuseIfClosed();
        performance.predicted(id, number);
    }

    @Override
    public void predicted(String id, double[] probabilities) {
        refuseIfClosed();
        performance.predicted(id, probabilities);
    }

    @Override
    public void label(String id, double truth) {
        refuseIfClosed();
        performance.label(id, truth);
    }

    @Override
    public void label(String id, String truth) {
        refuseIfClosed();
        performance.label(id, truth);
    }

    @Override
    public Alerts alerts() {
        return alerts;
    }

    @Override
    public MonitorStats stats() {
        return new MonitorStats(counter.observed(), counter.late(), failed.get());
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        sources.forEach(source -> guarded(() -> {
            try {
                source.close();
            } catch (Exception e) {
                throw new StorageFailure("A source of monitor '" + name + "' could not be closed.", e);
            }
        }));
        thread.execute(() -> guarded(() -> {
            if (counter.isTimed()) {
                counter.timed().forEach(keeper::handOn);
            } else {
                keeper.handOn(counter.lookNow());
            }
        }));
        thread.execute(() -> guarded(this::keepPerformance));
        thread.execute(() -> guarded(meters::close));
        thread.shutdown();
        boolean interrupted = false;
        try {
            if (!thread.awaitTermination(DELIVER_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("Monitor '{}' was closed before all that it counted was kept.", name);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        alerts.close();
        whenClosed.run();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "monitor '" + name + "', " + settings.window();
    }
}
