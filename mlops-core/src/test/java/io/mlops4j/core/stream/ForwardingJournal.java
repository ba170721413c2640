package io.mlops4j.core.stream;

import io.mlops4j.spi.Journal;
import java.util.List;

/** Passes everything on; a test overrides what it wants to go wrong. */
public class ForwardingJournal implements Journal {
    private final Journal journal;

    protected ForwardingJournal(Journal journal) {
        this.journal = journal;
    }

    @Override
    public long append(String stream, long expectedSize, List<byte[]> events) {
        return journal.append(stream, expectedSize, events);
    }

    @Override
    public List<byte[]> read(String stream, long from, int limit) {
        return journal.read(stream, from, limit);
    }

    @Override
    public long size(String stream) {
        return journal.size(stream);
    }

    @Override
    public List<String> streams(String prefix) {
        return journal.streams(prefix);
    }

    @Override
    public void close() {
        journal.close();
    }
}
