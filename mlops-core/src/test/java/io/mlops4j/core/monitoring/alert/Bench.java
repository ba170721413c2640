package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A monitor on the bench: its windows come when the test says so, one a minute, and its ledger is a list. */
final class Bench implements AlertLedger {
    static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final AlertJudge judge;
    private final List<AlertEvent> events = new ArrayList<>();
    private AlertBook book = AlertBook.EMPTY;
    private Instant now = START;
    private long windows;
    private int ids;

    Bench(AlertPolicy policy) {
        this.judge = new AlertJudge("scoring", policy, List.of("log", "pager"), () -> "id" + ++ids);
    }

    static AlertFinding psi(String column, double value) {
        return AlertFinding.above(column, "psi", value, 0.2);
    }

    /** A window in which these columns have drifted, with a PSI of 0.3. */
    List<AlertEvent> bad(String... columns) {
        return window(Arrays.stream(columns).map(column -> psi(column, 0.3)).toList());
    }

    List<AlertEvent> clean() {
        return window(List.of());
    }

    List<AlertEvent> window(List<AlertFinding> findings) {
        Verdict verdict = Verdict.of(AlertTopic.DRIFT, "", next(), findings);
        return write("", known -> judge.judge(known, verdict, now)).events();
    }

    private AlertWindow next() {
        Instant from = now;
        now = now.plus(WINDOW);
        return new AlertWindow(windows++, from, now, 1_000);
    }

    AlertJudge judge() {
        return judge;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    /** All that happened. */
    List<AlertEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public AlertBook read() {
        return book;
    }

    @Override
    public synchronized Entry write(String why, Function<AlertBook, List<AlertEvent>> decision) {
        List<AlertEvent> decided = List.copyOf(decision.apply(book));
        for (AlertEvent event : decided) {
            book = book.apply(new Stamp(events.size(), now, "ann", why), event);
            events.add(event);
        }
        return new Entry(decided, book);
    }
}
