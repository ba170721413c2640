package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.MonitorEvent.Alerted;
import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.MonitorEvent.Counted;
import io.mlops4j.core.monitoring.MonitorEvent.Performed;
import io.mlops4j.core.monitoring.MonitorEvent.Started;
import io.mlops4j.core.monitoring.alert.AlertBook;
import io.mlops4j.core.monitoring.performance.PerformanceBook;
import io.mlops4j.core.stream.Stamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A monitor as its stream tells it. Immutable.
 *
 * @param settings how it watches; null before it was started
 * @param started how often it was started with other settings
 * @param windows how many windows were closed, ever
 * @param counted what was counted in panes that are under way
 * @param closed the last windows, oldest first
 * @param same how many of them were of the present settings
 * @param since for each column that has drifted in the last window, since when
 * @param lateRows rows that another process counted into a pane that was closed already
 * @param alerts the alerts
 * @param performance predictions and labels
 */
record MonitorState(
        @Nullable MonitorSettings settings,
        int started,
        long windows,
        PVector<Counted> counted,
        PVector<Closed> closed,
        long same,
        PMap<String, Instant> since,
        long lateRows,
        AlertBook alerts,
        PerformanceBook performance) {
    static final MonitorState EMPTY = new MonitorState(
            null,
            0,
            0,
            TreePVector.empty(),
            TreePVector.empty(),
            0,
            HashTreePMap.empty(),
            0,
            AlertBook.EMPTY,
            PerformanceBook.EMPTY);

    Optional<MonitorSettings> findSettings() {
        return Optional.ofNullable(settings);
    }

    /** What was counted in a pane. */
    List<Counted> counted(long pane) {
        return counted.stream().filter(each -> each.pane() == pane).toList();
    }

    /** The last window. */
    Optional<Closed> last() {
        return closed.isEmpty() ? Optional.empty() : Optional.of(closed.get(closed.size() - 1));
    }

    /** The last windows of the present settings, at most so many. */
    List<Closed> recent(int most) {
        int size = (int) Math.min(Math.min(same, closed.size()), most);
        return closed.subList(closed.size() - size, closed.size());
    }

    /** How many of the last windows are kept. */
    int keep() {
        return settings == null ? MonitorSettings.KEEP : settings.keep();
    }

    MonitorState apply(Stamp stamp, MonitorEvent event) {
        if (event instanceof Started start) {
            return started(start.settings());
        }
        if (event instanceof Counted more) {
            boolean late = more.pane() > 0
                    && last().filter(end -> end.pane() > more.pane()).isPresent();
            return late
                    ? with(counted, lateRows + more.rows(), alerts, performance)
                    : with(counted.plus(more), lateRows, alerts, performance);
        }
        if (event instanceof Closed end) {
            return closed(end);
        }
        if (event instanceof Performed performed) {
            return with(counted, lateRows, alerts, performance.apply(stamp, performed.event()));
        }
        return event instanceof Alerted alerted
                ? with(counted, lateRows, alerts.apply(stamp, alerted.event()), performance)
                : this;
    }

    private MonitorState with(
            PVector<Counted> nowCounted, long late, AlertBook nowAlerts, PerformanceBook nowPerformance) {
        return new MonitorState(
                settings, started, windows, nowCounted, closed, same, since, late, nowAlerts, nowPerformance);
    }

    private MonitorState started(MonitorSettings now) {
        return new MonitorState(
                now,
                started + 1,
                windows,
                TreePVector.empty(),
                closed,
                0,
                HashTreePMap.empty(),
                lateRows,
                alerts,
                performance);
    }

    private MonitorState closed(Closed end) {
        PVector<Closed> more = closed.plus(end);
        while (more.size() > keep()) {
            more = more.minus(0);
        }
        PMap<String, Instant> drifting = HashTreePMap.empty();
        for (String column : end.summary().drifted()) {
            drifting = drifting.plus(
                    column, since.getOrDefault(column, end.summary().from()));
        }
        return new MonitorState(
                settings,
                started,
                end.summary().number(),
                after(end.pane()),
                more,
                same + 1,
                drifting,
                lateRows,
                alerts,
                performance);
    }

    /** What was counted after a pane. */
    private PVector<Counted> after(long pane) {
        return pane == 0
                ? TreePVector.empty()
                : TreePVector.from(
                        counted.stream().filter(each -> each.pane() > pane).toList());
    }

    /**
     * The blobs that nobody asks for any more once a pane is closed: of what was counted in it, as the whole is kept, of the windows that are too old, and of predictions whose time is over.
     *
     * @param pane the pane
     * @param kept the blobs of its end
     */
    List<String> expired(long pane, Collection<String> kept, Instant now) {
        int old = Math.max(0, closed.size() + 1 - keep());
        List<Counted> left = after(pane);
        Set<String> expired = new TreeSet<>();
        counted.stream().filter(each -> !left.contains(each)).forEach(each -> expired.add(each.blob()));
        closed.subList(0, old).forEach(each -> expired.addAll(List.of(each.counts(), each.report())));
        performance.kept().stream()
                .filter(part -> part.until().isBefore(now))
                .forEach(part -> expired.add(part.blob()));
        // The same bytes may be of something else too, which stays.
        expired.removeAll(kept);
        left.forEach(each -> expired.remove(each.blob()));
        closed.subList(old, closed.size()).forEach(each -> {
            expired.remove(each.counts());
            expired.remove(each.report());
        });
        performance.kept().stream()
                .filter(part -> !part.until().isBefore(now))
                .forEach(part -> expired.remove(part.blob()));
        findSettings().ifPresent(present -> {
            expired.remove(present.blob());
            present.against().stream()
                    .filter(Against.Rows.class::isInstance)
                    .forEach(rows -> expired.remove(((Against.Rows) rows).blob()));
        });
        return List.copyOf(expired);
    }
}
