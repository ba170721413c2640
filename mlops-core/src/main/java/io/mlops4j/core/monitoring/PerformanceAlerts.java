package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.alert.Verdict;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.PerformanceBound;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What measured windows say to alerts. By labels, a window that breaks a bound says so at once; that it breaks none it says when nearly all of its labels have come, or their time is over. What is estimated without labels is told apart.
 * Immutable.
 */
final class PerformanceAlerts {
    /** The part of the rows of alerts about estimates. */
    static final String ESTIMATED = "estimated without labels";

    /** So many of a window's labels tell that nothing is wrong. */
    private static final double NEARLY_ALL = 0.9;

    private final List<PerformanceBound> bounds;
    private final Duration labelsWithin;

    PerformanceAlerts(List<PerformanceBound> bounds, Duration labelsWithin) {
        this.bounds = List.copyOf(bounds);
        this.labelsWithin = labelsWithin;
    }

    boolean none() {
        return bounds.isEmpty();
    }

    /** The verdicts on a window. */
    List<Verdict> of(PerformanceWindow window, Instant now) {
        PerformanceFigures all = window.all();
        AlertWindow told = new AlertWindow(window.number(), window.from(), window.to(), all.predictions());
        List<Verdict> verdicts = new ArrayList<>();
        if (!all.realised().isEmpty()) {
            List<AlertFinding> broken =
                    broken(bounds, all.realised(), all.labelled() + " of " + all.predictions() + " labels");
            boolean settled = all.labelled() >= NEARLY_ALL * all.predictions()
                    || !now.isBefore(window.to().plus(labelsWithin));
            if (settled || !broken.isEmpty()) {
                verdicts.add(Verdict.of(AlertTopic.PERFORMANCE, "", told, broken));
            }
        }
        List<PerformanceBound> ofEstimates =
                bounds.stream().filter(PerformanceBound::estimated).toList();
        if (!ofEstimates.isEmpty() && !all.estimated().isEmpty()) {
            verdicts.add(Verdict.of(
                    AlertTopic.PERFORMANCE,
                    ESTIMATED,
                    told,
                    broken(ofEstimates, all.estimated(), all.predictions() + " predictions")));
        }
        return served(window)
                .map(version -> verdicts.stream()
                        .map(verdict -> verdict.modelVersion(version))
                        .toList())
                .orElse(verdicts);
    }

    /** The one version that served, if there was one only. */
    private static Optional<String> served(PerformanceWindow window) {
        return window.versions().size() == 1
                ? window.versions().keySet().stream().findFirst()
                : Optional.empty();
    }

    private static List<AlertFinding> broken(List<PerformanceBound> bounds, Map<String, Metric> metrics, String of) {
        List<AlertFinding> findings = new ArrayList<>();
        for (PerformanceBound bound : bounds) {
            Metric metric = metrics.get(bound.metric());
            if (metric != null && bound.isBrokenBy(metric)) {
                findings.add(finding(bound, metric, of));
            }
        }
        return findings;
    }

    private static AlertFinding finding(PerformanceBound bound, Metric metric, String of) {
        String interval = metric.findInterval()
                .map(i -> String.format(
                        Locale.ROOT,
                        "%.4g to %.4g (%s, %.4g %%), ",
                        i.low(),
                        i.high(),
                        i.method(),
                        100 * i.confidence()))
                .orElse("");
        AlertFinding finding = bound.side() == PerformanceBound.Side.AT_LEAST
                ? AlertFinding.below(bound.metric(), "metric", metric.value(), bound.bound())
                : AlertFinding.above(bound.metric(), "metric", metric.value(), bound.bound());
        return finding.detail(interval + of);
    }
}
