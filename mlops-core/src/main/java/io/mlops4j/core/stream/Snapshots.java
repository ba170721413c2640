package io.mlops4j.core.stream;

/**
 * How the state of a projection is written to a checkpoint and read from it.
 *
 * @param <S> the state
 */
public interface Snapshots<S> {
    /**
     * Of what form a checkpoint is. Raised whenever the state has more in it, is written otherwise, or comes of events otherwise than before: a
     * checkpoint of another form is not read, and the stream is folded from its start.
     */
    int form();

    /** Writes a state. */
    void write(S state, SnapshotWriter out);

    /** Reads what {@link #write} wrote. May throw anything if it is something else. */
    S read(SnapshotReader in);
}
