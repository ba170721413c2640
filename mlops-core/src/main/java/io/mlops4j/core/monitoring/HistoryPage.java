package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.drift.ReportJson;
import io.mlops4j.core.monitoring.page.MonitorHistory;
import io.mlops4j.core.monitoring.page.MonitorHistory.PerformancePoint;
import io.mlops4j.core.monitoring.page.MonitorHistory.QualityShare;
import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.core.monitoring.page.MonitorPage;
import io.mlops4j.core.page.Figures;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.Performance;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gathers what the page of a monitor tells, from its stream, its blobs and what the endpoint has served. Immutable. */
final class HistoryPage {
    /** The data quality of a window is in its report, which is read for as many of the latest. */
    private static final int MOST_REPORTS = 200;

    private final String monitor;
    private final MonitorSettings settings;
    private final Optional<Endpoint> endpoint;
    private final WindowBlobs blobs;

    HistoryPage(String monitor, MonitorSettings settings, Optional<Endpoint> endpoint, WindowBlobs blobs) {
        this.monitor = monitor;
        this.settings = settings;
        this.endpoint = endpoint;
        this.blobs = blobs;
    }

    /** The windows of a span of time, and the alerts that were there in it. */
    String of(MonitorState state, List<Alert> alerts, Performance performance, Instant from, Instant to) {
        List<Closed> closed = state.closed().stream()
                .filter(each -> each.summary().from().isBefore(to)
                        && !each.summary().to().isBefore(from))
                .toList();
        List<Alert> within = alerts.stream()
                .filter(alert -> alert.since().isBefore(to)
                        && (alert.state() != AlertState.RESOLVED || !alert.at().isBefore(from)))
                .toList();
        return of(closed, within, performance);
    }

    private String of(List<Closed> closed, List<Alert> alerts, Performance performance) {
        List<WindowSummary> windows = closed.stream().map(Closed::summary).toList();
        Map<Long, List<QualityShare>> quality = new HashMap<>();
        for (Closed each : closed.subList(Math.max(0, closed.size() - MOST_REPORTS), closed.size())) {
            quality.put(
                    each.summary().number(),
                    ReportJson.quality(report(each)).stream()
                            .map(issue ->
                                    new QualityShare(issue.column(), issue.kind(), issue.share(), issue.expected()))
                            .toList());
        }
        return MonitorPage.of(new MonitorHistory(
                monitor,
                endpoint.map(Endpoint::name),
                settings.window().toString(),
                settings.test(),
                settings.tests(),
                windows,
                quality,
                endpoint.map(HistoryPage::changes).orElse(List.of()),
                points(performance),
                alerts,
                closed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(ReportJson.read(report(closed.get(closed.size() - 1))))));
    }

    private JsonNode report(Closed closed) {
        return blobs.read("window " + closed.summary().number() + " of monitor '" + monitor + "'", closed.report());
    }

    /** The metrics of all versions together, by labels and as estimated without them. */
    private static List<PerformancePoint> points(Performance performance) {
        List<PerformancePoint> points = new ArrayList<>();
        for (PerformanceWindow window : performance.windows()) {
            window.all().realised().forEach((name, metric) -> points.add(point(name, window, metric, false)));
            window.all().estimated().forEach((name, metric) -> points.add(point(name, window, metric, true)));
        }
        return points;
    }

    private static PerformancePoint point(String name, PerformanceWindow window, Metric metric, boolean estimated) {
        return new PerformancePoint(
                name,
                window.number(),
                metric.value(),
                metric.findInterval().map(Interval::low).orElse(Double.NaN),
                metric.findInterval().map(Interval::high).orElse(Double.NaN),
                estimated);
    }

    /** What was deployed and what canaries got, in the order of time. A promotion is told once, as what the endpoint serves from then on. */
    private static List<VersionChange> changes(Endpoint endpoint) {
        List<VersionChange> changes = new ArrayList<>();
        for (Deployment deployment : endpoint.history()) {
            boolean empty = deployment.action() == Deployment.Action.UNDEPLOY;
            changes.add(new VersionChange(
                    deployment.at(),
                    empty ? "" : deployment.model() + " " + deployment.number(),
                    deployment.action().name().toLowerCase(Locale.ROOT),
                    deployment.why()));
        }
        for (Rollout rollout : endpoint.rollouts()) {
            for (Rollout.Change change : rollout.changes()) {
                if (change.state() != RolloutState.PROMOTED) {
                    changes.add(new VersionChange(change.at(), version(rollout, change), words(change), change.why()));
                }
            }
        }
        changes.sort(Comparator.comparing(VersionChange::at));
        return changes;
    }

    private static String version(Rollout rollout, Rollout.Change change) {
        ModelVersion version = change.state().ended() ? rollout.champion() : rollout.canary();
        return version.model() + " " + version.number();
    }

    private static String words(Rollout.Change change) {
        return switch (change.state()) {
            case RUNNING -> "canary, " + Figures.percent(change.weight());
            case PAUSED -> "canary paused, " + Figures.percent(change.weight());
            case ROLLED_BACK -> "canary rolled back";
            case ABORTED -> "canary aborted";
            case PROMOTED -> "promote";
        };
    }
}
