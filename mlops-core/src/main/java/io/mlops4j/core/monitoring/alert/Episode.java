package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.monitoring.alert.AlertEvent.Trouble;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * An alert from opening to resolution.
 *
 * @param opened how it began
 * @param openedAt when
 * @param trouble what is wrong, as last seen
 * @param state where it is in its life
 * @param notices how many messages were made of it
 * @param heard the worst severity that somebody was told of or has acknowledged; {@code null} if nobody has heard of it
 * @param told the columns that the sinks were told of
 * @param toldAt when they were told last
 */
record Episode(
        AlertEvent.Opened opened,
        Instant openedAt,
        Trouble trouble,
        AlertState state,
        int notices,
        @Nullable Severity heard,
        PSet<String> told,
        Instant toldAt) {
    static Episode begin(AlertEvent.Opened opened, Instant at) {
        return new Episode(opened, at, opened.trouble(), AlertState.OPEN, 0, null, HashTreePSet.empty(), Instant.EPOCH);
    }

    String id() {
        return opened.id();
    }

    /** Seen again. What has become worse than anybody knows is open again. */
    Episode seen(Trouble now) {
        AlertState next = isWorse(now.severity()) ? AlertState.OPEN : state;
        return new Episode(opened, openedAt, now, next, notices, heard, told, toldAt);
    }

    private boolean isWorse(Severity severity) {
        return heard == null || severity.compareTo(heard) > 0;
    }

    Episode acknowledged() {
        return new Episode(
                opened,
                openedAt,
                trouble,
                AlertState.ACKNOWLEDGED,
                notices,
                worst(heard, trouble.severity()),
                told,
                toldAt);
    }

    Episode resolved() {
        return new Episode(opened, openedAt, trouble, AlertState.RESOLVED, notices, heard, told, toldAt);
    }

    Episode notified(int notice, Instant at) {
        return new Episode(
                opened,
                openedAt,
                trouble,
                state,
                notice,
                worst(heard, trouble.severity()),
                told.plusAll(
                        trouble.findings().stream().map(AlertFinding::subject).toList()),
                at);
    }

    private static Severity worst(@Nullable Severity a, Severity b) {
        return a == null || b.compareTo(a) > 0 ? b : a;
    }

    /** What there is to tell at a bad window, were nothing silenced. */
    Optional<AlertReason> news(Optional<Duration> reminderPause, Instant at) {
        if (state != AlertState.OPEN) {
            return Optional.empty();
        }
        if (notices == 0) {
            return Optional.of(AlertReason.OPENED);
        }
        if (isWorse(trouble.severity())) {
            return Optional.of(AlertReason.ESCALATED);
        }
        if (trouble.findings().stream().anyMatch(finding -> !told.contains(finding.subject()))) {
            return Optional.of(AlertReason.GREW);
        }
        return reminderPause.filter(pause -> !at.isBefore(toldAt.plus(pause))).map(pause -> AlertReason.REMINDER);
    }

    /** As users see it. */
    Alert alert(AlertReason reason, Instant at) {
        AlertGroup group = opened.group();
        Alert.Builder alert = Alert.builder(opened.id(), opened.monitor(), group.topic())
                .where(group.where())
                .severity(trouble.severity())
                .state(state)
                .reason(reason)
                .notice(Math.max(1, notices))
                .findings(trouble.findings())
                .window(trouble.window())
                .since(opened.since())
                .openedAt(openedAt)
                .at(at);
        if (!trouble.modelVersion().isEmpty()) {
            alert.modelVersion(trouble.modelVersion());
        }
        if (!trouble.report().isEmpty()) {
            alert.report(URI.create(trouble.report()));
        }
        return alert.build();
    }
}
