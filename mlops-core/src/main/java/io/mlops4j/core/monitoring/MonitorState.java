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
import java.util.List;
import java.util.Optional;
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
    private static final int MOST_CLOSED = 1_000;

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

    MonitorState apply(Stamp stamp, MonitorEvent event) {
        if (event instanceof Started start) {
            return new MonitorState(
                    start.settings(),
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
        if (event instanceof Counted more) {
            boolean late = more.pane() > 0
                    && last().filter(end -> end.pane() > more.pane()).isPresent();
            return late
                    ? new MonitorState(
                            settings,
                            started,
                            windows,
                            counted,
                            closed,
                            same,
                            since,
                            lateRows + more.rows(),
                            alerts,
                            performance)
                    : new MonitorState(
                            settings,
                            started,
                            windows,
                            counted.plus(more),
                            closed,
                            same,
                            since,
                            lateRows,
                            alerts,
                            performance);
        }
        if (event instanceof Closed end) {
            return closed(end);
        }
        if (event instanceof Performed performed) {
            return new MonitorState(
                    settings,
                    started,
                    windows,
                    counted,
                    closed,
                    same,
                    since,
                    lateRows,
                    alerts,
                    performance.apply(stamp, performed.event()));
        }
        return event instanceof Alerted alerted
                ? new MonitorState(
                        settings,
                        started,
                        windows,
                        counted,
                        closed,
                        same,
                        since,
                        lateRows,
                        alerts.apply(stamp, alerted.event()),
                        performance)
                : this;
    }

    private MonitorState closed(Closed end) {
        PVector<Closed> more = closed.plus(end);
        PMap<String, Instant> drifting = HashTreePMap.empty();
        for (String column : end.summary().drifted()) {
            drifting = drifting.plus(
                    column, since.getOrDefault(column, end.summary().from()));
        }
        PVector<Counted> left = TreePVector.from(
                counted.stream().filter(each -> each.pane() > end.pane()).toList());
        return new MonitorState(
                settings,
                started,
                end.summary().number(),
                end.pane() == 0 ? TreePVector.empty() : left,
                more.size() > MOST_CLOSED ? more.minus(0) : more,
                same + 1,
                drifting,
                lateRows,
                alerts,
                performance);
    }
}
