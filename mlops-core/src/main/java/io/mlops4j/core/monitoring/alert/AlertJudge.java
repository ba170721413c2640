package io.mlops4j.core.monitoring.alert;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.monitoring.alert.AlertEvent.Acknowledged;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.core.monitoring.alert.AlertEvent.Opened;
import io.mlops4j.core.monitoring.alert.AlertEvent.Resolved;
import io.mlops4j.core.monitoring.alert.AlertEvent.Silenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Trouble;
import io.mlops4j.core.monitoring.alert.AlertEvent.Unsilenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Updated;
import io.mlops4j.core.monitoring.alert.AlertEvent.WindowJudged;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertGrouping;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertReason;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is to happen, given what has. Pure but for the ids that it draws: it reads a book and answers events, which the caller appends, so a decision may be
 * made again when somebody else wrote first. Stateless and thread-safe.
 */
public final class AlertJudge {
    private static final int MOST_SILENCES = 1_000;
    private static final int MOST_FINDINGS = 100;

    private final String monitor;
    private final AlertPolicy policy;
    private final List<String> sinks;
    private final Supplier<String> ids;

    /**
     * A judge for a monitor.
     *
     * @param monitor its name
     * @param policy when there is an alert
     * @param sinks the names of those that are told
     * @param ids names new alerts and silences
     */
    public AlertJudge(String monitor, AlertPolicy policy, List<String> sinks, Supplier<String> ids) {
        this.monitor = monitor;
        this.policy = policy;
        this.sinks = List.copyOf(sinks);
        this.ids = ids;
    }

    /**
     * What a verdict changes.
     *
     * @param book what is known
     * @param verdict what a window says
     * @param at now
     */
    public List<AlertEvent> judge(AlertBook book, Verdict verdict, Instant at) {
        Draft draft = new Draft(book, at);
        Map<AlertGroup, List<AlertFinding>> bad = grouped(verdict);
        Set<AlertGroup> groups = new LinkedHashSet<>(bad.keySet());
        book.watches().keySet().stream().filter(group -> group.isOf(verdict)).forEach(groups::add);
        for (AlertGroup group : groups) {
            if (verdict.window().number() > book.watch(group).lastWindow()) {
                List<AlertFinding> findings = bad.getOrDefault(group, List.of());
                if (findings.isEmpty()) {
                    clean(draft, group, verdict);
                } else {
                    bad(draft, group, verdict, findings);
                }
            }
        }
        return draft.events;
    }

    private Map<AlertGroup, List<AlertFinding>> grouped(Verdict verdict) {
        Map<AlertGroup, List<AlertFinding>> groups = new LinkedHashMap<>();
        for (AlertFinding finding : verdict.findings()) {
            String subject = policy.grouping() == AlertGrouping.TOGETHER ? "" : finding.subject();
            groups.computeIfAbsent(
                            new AlertGroup(verdict.topic(), verdict.where(), subject), group -> new ArrayList<>())
                    .add(finding);
        }
        return groups;
    }

    private void bad(Draft draft, AlertGroup group, Verdict verdict, List<AlertFinding> findings) {
        draft.add(new WindowJudged(group, verdict.window(), true));
        Watch watch = draft.book.watch(group);
        Trouble trouble = new Trouble(
                policy.severity(group.topic(), group.where(), findings),
                verdict.window(),
                findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)),
                verdict.findModelVersion().orElse(""),
                verdict.findReport().map(URI::toString).orElse(""));
        Episode open = watch.open();
        if (open != null) {
            draft.add(new Updated(open.id(), trouble));
        } else if (watch.bad(policy.lookback()) >= policy.badWindows() && !watch.cools(policy, draft.at)) {
            draft.add(new Opened(ids.get(), monitor, group, watch.since(policy.lookback()), trouble));
        }
        draft.book.watch(group).findOpen().ifPresent(episode -> tell(draft, episode));
    }

    private void tell(Draft draft, Episode episode) {
        if (!draft.book.isSilent(episode.opened().group(), episode.trouble().findings(), draft.at)) {
            episode.news(policy.findReminderPause(), draft.at).ifPresent(reason -> draft.add(notice(episode, reason)));
        }
    }

    /** Quiet windows are not written down unless they mean something: a monitor without trouble has no events. */
    private void clean(Draft draft, AlertGroup group, Verdict verdict) {
        Watch before = draft.book.watch(group);
        if (before.open() == null && before.bad(policy.lookback()) == 0) {
            return;
        }
        draft.add(new WindowJudged(group, verdict.window(), false));
        Watch watch = draft.book.watch(group);
        Episode open = watch.open();
        if (open != null && watch.clean() >= policy.cleanWindows()) {
            end(draft, open);
        }
    }

    /** Who was told that it began is told that it is over. */
    private void end(Draft draft, Episode episode) {
        draft.add(new Resolved(episode.id()));
        if (policy.announcesResolved()
                && episode.notices() > 0
                && !draft.book.isSilent(
                        episode.opened().group(), episode.trouble().findings(), draft.at)) {
            draft.add(notice(episode, AlertReason.RESOLVED));
        }
    }

    private Notified notice(Episode episode, AlertReason reason) {
        return new Notified(episode.id(), episode.notices() + 1, reason, sinks);
    }

    /** Somebody looks into an alert; nothing if they do already. */
    List<AlertEvent> acknowledge(AlertBook book, String id) {
        return switch (open(book, id).state()) {
            case OPEN -> List.of(new Acknowledged(id));
            case ACKNOWLEDGED, RESOLVED -> List.of();
        };
    }

    /** Somebody says that an alert is over. */
    List<AlertEvent> resolve(AlertBook book, String id, Instant at) {
        Draft draft = new Draft(book, at);
        end(draft, open(book, id));
        return draft.events;
    }

    private Episode open(AlertBook book, String id) {
        return book.findEpisode(id)
                .orElseThrow(() -> book.findPast(id).isPresent()
                        ? new Conflict("Alert '" + id + "' of monitor '" + monitor
                                + "' is over already. If there is new trouble, it is another alert: see the open ones.")
                        : new NotFound("Monitor '" + monitor + "' has no alert '" + id
                                + "' that is open or among the last 100 that are over; list them for their ids."));
    }

    /** Somebody asks for silence. */
    List<AlertEvent> silence(AlertBook book, AlertMatcher matcher, Instant until, Instant at) {
        if (!until.isAfter(at)) {
            throw new InvalidInput("Alerts of monitor '" + monitor + "' cannot be silenced until " + until
                    + ", which is over; give a time after " + at + ".");
        }
        if (book.silences(at).size() >= MOST_SILENCES) {
            throw new InvalidInput("Monitor '" + monitor + "' has " + MOST_SILENCES
                    + " silences already; end some, or ask for one with '*' in its matcher.");
        }
        return List.of(new Silenced(ids.get(), matcher, until));
    }

    /** Somebody ends a silence. */
    List<AlertEvent> unsilence(AlertBook book, String id, Instant at) {
        if (book.silences(at).stream().noneMatch(silence -> silence.id().equals(id))) {
            throw new NotFound("Monitor '" + monitor + "' has no silence '" + id + "' that has not ended.");
        }
        return List.of(new Unsilenced(id));
    }

    /** Events, and the book as it is after them. */
    private static final class Draft {
        private final Instant at;
        private final List<AlertEvent> events = new ArrayList<>();
        private AlertBook book;

        Draft(AlertBook book, Instant at) {
            this.book = book;
            this.at = at;
        }

        void add(AlertEvent event) {
            events.add(event);
            book = book.apply(new Stamp(0, at, "", ""), event);
        }
    }
}
