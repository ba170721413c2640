package io.mlops4j.core.engine;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.stream.ForwardingJournal;
import io.mlops4j.spi.Journal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Refuses one append when it is told to. */
final class FlakyJournal extends ForwardingJournal {
    private static final String NOTHING = "\0";

    private final AtomicReference<String> failing = new AtomicReference<>(NOTHING);

    FlakyJournal(Journal journal) {
        super(journal);
    }

    /** Makes the next append to a stream with this prefix fail. */
    void failOnce(String streamPrefix) {
        failing.set(streamPrefix);
    }

    @Override
    public long append(String stream, long expectedSize, List<byte[]> events) {
        String prefix = failing.get();
        if (stream.startsWith(prefix) && failing.compareAndSet(prefix, NOTHING)) {
            throw new StorageFailure("The disk is full; stream '" + stream + "' is as it was.");
        }
        return super.append(stream, expectedSize, events);
    }
}
