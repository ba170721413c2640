package io.mlops4j.core.monitoring;

import io.mlops4j.Conflict;
import io.mlops4j.core.monitoring.MonitorEvent.Alerted;
import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.MonitorEvent.Counted;
import io.mlops4j.core.monitoring.PaneCounter.Cut;
import io.mlops4j.core.monitoring.alert.AlertEvent;
import io.mlops4j.core.monitoring.alert.AlertLedger;
import io.mlops4j.core.monitoring.alert.LiveAlerts;
import io.mlops4j.core.monitoring.alert.Verdict;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.core.monitoring.drift.StreamJudge;
import io.mlops4j.core.monitoring.record.CountsJson;
import io.mlops4j.core.monitoring.record.StreamCounts;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what was counted into the journal, and judges windows: of the counts of all processes, once, by whichever is the first to write. For the thread of its monitor.
 */
final class WindowKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WindowKeeper.class);

    private final String name;
    private final MonitorSettings settings;
    private final EventStream<MonitorState, MonitorEvent> stream;
    private final WindowBlobs blobs;
    private final WindowJudge judge;
    private final LiveAlerts alerts;
    private final Optional<ReportFiles> reports;
    private final Map<String, StreamCounts> kept = new ConcurrentHashMap<>();
    private StreamJudge.Seen seen;
    private long lookedAt;

    WindowKeeper(
            String name,
            MonitorSettings settings,
            EventStream<MonitorState, MonitorEvent> stream,
            WindowBlobs blobs,
            WindowJudge judge,
            LiveAlerts alerts,
            Optional<ReportFiles> reports) {
        this.name = name;
        this.settings = settings;
        this.stream = stream;
        this.blobs = blobs;
        this.judge = judge;
        this.alerts = alerts;
        this.reports = reports;
        this.seen = judge.nothingSeen();
    }

    /** Looks at the window so far: what is evident now need not wait for its end. */
    void look(Cut cut) {
        if (settings.window().panes() > 1) {
            return;
        }
        StreamCounts fresh = cut.pane().fresh(cut.counts());
        if (fresh.rows() == lookedAt) {
            return;
        }
        lookedAt = fresh.rows();
        boolean before = seen.any();
        MonitorState state = stream.read();
        StreamCounts counts = pooled(state, cut.pane().number()).plus(fresh);
        judge.look(counts, seen);
        if (seen.any() && !before) {
            DriftReport report = judge.report(
                    state.windows() + 1, from(state, cut), cut.at(), counts, seen, Map.of(), state.since());
            if (report.columns().stream().anyMatch(ColumnDrift::alarming)) {
                verdicts(report).forEach(alerts::judge);
            }
        }
    }

    /** A verdict with a link to the page of a window that is kept; without one where there is none. */
    Verdict linked(Verdict verdict, long window) {
        if (reports.isEmpty()) {
            return verdict;
        }
        return stream.read().closed().stream()
                .filter(closed -> closed.summary().number() == window)
                .findFirst()
                .map(closed -> reports.get()
                        .linked(
                                name,
                                ReportJson.read(
                                        blobs.read("window " + window + " of monitor '" + name + "'", closed.report())),
                                List.of(verdict))
                        .get(0))
                .orElse(verdict);
    }

    private List<Verdict> verdicts(DriftReport report) {
        List<Verdict> verdicts = WindowAlerts.of(report);
        return reports.map(files -> files.linked(name, report, verdicts)).orElse(verdicts);
    }

    /** How many rows all processes have handed on of the pane of rows that is under way. */
    long handedOn() {
        return pooled(stream.read(), 0).rows();
    }

    /** What all processes have handed on of a pane. */
    private StreamCounts pooled(MonitorState state, long pane) {
        StreamCounts sum = StreamCounts.none(judge.columns());
        for (Counted part : state.counted(pane)) {
            sum = sum.plus(counts(part.blob()));
        }
        return sum;
    }

    private StreamCounts counts(String blob) {
        return kept.computeIfAbsent(
                blob,
                digest -> CountsJson.read(blobs.read("counts of monitor '" + name + "'", digest), judge.columns()));
    }

    private static Instant from(MonitorState state, Cut cut) {
        return state.counted(cut.pane().number()).stream()
                .map(Counted::from)
                .min(Comparator.naturalOrder())
                .filter(first -> first.isBefore(cut.pane().from()))
                .orElse(cut.pane().from());
    }

    /** Hands on what was counted since the last time, so that others see it, and nobody misses it after a crash. */
    void handOn(Cut cut) {
        Pane pane = cut.pane();
        StreamCounts fresh = pane.fresh(cut.counts());
        if (fresh.rows() == 0) {
            return;
        }
        Counted counted =
                new Counted(pane.number(), fresh.rows(), pane.from(), cut.at(), blobs.put(CountsJson.write(fresh)));
        MonitorState after = stream.write(state -> {
            refuseIfChanged(state);
            return Outcome.append(counted, "", next -> next);
        });
        pane.handOn(cut.counts(), cut.at());
        if (after.counted(pane.number()).isEmpty()) {
            LOG.debug("Monitor '{}' counted {} rows of a window that is closed.", name, fresh.rows());
        }
    }

    private void refuseIfChanged(MonitorState state) {
        if (!state.findSettings().filter(settings::equals).isPresent()) {
            throw new Conflict(
                    "Monitor '" + name + "' was started with other settings meanwhile; this one counts no more."
                            + " Give both processes the same reference, window and tests.");
        }
    }

    /** Closes the window that ends with a pane, if the pane has rows: judges it, keeps what was found, and tells of it. What was found is answered. */
    Optional<DriftReport> close(Cut cut) {
        Pane pane = cut.pane();
        StreamCounts fresh = pane.fresh(cut.counts());
        while (true) {
            MonitorState state = stream.read();
            refuseIfChanged(state);
            StreamCounts ofPane = pooled(state, pane.number()).plus(fresh);
            if (ofPane.rows() == 0) {
                return Optional.empty();
            }
            DriftReport report = judged(state, cut, ofPane);
            String counted = blobs.put(CountsJson.write(ofPane));
            String found = blobs.put(ReportJson.write(report));
            Closed end = new Closed(
                    pane.number(),
                    WindowJudge.summary(report),
                    counted,
                    found,
                    ofPane.rows(),
                    from(state, cut),
                    state.expired(pane.number(), List.of(counted, found), cut.at()));
            if (written(state, end, report)) {
                pane.handOn(cut.counts(), cut.at());
                seen = judge.nothingSeen();
                lookedAt = 0;
                kept.clear();
                return Optional.of(report);
            }
        }
    }

    private DriftReport judged(MonitorState state, Cut cut, StreamCounts ofPane) {
        int before = settings.window().panes() - 1;
        StreamCounts window = ofPane;
        Instant from = from(state, cut);
        for (Closed earlier : state.recent(before)) {
            window = window.plus(counts(earlier.counts()));
            from = earlier.paneFrom().isBefore(from) ? earlier.paneFrom() : from;
        }
        StreamJudge.Seen looks = before > 0 ? judge.nothingSeen() : seen;
        judge.look(window, looks);
        Map<String, StreamCounts> others = new LinkedHashMap<>();
        for (Against each : settings.against()) {
            StreamCounts rows = heldAgainst(each, state, before, from);
            if (rows.rows() > 0) {
                others.put(each.name(), rows);
            }
        }
        return judge.report(state.windows() + 1, from, cut.at(), window, looks, others, state.since());
    }

    /**
     * What a window is held against beside the reference.
     *
     * @param within how many of the last panes are part of the window
     * @param begin when it begins
     */
    private StreamCounts heldAgainst(Against other, MonitorState state, int within, Instant begin) {
        if (other instanceof Against.Rows rows) {
            return counts(rows.blob());
        }
        List<Closed> past = state.recent(Integer.MAX_VALUE);
        List<Closed> before = past.subList(0, Math.max(0, past.size() - within));
        List<Closed> wanted = other instanceof Against.Latest latest
                ? before.subList(Math.max(0, before.size() - latest.windows()), before.size())
                : before.stream()
                        .filter(each -> ((Against.Past) other)
                                .has(each.paneFrom(), each.summary().to(), begin))
                        .toList();
        StreamCounts sum = StreamCounts.none(judge.columns());
        for (Closed each : wanted) {
            sum = sum.plus(counts(each.counts()));
        }
        return sum;
    }

    /** Writes the end of a window and what becomes of alerts at once; false if somebody wrote first. */
    private boolean written(MonitorState judged, Closed end, DriftReport report) {
        List<Verdict> verdicts = verdicts(report);
        record Written(boolean done, List<AlertEvent> events, MonitorState after) {}
        Written written = stream.write(state -> {
            refuseIfChanged(state);
            if (state.windows() != judged.windows()
                    || !state.counted(end.pane()).equals(judged.counted(end.pane()))) {
                return Outcome.unchanged(after -> new Written(false, List.of(), after));
            }
            List<MonitorEvent> events = new ArrayList<>(List.of(end));
            List<AlertEvent> ofAlerts = new ArrayList<>();
            verdicts.forEach(verdict -> ofAlerts.addAll(alerts.decide(state.alerts(), verdict)));
            ofAlerts.forEach(event -> events.add(new Alerted(event)));
            return new Outcome<>(events, "", after -> new Written(true, ofAlerts, after));
        });
        if (written.done()) {
            alerts.written(
                    new AlertLedger.Entry(written.events(), written.after().alerts()));
        }
        return written.done();
    }
}
