package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.alert.AlertEvent;
import io.mlops4j.core.monitoring.performance.PerformanceEvent;
import io.mlops4j.monitoring.WindowSummary;
import java.time.Instant;
import java.util.List;

/** What happens in the stream of a monitor. */
sealed interface MonitorEvent {
    /** A monitor was started with other settings than before; what was counted under those is left. */
    record Started(MonitorSettings settings) implements MonitorEvent {}

    /**
     * A process has counted rows of the pane that is under way.
     *
     * @param pane which pane of time; 0 for panes of rows
     * @param rows how many
     * @param from when the first came
     * @param to when the last came
     * @param blob the counts
     */
    record Counted(long pane, long rows, Instant from, Instant to, String blob) implements MonitorEvent {}

    /**
     * A pane is full, and the window that ends with it was judged.
     *
     * @param pane which pane of time; 0 for panes of rows
     * @param summary the window
     * @param counts the blob of the pane's counts, of all processes
     * @param report the blob of what was found in the window
     * @param paneRows the rows of the pane
     * @param paneFrom the time of its first row
     * @param expired blobs that nobody asks for after this
     */
    record Closed(
            long pane,
            WindowSummary summary,
            String counts,
            String report,
            long paneRows,
            Instant paneFrom,
            List<String> expired)
            implements MonitorEvent {
        public Closed {
            expired = List.copyOf(expired);
        }
    }

    /** Something happened to predictions and labels. */
    record Performed(PerformanceEvent event) implements MonitorEvent {}

    /** Something happened to an alert. */
    record Alerted(AlertEvent event) implements MonitorEvent {}
}
