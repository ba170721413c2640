package io.mlops4j.core.stream;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the events of one kind of stream become a state: a pure fold, and the JSON of each event type. A new feature adds an event
 * record and a case, never a migration.
 *
 * @param <S> the state, immutable
 * @param <E> the sealed family of events
 */
public interface Projection<S, E> {
    /** The state before the first event. */
    S initial();

    /** The state after one more event. Pure: the same arguments always give the same state, and nothing else changes. */
    S apply(S state, Stamp stamp, E event);

    /** The name under which an event is stored. It never changes once released. */
    String type(E event);

    /** Writes an event. */
    void write(E event, ObjectNode data);

    /** Reads an event; empty if the type is not known here, as when a newer release wrote it: such events are kept and skipped. */
    Optional<E> read(String type, JsonNode data);

    /** How the state of a long stream is kept in checkpoints; empty if streams of this kind are short, or their state is worth nothing. */
    default Optional<Snapshots<S>> snapshots() {
        return Optional.empty();
    }
}
