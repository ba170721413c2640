package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Trouble that a monitor tells of: what, where, how much, since when, and by which test. One alert may take in many columns ({@link #findings}); the
 * accessors {@link #subject}, {@link #test}, {@link #value} and {@link #threshold} tell of the worst.
 *
 * <pre>{@code
 * monitor.alert(AlertSink.callback(alert -> pager.page(alert.severity(), alert.message())));
 * }</pre>
 *
 * <p>An immutable value. Users get alerts from a monitor; {@link #builder} is for those who test a sink of their own.
 */
public final class Alert {
    private final String id;
    private final String monitor;
    private final AlertTopic topic;
    private final String where;
    private final Severity severity;
    private final AlertState state;
    private final AlertReason reason;
    private final int notice;
    private final List<AlertFinding> findings;
    private final AlertWindow window;
    private final Instant since;
    private final Instant openedAt;
    private final Instant at;
    private final @Nullable String modelVersion;
    private final @Nullable URI report;

    private Alert(Builder from, AlertWindow window) {
        this.id = from.id;
        this.monitor = from.monitor;
        this.topic = from.topic;
        this.where = from.where;
        this.severity = from.severity;
        this.state = from.state;
        this.reason = from.reason;
        this.notice = from.notice;
        this.findings = from.findings;
        this.window = window;
        this.since = Objects.requireNonNullElse(from.since, window.from());
        this.openedAt = Objects.requireNonNullElse(from.openedAt, window.to());
        this.at = Objects.requireNonNullElse(from.at, this.openedAt);
        this.modelVersion = from.modelVersion;
        this.report = from.report;
    }

    /**
     * Begins an alert; it needs at least one finding and a window.
     *
     * @param id what tells it from all others
     * @param monitor the monitor's name
     * @param topic what kind of trouble it is
     */
    public static Builder builder(String id, String monitor, AlertTopic topic) {
        return new Builder(id, monitor, topic);
    }

    /** A builder that holds all that this alert does, to change some of it. */
    public Builder toBuilder() {
        Builder copy = new Builder(id, monitor, topic)
                .where(where)
                .severity(severity)
                .state(state)
                .reason(reason)
                .notice(notice)
                .findings(findings)
                .window(window)
                .since(since)
                .openedAt(openedAt)
                .at(at);
        copy.modelVersion = modelVersion;
        copy.report = report;
        return copy;
    }

    /** What tells this alert from all others. It stays the same from opening to resolution. */
    public String id() {
        return id;
    }

    /** The name of the monitor. */
    public String monitor() {
        return monitor;
    }

    /** What kind of trouble it is. */
    public AlertTopic topic() {
        return topic;
    }

    /** The segment of the rows, or the reference, that it is about, as {@code country=DE}; empty if it is about all rows. */
    public String where() {
        return where;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Where it is in its life. */
    public AlertState state() {
        return state;
    }

    /** Why it is sent this time. */
    public AlertReason reason() {
        return reason;
    }

    /** The how-manieth message about this alert this is, from 1. Sinks are told at least once: the same id and notice again is the same message again. */
    public int notice() {
        return notice;
    }

    /** What is wrong, the worst first; at least one, at most 100. Of a resolved alert: what was wrong when it was last seen. */
    public List<AlertFinding> findings() {
        return findings;
    }

    /** The column, output or metric that is worst. */
    public String subject() {
        return findings.get(0).subject();
    }

    /** The test that told of the worst. */
    public String test() {
        return findings.get(0).test();
    }

    /** What that test said. */
    public double value() {
        return findings.get(0).value();
    }

    /** What that was held against. */
    public double threshold() {
        return findings.get(0).threshold();
    }

    /** The window in which it was last seen. */
    public AlertWindow window() {
        return window;
    }

    /** The beginning of the first window in which the trouble was seen, which may be long before the alert was opened. */
    public Instant since() {
        return since;
    }

    /** When it was opened. */
    public Instant openedAt() {
        return openedAt;
    }

    /** When this message was made. */
    public Instant at() {
        return at;
    }

    /** From the first sign of trouble to this message. */
    public Duration age() {
        return Duration.between(since, at);
    }

    /** The model version that served in the window, as {@code loan-default/3}, if one did. */
    public Optional<String> findModelVersion() {
        return Optional.ofNullable(modelVersion);
    }

    /** Where its report can be read, if there is one. */
    public Optional<URI> report() {
        return Optional.ofNullable(report);
    }

    /** All of it in a sentence, on one line: severity, monitor, columns, window, test, values and since when. */
    public String message() {
        return AlertText.message(this);
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof Alert other && parts().equals(other.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    private List<Object> parts() {
        return List.of(
                id,
                monitor,
                topic,
                where,
                severity,
                state,
                reason,
                notice,
                findings,
                window,
                since,
                openedAt,
                at,
                findModelVersion(),
                report());
    }

    @Override
    public String toString() {
        return "alert " + id + " (" + state + "): " + message();
    }

    /** Gathers what an alert tells. Not thread-safe. */
    public static final class Builder {
        /** The most findings that an alert lists. */
        static final int MOST_FINDINGS = 100;

        private final String id;
        private final String monitor;
        private final AlertTopic topic;
        private String where = "";
        private Severity severity = Severity.WARNING;
        private AlertState state = AlertState.OPEN;
        private AlertReason reason = AlertReason.OPENED;
        private int notice = 1;
        private List<AlertFinding> findings = List.of();
        private @Nullable AlertWindow window;
        private @Nullable Instant since;
        private @Nullable Instant openedAt;
        private @Nullable Instant at;
        private @Nullable String modelVersion;
        private @Nullable URI report;

        private Builder(String id, String monitor, AlertTopic topic) {
            if (id.isBlank() || monitor.isBlank()) {
                throw new InvalidInput("An alert has an id and a monitor; got '" + id + "' and '" + monitor + "'.");
            }
            this.id = id;
            this.monitor = monitor;
            this.topic = topic;
        }

        /** The segment or reference it is about; all rows by default. */
        public Builder where(String where) {
            this.where = where;
            return this;
        }

        /** How bad it is; {@link Severity#WARNING} by default. */
        public Builder severity(Severity severity) {
            this.severity = severity;
            return this;
        }

        /** Where it is in its life; {@link AlertState#OPEN} by default. */
        public Builder state(AlertState state) {
            this.state = state;
            return this;
        }

        /** Why it is sent; {@link AlertReason#OPENED} by default. */
        public Builder reason(AlertReason reason) {
            this.reason = reason;
            return this;
        }

        /** The how-manieth message about it this is, from 1, which is the default. */
        public Builder notice(int notice) {
            this.notice = notice;
            return this;
        }

        /** What is wrong, the worst first; of more than 100 the first 100 are kept. */
        public Builder findings(List<AlertFinding> findings) {
            this.findings = List.copyOf(findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)));
            return this;
        }

        /** The window in which it was seen. */
        public Builder window(AlertWindow window) {
            this.window = window;
            return this;
        }

        /** The first sign of trouble; the beginning of the window by default. */
        public Builder since(Instant since) {
            this.since = since;
            return this;
        }

        /** When it was opened; the end of the window by default. */
        public Builder openedAt(Instant openedAt) {
            this.openedAt = openedAt;
            return this;
        }

        /** When this message was made; when it was opened by default. */
        public Builder at(Instant at) {
            this.at = at;
            return this;
        }

        /** The model version that served, as {@code loan-default/3}. */
        public Builder modelVersion(String modelVersion) {
            this.modelVersion = modelVersion;
            return this;
        }

        /** Where its report can be read. */
        public Builder report(URI report) {
            this.report = report;
            return this;
        }

        /**
         * The alert.
         *
         * @throws InvalidInput if it has no window or no finding
         */
        public Alert build() {
            if (window == null || findings.isEmpty() || notice < 1) {
                throw new InvalidInput(
                        "Alert '" + id + "' of monitor '" + monitor
                                + "' lacks its window, its findings or the number of its notice (from 1); an alert tells what is wrong and when.");
            }
            return new Alert(this, window);
        }
    }
}
