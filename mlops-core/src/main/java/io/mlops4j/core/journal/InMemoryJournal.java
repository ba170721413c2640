package io.mlops4j.core.journal;

import io.mlops4j.StorageFailure;
import io.mlops4j.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A journal in the heap, for tests and for work that nobody needs tomorrow. It keeps the contract of {@link Journal} but for
 * durability: what it holds is gone with it. Safe for use by many threads.
 */
public final class InMemoryJournal implements Journal {
    private final TreeMap<String, List<byte[]>> streams = new TreeMap<>();
    private boolean closed;

    /** An empty journal. */
    public InMemoryJournal() {}

    @Override
    public synchronized long append(String stream, long expectedSize, List<byte[]> events) {
        requireOpen();
        Refusals.checkAppend(stream, expectedSize);
        EventLine.check(stream, events);
        List<byte[]> kept = streams.getOrDefault(stream, List.of());
        if (kept.size() != expectedSize) {
            throw Refusals.conflict(stream, kept.size(), expectedSize);
        }
        if (!events.isEmpty()) {
            kept = streams.computeIfAbsent(stream, name -> new ArrayList<>());
            events.stream().map(byte[]::clone).forEach(kept::add);
        }
        return kept.size();
    }

    @Override
    public synchronized List<byte[]> read(String stream, long from, int limit) {
        requireOpen();
        Refusals.checkRead(stream, from, limit);
        return streams.getOrDefault(stream, List.of()).stream()
                .skip(from)
                .limit(limit)
                .map(byte[]::clone)
                .toList();
    }

    @Override
    public synchronized long size(String stream) {
        requireOpen();
        StreamNames.check(stream);
        return streams.getOrDefault(stream, List.of()).size();
    }

    @Override
    public synchronized List<String> streams(String prefix) {
        requireOpen();
        return streams.tailMap(prefix).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .toList();
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageFailure("The journal in memory is closed, and what it held is gone; make a new one.");
        }
    }

    /** Forgets all events. Calling it twice is harmless; any other call after it fails. */
    @Override
    public synchronized void close() {
        closed = true;
        streams.clear();
    }

    @Override
    public String toString() {
        return "InMemoryJournal";
    }
}
