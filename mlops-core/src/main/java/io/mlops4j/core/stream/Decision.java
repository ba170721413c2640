package io.mlops4j.core.stream;

import java.util.List;
import java.util.function.Function;

/**
 * What a writer wants to do to a stream, given its state: the events to append and what to answer once they are durable.
 *
 * <p>A decision may run several times, whenever somebody else wrote first, so it has no side effects. It may throw: then nothing is
 * appended for it, and the exception reaches the caller of {@link EventStream#write}.
 */
@FunctionalInterface
public interface Decision<S, E, R> {
    /** Decides on a state that is the newest known. */
    Outcome<S, E, R> decide(S state);

    /**
     * The outcome of a decision.
     *
     * @param events what to append, all or none; may be empty
     * @param why the reason to record with them, or the empty string
     * @param result computes the answer from the state after the events
     */
    record Outcome<S, E, R>(List<E> events, String why, Function<S, R> result) {
        /** Copies the list. */
        public Outcome {
            events = List.copyOf(events);
        }

        /** Appends one event. */
        public static <S, E, R> Outcome<S, E, R> append(E event, String why, Function<S, R> result) {
            return new Outcome<>(List.of(event), why, result);
        }

        /** Appends nothing: the state is already as it should be. */
        public static <S, E, R> Outcome<S, E, R> unchanged(Function<S, R> result) {
            return new Outcome<>(List.of(), "", result);
        }
    }
}
