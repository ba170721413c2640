package io.mlops4j.core.monitoring.page;

import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.WindowSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page of a monitor tells. Immutable.
 *
 * @param monitor its name
 * @param endpoint the endpoint that it is on; empty if it is on none
 * @param window how the stream is cut, in words
 * @param test when a column counts as changed
 * @param tests the same for columns of their own
 * @param windows the windows, oldest first
 * @param quality what was found wrong with the data, by the number of the window; a window that is absent was not looked at
 * @param changes when another version began to serve
 * @param performance how well the model does
 * @param alerts the alerts, open ones and the last that are over
 * @param latest what was found in the last of the windows
 */
public record MonitorHistory(
        String monitor,
        Optional<String> endpoint,
        String window,
        DriftTest test,
        Map<String, DriftTest> tests,
        List<WindowSummary> windows,
        Map<Long, List<QualityShare>> quality,
        List<VersionChange> changes,
        List<PerformancePoint> performance,
        List<Alert> alerts,
        Optional<DriftReport> latest) {
    /** Copies the collections. */
    public MonitorHistory {
        tests = Map.copyOf(tests);
        windows = List.copyOf(windows);
        quality = Map.copyOf(quality);
        changes = List.copyOf(changes);
        performance = List.copyOf(performance);
        alerts = List.copyOf(alerts);
    }

    /**
     * Something wrong with the data of a window.
     *
     * @param column the column; empty if it is about whole rows
     * @param kind what is wrong
     * @param share of the rows that show it
     * @param expected the share that the reference has
     */
    public record QualityShare(String column, QualityKind kind, double share, double expected) {}

    /**
     * Another version began to serve.
     *
     * @param at when
     * @param version as {@code loan-default 3}; empty if none served from then on
     * @param what how that came, as {@code deploy}
     * @param why the reason, or the empty string
     */
    public record VersionChange(Instant at, String version, String what, String why) {}

    /**
     * How well the model did in a window.
     *
     * @param metric the metric, of a version if there are several
     * @param window the number of the window
     * @param value the metric
     * @param low the lower end of its interval; NaN if it has none
     * @param high the upper end of its interval; NaN if it has none
     * @param estimated whether it was estimated without labels
     */
    public record PerformancePoint(
            String metric, long window, double value, double low, double high, boolean estimated) {}
}
