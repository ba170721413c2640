package io.mlops4j.spi;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.StorageFailure;
import java.util.List;

/**
 * Named append-only streams of events: one of the two places where the library keeps anything, and the first of the two
 * interfaces that a storage backend implements. {@code JournalContract} in {@code mlops-testkit} tells whether one keeps the contract.
 *
 * <p><b>Streams.</b> A stream exists once it has an event. Its name is one or more segments joined by {@code /}, such as
 * {@code model/loan-default}; a segment is 1 to 200 characters of any script, holds no control characters, and is not {@code .}
 * or {@code ..}. Names that differ in case only are different streams.
 *
 * <p><b>Events.</b> An event is opaque to the journal: one JSON object in UTF-8 without line breaks, at most 16 MiB
 * ({@link #MAX_EVENT_BYTES}). What {@link #read} returns equals what was appended, byte for byte.
 *
 * <p><b>Appending</b> is a compare-and-append: atomic (all the events of the call or none, also after a crash), ordered, and
 * durable when it returns.
 *
 * <p>Implementations are safe for use by many threads, and where the medium is shared, by many processes.
 */
public interface Journal extends AutoCloseable {
    /** The largest event that a journal must take, in bytes. */
    int MAX_EVENT_BYTES = 16 << 20;

    /**
     * Appends events to a stream, all or none, if the stream still has {@code expectedSize} events. When this returns they survive
     * a crash.
     *
     * @param stream the name of the stream; a stream that does not exist has size 0
     * @param expectedSize how many events the caller believes the stream to have
     * @param events the events in order; an empty list appends nothing but still compares the size
     * @return the size of the stream after the append
     * @throws Conflict if the stream does not have {@code expectedSize} events; nothing was appended
     * @throws InvalidInput if the name or an event is malformed; nothing was appended
     * @throws StorageFailure if the medium failed; the stream is as it was, unless the message says that the outcome is unknown
     */
    long append(String stream, long expectedSize, List<byte[]> events);

    /**
     * Reads up to {@code limit} events, the first being the one with sequence number {@code from} (counted from 0). A stream that
     * does not exist, or a {@code from} at or past the end, gives an empty list.
     */
    List<byte[]> read(String stream, long from, int limit);

    /** How many acknowledged events the stream has; 0 if it does not exist. Cheap: the engine asks before most reads. */
    long size(String stream);

    /** The names of the existing streams that start with a prefix, sorted; the empty prefix gives all. */
    List<String> streams(String prefix);

    /** Frees what the journal holds. Calling it twice is harmless; any other call after it fails. */
    @Override
    void close();
}
