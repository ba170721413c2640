package io.mlops4j.core.monitoring.alert;

import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to the alerts of a monitor. When and by whom says the stamp. */
public sealed interface AlertEvent {
    /**
     * A window was judged that matters: it is bad, or there was a bad one of late.
     *
     * @param group of what
     * @param window which
     * @param bad whether something is wrong in it
     */
    record WindowJudged(AlertGroup group, AlertWindow window, boolean bad) implements AlertEvent {}

    /**
     * What is wrong in a window.
     *
     * @param severity how bad it is
     * @param window which
     * @param findings what, the worst first
     * @param modelVersion what served; empty if nothing did
     * @param report where its report is; empty if there is none
     */
    record Trouble(
            Severity severity, AlertWindow window, List<AlertFinding> findings, String modelVersion, String report) {
        /** Copies the list. */
        public Trouble {
            findings = List.copyOf(findings);
        }
    }

    /**
     * An alert begins.
     *
     * @param id its name
     * @param monitor the monitor's
     * @param group what it is about
     * @param since the beginning of the first bad window
     * @param trouble what is wrong
     */
    record Opened(String id, String monitor, AlertGroup group, Instant since, Trouble trouble) implements AlertEvent {}

    /**
     * An open alert was seen again.
     *
     * @param id its name
     * @param trouble what is wrong now
     */
    record Updated(String id, Trouble trouble) implements AlertEvent {}

    /**
     * Somebody looks into it.
     *
     * @param id its name
     */
    record Acknowledged(String id) implements AlertEvent {}

    /**
     * It is over.
     *
     * @param id its name
     */
    record Resolved(String id) implements AlertEvent {}

    /**
     * Nobody is to be told of some findings.
     *
     * @param id the silence's name
     * @param matcher which findings
     * @param until until when
     */
    record Silenced(String id, AlertMatcher matcher, Instant until) implements AlertEvent {}

    /**
     * A silence is over before its time.
     *
     * @param id the silence's name
     */
    record Unsilenced(String id) implements AlertEvent {}

    /**
     * The sinks are to be told.
     *
     * @param id the alert's name
     * @param notice the how-manieth message about it, from 1
     * @param reason why
     * @param sinks which, by name
     */
    record Notified(String id, int notice, AlertReason reason, List<String> sinks) implements AlertEvent {
        /** Copies the list. */
        public Notified {
            sinks = List.copyOf(sinks);
        }
    }

    /**
     * A sink has taken a message.
     *
     * @param id the alert's name
     * @param notice which message about it
     * @param sink the sink's name
     */
    record Delivered(String id, int notice, String sink) implements AlertEvent {}

    /**
     * A sink has not taken a message.
     *
     * @param id the alert's name
     * @param notice which message about it
     * @param sink the sink's name
     * @param reason what went wrong
     * @param retryAt when it is tried again; {@code null} if it is given up
     */
    record DeliveryFailed(
            String id,
            int notice,
            String sink,
            String reason,
            @Nullable Instant retryAt) implements AlertEvent {
        Optional<Instant> findRetryAt() {
            return Optional.ofNullable(retryAt);
        }
    }
}
