package io.mlops4j.core.monitoring.alert;

import io.mlops4j.NotFound;
import io.mlops4j.core.monitoring.alert.AlertEvent.Delivered;
import io.mlops4j.core.monitoring.alert.AlertEvent.DeliveryFailed;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.core.monitoring.alert.AlertEvent.Silenced;
import io.mlops4j.core.monitoring.alert.AlertLedger.Entry;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.Alerts;
import io.mlops4j.monitoring.DeliveryCounts;
import io.mlops4j.monitoring.DeliveryFailure;
import io.mlops4j.monitoring.Silence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The alerts of a monitor that runs: verdicts go in, events go to the ledger, messages to the sinks. Thread-safe. Only {@link #close} stops what it started.
 */
public final class LiveAlerts implements Alerts, AutoCloseable {
    private final AlertLedger ledger;
    private final InstantSource clock;
    private final AlertJudge judge;
    private final String monitor;
    private final AlertDispatcher dispatcher;

    /**
     * The alerts of a monitor. Messages that an earlier process left undelivered are delivered now.
     *
     * @param monitor the monitor's name
     * @param ledger where events are kept
     * @param policy when there is an alert
     * @param sinks who is told; of those with the same name, the later ones get a number
     * @param clock dates decisions, and says when a delivery is due
     * @param random spreads retries
     */
    public LiveAlerts(
            String monitor,
            AlertLedger ledger,
            AlertPolicy policy,
            List<AlertSink> sinks,
            InstantSource clock,
            RandomGenerator random) {
        Map<String, AlertSink> named = named(sinks);
        this.monitor = monitor;
        this.ledger = ledger;
        this.clock = clock;
        this.judge = new AlertJudge(monitor, policy, List.copyOf(named.keySet()), new Ulids(clock)::next);
        this.dispatcher = new AlertDispatcher(named, new Records(ledger), clock, random, Outbox.MOST_WAITING);
        dispatch(ledger.read().waiting());
    }

    private static Map<String, AlertSink> named(List<AlertSink> sinks) {
        Map<String, AlertSink> named = new LinkedHashMap<>();
        for (AlertSink sink : sinks) {
            String name = sink.name();
            for (int i = 2; named.containsKey(name); i++) {
                name = sink.name() + " " + i;
            }
            named.put(name, sink);
        }
        return Collections.unmodifiableMap(named);
    }

    /** Takes in what a window says: decides, writes it down, and hands messages to the thread of the sinks without waiting for them. */
    public void judge(Verdict verdict) {
        write("", book -> judge.judge(book, verdict, clock.instant()));
    }

    /**
     * What a verdict changes, for a caller that writes it itself, with other events at once, and then says so to {@link #written}.
     *
     * @param book the newest alerts
     * @param verdict what a window says
     */
    public List<AlertEvent> decide(AlertBook book, Verdict verdict) {
        return judge.judge(book, verdict, clock.instant());
    }

    /** Hands on the messages among events that were written. */
    public void written(Entry entry) {
        List<Delivery> messages = new ArrayList<>();
        for (AlertEvent event : entry.events()) {
            if (event instanceof Notified notified) {
                entry.book().waiting().stream()
                        .filter(delivery -> delivery.isOf(notified.id(), notified.notice()))
                        .forEach(messages::add);
            }
        }
        dispatch(messages);
    }

    private void dispatch(List<Delivery> messages) {
        if (!messages.isEmpty()) {
            dispatcher.submit(messages);
            dispatcher.start();
        }
    }

    private Entry write(String why, Function<AlertBook, List<AlertEvent>> decision) {
        Entry entry = ledger.write(why, decision);
        written(entry);
        return entry;
    }

    @Override
    public List<Alert> open() {
        return ledger.read().open();
    }

    @Override
    public List<Alert> list() {
        return ledger.read().list();
    }

    @Override
    public Alert acknowledge(String id, String why) {
        return shown(write(why, book -> judge.acknowledge(book, id)), id);
    }

    @Override
    public Alert resolve(String id, String why) {
        return shown(write(why, book -> judge.resolve(book, id, clock.instant())), id);
    }

    private Alert shown(Entry entry, String id) {
        return entry.book().list().stream()
                .filter(alert -> alert.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("Alert '" + id + "' of monitor '" + monitor
                        + "' is no longer among the last 100 that are over."));
    }

    @Override
    public Silence silence(AlertMatcher matcher, Instant until, String why) {
        Entry entry = write(why, book -> judge.silence(book, matcher, until, clock.instant()));
        String id = entry.events().stream()
                .filter(Silenced.class::isInstance)
                .map(event -> ((Silenced) event).id())
                .findFirst()
                .orElseThrow();
        return entry.book().findSilence(id).orElseThrow();
    }

    @Override
    public void unsilence(String silenceId) {
        write("", book -> judge.unsilence(book, silenceId, clock.instant()));
    }

    @Override
    public List<Silence> silences() {
        return ledger.read().silences(clock.instant());
    }

    @Override
    public List<DeliveryFailure> failures() {
        return ledger.read().failures();
    }

    @Override
    public DeliveryCounts deliveries() {
        return ledger.read().deliveries();
    }

    @Override
    public boolean await(Duration atMost) {
        return dispatcher.await(atMost);
    }

    /** Tries what was not tried yet, for five seconds at most. What is left is delivered by the next process that runs the monitor. */
    @Override
    public void close() {
        dispatcher.close();
    }

    /** Writes into the ledger how deliveries went. */
    private record Records(AlertLedger ledger) implements AlertDispatcher.Log {
        @Override
        public void delivered(Delivery delivery) {
            Alert alert = delivery.alert();
            ledger.write("", book -> List.of(new Delivered(alert.id(), alert.notice(), delivery.sink())));
        }

        @Override
        public void failed(Delivery delivery, String reason, Optional<Instant> retryAt) {
            Alert alert = delivery.alert();
            DeliveryFailed event =
                    new DeliveryFailed(alert.id(), alert.notice(), delivery.sink(), reason, retryAt.orElse(null));
            ledger.write("", book -> List.of(event));
        }
    }
}
