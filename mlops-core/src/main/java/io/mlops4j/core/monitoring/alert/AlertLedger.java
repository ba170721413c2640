package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Where the events of a monitor's alerts are kept: a stream of their own, or that of the monitor. Thread-safe. */
public interface AlertLedger {
    /** The newest that is known. */
    AlertBook read();

    /**
     * Decides on the newest book and writes what was decided; the decision may be made several times.
     *
     * @param why the reason to record, or the empty string
     * @param decision what is to be written, given a book; it may throw, and nothing is written
     */
    Entry write(String why, Function<AlertBook, List<AlertEvent>> decision);

    /**
     * What was written.
     *
     * @param events what
     * @param book the alerts after it
     */
    record Entry(List<AlertEvent> events, AlertBook book) {}

    /** A ledger in a stream of its own. */
    static AlertLedger in(EventStream<AlertBook, AlertEvent> stream) {
        return in(stream, Function.identity(), Function.identity());
    }

    /**
     * A ledger in a stream that holds other things too.
     *
     * @param stream the stream
     * @param book the alerts in the state of the stream
     * @param event an event of alerts as one of the stream
     */
    static <S, E> AlertLedger in(EventStream<S, E> stream, Function<S, AlertBook> book, Function<AlertEvent, E> event) {
        return new AlertLedger() {
            @Override
            public AlertBook read() {
                return book.apply(stream.read());
            }

            @Override
            public Entry write(String why, Function<AlertBook, List<AlertEvent>> decision) {
                return stream.write(state -> {
                    List<AlertEvent> events = List.copyOf(decision.apply(book.apply(state)));
                    List<E> wrapped = new ArrayList<>(events.size());
                    events.forEach(each -> wrapped.add(event.apply(each)));
                    return new Outcome<S, E, Entry>(wrapped, why, after -> new Entry(events, book.apply(after)));
                });
            }
        };
    }
}
