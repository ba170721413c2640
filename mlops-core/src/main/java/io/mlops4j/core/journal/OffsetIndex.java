package io.mlops4j.core.journal;

import java.util.Arrays;

/**
 * Where some of a file's events begin: one for every {@value #SPACING} bytes or so, sixteen bytes of heap each. Not thread-safe.
 */
final class OffsetIndex {
    private static final int SPACING = 64 << 10;

    private long[] sequences = new long[4];
    private long[] offsets = new long[4];
    private int size;

    /** A place to start reading from: the event with this sequence number begins at this offset. */
    record Place(long sequence, long offset) {}

    /** Notes where an event begins if it lies far enough behind the last one that was noted. Events come in order. */
    void add(long sequence, long offset) {
        long last = size == 0 ? 0 : offsets[size - 1];
        if (offset - last < SPACING) {
            return;
        }
        if (size == offsets.length) {
            sequences = Arrays.copyOf(sequences, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
        }
        sequences[size] = sequence;
        offsets[size++] = offset;
    }

    /** Forgets the events with this sequence number and later ones. */
    void truncate(long sequence) {
        while (size > 0 && sequences[size - 1] >= sequence) {
            size--;
        }
    }

    /** The last place that is not behind the event with this sequence number. */
    Place floor(long sequence) {
        int found = Arrays.binarySearch(sequences, 0, size, sequence);
        int at = found >= 0 ? found : -found - 2;
        return at < 0 ? new Place(0, 0) : new Place(sequences[at], offsets[at]);
    }
}
