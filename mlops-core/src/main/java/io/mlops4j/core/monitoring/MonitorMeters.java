package io.mlops4j.core.monitoring;

import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.MonitorStats;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.spi.Meters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a monitor reports to the user's meters, from the thread of the monitor; nothing of it is on the way of a request. */
final class MonitorMeters {
    private static final String PREFIX = "mlops4j.monitor.";
    private static final String EFFECT = "effect";

    /** A reference may have any number of columns; the most severe ones are told of. */
    private static final int MOST_COLUMNS = 200;

    private final Meters meters;
    private final String monitor;
    private final Map<String, String> tags;
    private final Map<Gauged, Double> values = new ConcurrentHashMap<>();
    private MonitorStats told = new MonitorStats(0, 0, 0);

    private record Gauged(String name, Map<String, String> tags) {}

    MonitorMeters(Meters meters, String monitor) {
        this.meters = meters;
        this.monitor = monitor;
        this.tags = Map.of("monitor", monitor);
    }

    /** Rows are told of as they have grown. */
    void rows(MonitorStats now) {
        count("rows", now.observed() - told.observed());
        count("late", now.late() - told.late());
        count("failed", now.failed() - told.failed());
        told = now;
    }

    private void count(String what, long more) {
        if (more > 0) {
            meters.count(PREFIX + what, tags, more);
        }
    }

    /** A window was closed; columns that are not among the most severe any more are not told of. */
    void window(DriftReport report) {
        meters.count(PREFIX + "windows", tags, 1);
        gauge("drifted_columns", tags, report.driftedColumns().size());
        List<ColumnDrift> told = report.columns().stream()
                .filter(column -> column.effect().isPresent())
                .limit(MOST_COLUMNS)
                .toList();
        Set<Gauged> effects = told.stream().map(this::effectOf).collect(Collectors.toSet());
        remove(gauged -> gauged.name().equals(PREFIX + EFFECT) && !effects.contains(gauged));
        told.forEach(column -> column.effect()
                .ifPresent(effect -> gauge(EFFECT, effectOf(column).tags(), effect.value())));
    }

    private Gauged effectOf(ColumnDrift column) {
        return new Gauged(PREFIX + EFFECT, Map.of("monitor", monitor, "column", column.name()));
    }

    private void remove(Predicate<Gauged> gone) {
        List.copyOf(values.keySet()).stream().filter(gone).forEach(gauged -> {
            meters.removeGauge(gauged.name(), gauged.tags());
            values.remove(gauged);
        });
    }

    /** The monitor is closed: what it watched last is not how things are. */
    void close() {
        remove(gauged -> true);
    }

    /** So many alerts are open. */
    void alerts(int open) {
        gauge("alerts_open", tags, open);
    }

    /** How good the predictions of a window were. */
    void performance(PerformanceFigures figures) {
        figures.realised().forEach((name, metric) -> performance(name, "realised", metric.value()));
        figures.estimated().forEach((name, metric) -> performance(name, "estimated", metric.value()));
    }

    private void performance(String metric, String kind, double value) {
        gauge("performance", Map.of("monitor", monitor, "metric", metric, "kind", kind), value);
    }

    private void gauge(String what, Map<String, String> of, double value) {
        String name = PREFIX + what;
        Gauged gauged = new Gauged(name, of);
        if (values.put(gauged, value) == null) {
            meters.gauge(name, of, () -> values.getOrDefault(gauged, Double.NaN));
        }
    }
}
