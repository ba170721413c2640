package io.mlops4j.core.engine;

import io.mlops4j.StorageFailure;
import io.mlops4j.core.stream.ForwardingJournal;
import io.mlops4j.spi.Journal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Refuses appends when it is told to. */
final class FlakyJournal extends ForwardingJournal {
    private static final String NOTHING = "\0";

    private final AtomicReference<String> failing = new AtomicReference<>(NOTHING);
    private volatile String broken = NOTHING;

    FlakyJournal(Journal journal) {
        super(journal);
    }

    /** Makes the next append to a stream with this prefix fail. */
    void failOnce(String streamPrefix) {
        failing.set(streamPrefix);
    }

    /** Makes every append to a stream with this prefix fail. */
    void failAlways(String streamPrefix) {
        broken = streamPrefix;
    }

    /** Lets appends through again. */
    void heal() {
        broken = NOTHING;
    }

    @Override
    public long append(String stream, long expectedSize, List<byte[]> events) {
        String prefix = failing.get();
        if (stream.startsWith(broken) || (stream.startsWith(prefix) && failing.compareAndSet(prefix, NOTHING))) {
            throw new StorageFailure("The disk is full; stream '" + stream + "' is as it was.");
        }
        return super.append(stream, expectedSize, events);
    }
}
