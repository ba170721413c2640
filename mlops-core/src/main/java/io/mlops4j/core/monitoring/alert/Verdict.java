package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one window says about one topic in one segment: what is wrong, or that nothing is. Windows of a topic and segment are numbered upwards, also over
 * restarts: one whose number is not above the last is passed over, so a window may be judged twice.
 */
public final class Verdict {
    private final AlertTopic topic;
    private final String where;
    private final AlertWindow window;
    private final List<AlertFinding> findings;
    private final @Nullable String modelVersion;
    private final @Nullable URI report;

    private Verdict(
            AlertTopic topic,
            String where,
            AlertWindow window,
            List<AlertFinding> findings,
            @Nullable String modelVersion,
            @Nullable URI report) {
        this.topic = topic;
        this.where = where;
        this.window = window;
        this.findings = findings;
        this.modelVersion = modelVersion;
        this.report = report;
    }

    /**
     * A verdict.
     *
     * @param topic on what
     * @param where the segment or reference; empty for all rows
     * @param window of which window
     * @param findings what is wrong, the worst first; empty if nothing is
     */
    public static Verdict of(AlertTopic topic, String where, AlertWindow window, List<AlertFinding> findings) {
        return new Verdict(topic, where, window, List.copyOf(findings), null, null);
    }

    /** The same with the model version that served, as {@code loan-default/3}. */
    public Verdict modelVersion(String version) {
        return new Verdict(topic, where, window, findings, version, report);
    }

    /** The same with a link to the window's report. */
    public Verdict report(URI link) {
        return new Verdict(topic, where, window, findings, modelVersion, link);
    }

    AlertTopic topic() {
        return topic;
    }

    String where() {
        return where;
    }

    AlertWindow window() {
        return window;
    }

    /** Whether it finds nothing wrong. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    List<AlertFinding> findings() {
        return findings;
    }

    Optional<String> findModelVersion() {
        return Optional.ofNullable(modelVersion);
    }

    Optional<URI> findReport() {
        return Optional.ofNullable(report);
    }
}
