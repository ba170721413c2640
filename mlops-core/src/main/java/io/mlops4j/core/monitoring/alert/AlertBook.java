package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.monitoring.alert.AlertEvent.Acknowledged;
import io.mlops4j.core.monitoring.alert.AlertEvent.Delivered;
import io.mlops4j.core.monitoring.alert.AlertEvent.DeliveryFailed;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.core.monitoring.alert.AlertEvent.Opened;
import io.mlops4j.core.monitoring.alert.AlertEvent.Resolved;
import io.mlops4j.core.monitoring.alert.AlertEvent.Silenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Unsilenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Updated;
import io.mlops4j.core.monitoring.alert.AlertEvent.WindowJudged;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.DeliveryCounts;
import io.mlops4j.monitoring.DeliveryFailure;
import io.mlops4j.monitoring.Silence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The alerts of a monitor as the events of a stream tell them. Immutable; {@link #apply} is a pure fold. It knows no policy: what was decided stands in the
 * events, so a policy that changes does not change the past.
 */
public final class AlertBook {
    /** Before the first event. */
    public static final AlertBook EMPTY = new AlertBook(
            HashTreePMap.empty(), HashTreePMap.empty(), TreePVector.empty(), HashTreePMap.empty(), Outbox.EMPTY);

    private static final int MOST_PAST = 100;

    private final PMap<AlertGroup, Watch> watches;
    /** The group of each open alert. */
    private final PMap<String, AlertGroup> groups;
    /** The last that are over, the oldest first. */
    private final PVector<Alert> past;

    private final PMap<String, Silence> silences;
    private final Outbox outbox;

    private AlertBook(
            PMap<AlertGroup, Watch> watches,
            PMap<String, AlertGroup> groups,
            PVector<Alert> past,
            PMap<String, Silence> silences,
            Outbox outbox) {
        this.watches = watches;
        this.groups = groups;
        this.past = past;
        this.silences = silences;
        this.outbox = outbox;
    }

    /** After one more event. What is said of an alert that is over is passed over: another process said so a moment too late. */
    public AlertBook apply(Stamp stamp, AlertEvent event) {
        Instant at = stamp.at();
        if (event instanceof WindowJudged judged) {
            Watch watch = watch(judged.group()).judged(judged.window(), judged.bad());
            return with(watches.plus(judged.group(), watch), groups);
        }
        if (event instanceof Opened opened) {
            Watch watch = watch(opened.group()).with(Episode.begin(opened, at));
            return with(watches.plus(opened.group(), watch), groups.plus(opened.id(), opened.group()));
        }
        if (event instanceof Updated updated) {
            return change(updated.id(), episode -> episode.seen(updated.trouble()));
        }
        if (event instanceof Acknowledged acknowledged) {
            return change(acknowledged.id(), Episode::acknowledged);
        }
        if (event instanceof Resolved resolved) {
            return findEpisode(resolved.id())
                    .map(episode -> end(episode.resolved(), at))
                    .orElse(this);
        }
        if (event instanceof Silenced silenced) {
            return with(silenced(stamp, silenced));
        }
        if (event instanceof Unsilenced unsilenced) {
            return with(silences.minus(unsilenced.id()));
        }
        if (event instanceof Notified notified) {
            return notified(notified, at);
        }
        if (event instanceof Delivered delivered) {
            return with(outbox.delivered(delivered));
        }
        return event instanceof DeliveryFailed failed ? with(outbox.failed(failed, at)) : this;
    }

    private AlertBook change(String id, UnaryOperator<Episode> change) {
        return findEpisode(id)
                .map(episode -> {
                    AlertGroup group = episode.opened().group();
                    return with(watches.plus(group, watch(group).with(change.apply(episode))), groups);
                })
                .orElse(this);
    }

    private AlertBook end(Episode episode, Instant at) {
        AlertGroup group = episode.opened().group();
        PVector<Alert> more = past.plus(episode.alert(AlertReason.RESOLVED, at));
        return new AlertBook(
                watches.plus(group, watch(group).resolved(at)),
                groups.minus(episode.id()),
                more.size() > MOST_PAST ? more.minus(0) : more,
                silences,
                outbox);
    }

    /** What has ended is forgotten as soon as there is something new to remember. */
    private PMap<String, Silence> silenced(Stamp stamp, Silenced event) {
        List<String> ended = silences.values().stream()
                .filter(silence -> !silence.until().isAfter(stamp.at()))
                .map(Silence::id)
                .toList();
        return silences.minusAll(ended)
                .plus(event.id(), new Silence(event.id(), event.matcher(), event.until(), stamp.actor(), stamp.why()));
    }

    /** The message of a resolution is made after the alert is over, so it may be among the past ones. */
    private AlertBook notified(Notified event, Instant at) {
        Optional<Episode> open = findEpisode(event.id());
        if (open.isPresent()) {
            Episode told = open.get().notified(event.notice(), at);
            Alert message = told.alert(event.reason(), at);
            return change(event.id(), episode -> told).with(outbox.post(message, event.sinks()));
        }
        for (int i = past.size() - 1; i >= 0; i--) {
            if (past.get(i).id().equals(event.id())) {
                Alert message = again(past.get(i), event, at);
                return new AlertBook(
                        watches, groups, past.with(i, message), silences, outbox.post(message, event.sinks()));
            }
        }
        return this;
    }

    private static Alert again(Alert alert, Notified event, Instant at) {
        return alert.toBuilder()
                .reason(event.reason())
                .notice(event.notice())
                .at(at)
                .build();
    }

    private AlertBook with(PMap<AlertGroup, Watch> newWatches, PMap<String, AlertGroup> newGroups) {
        return new AlertBook(newWatches, newGroups, past, silences, outbox);
    }

    private AlertBook with(PMap<String, Silence> newSilences) {
        return new AlertBook(watches, groups, past, newSilences, outbox);
    }

    private AlertBook with(Outbox newOutbox) {
        return new AlertBook(watches, groups, past, silences, newOutbox);
    }

    /** The alerts that are not over, the longest open first. */
    public List<Alert> open() {
        return groups.values().stream()
                .flatMap(group -> watch(group).findOpen().stream())
                .map(AlertBook::shown)
                .sorted(Comparator.comparing(Alert::openedAt).thenComparing(Alert::id))
                .toList();
    }

    /** The open ones and the last 100 that are over, the longest open first. */
    public List<Alert> list() {
        return Stream.concat(open().stream(), past.stream())
                .sorted(Comparator.comparing(Alert::openedAt).thenComparing(Alert::id))
                .toList();
    }

    /** An open alert as it is now. */
    private static Alert shown(Episode episode) {
        return episode.alert(AlertReason.OPENED, episode.openedAt());
    }

    /** The silences that have not ended at an instant, the one that ends first first. */
    public List<Silence> silences(Instant at) {
        return silences.values().stream()
                .filter(silence -> silence.until().isAfter(at))
                .sorted(Comparator.comparing(Silence::until).thenComparing(Silence::id))
                .toList();
    }

    Optional<Silence> findSilence(String id) {
        return Optional.ofNullable(silences.get(id));
    }

    /** What has not reached a sink, the latest first: what is tried again, and the last 100 that were given up. */
    public List<DeliveryFailure> failures() {
        List<DeliveryFailure> failures = new ArrayList<>(outbox.givenUp());
        outbox.waiting().stream()
                .filter(delivery -> delivery.attempts() > 0)
                .map(Delivery::failure)
                .forEach(failures::add);
        failures.sort(Comparator.comparing(DeliveryFailure::at));
        Collections.reverse(failures);
        return List.copyOf(failures);
    }

    /** How deliveries went. */
    public DeliveryCounts deliveries() {
        return outbox.total();
    }

    /** The messages that are on their way, the oldest first. */
    List<Delivery> waiting() {
        return outbox.waiting();
    }

    Watch watch(AlertGroup group) {
        return watches.getOrDefault(group, Watch.NEW);
    }

    /** What is remembered of the groups that a verdict is on. */
    Map<AlertGroup, Watch> watches() {
        return watches;
    }

    Optional<Episode> findEpisode(String id) {
        return Optional.ofNullable(groups.get(id)).flatMap(group -> watch(group).findOpen());
    }

    /** Whether an alert that is over has been told of. */
    Optional<Alert> findPast(String id) {
        return past.stream().filter(alert -> alert.id().equals(id)).findFirst();
    }

    boolean isSilent(AlertGroup group, List<AlertFinding> findings, Instant at) {
        List<Silence> now = silences(at);
        return findings.stream()
                .allMatch(finding -> now.stream()
                        .anyMatch(silence -> silence.matcher().matches(group.topic(), group.where(), finding)));
    }
}
