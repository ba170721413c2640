package io.mlops4j.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts who uses a thing, so that it is freed once: when it was closed and the last user has left. Thread-safe, lock-free.
 *
 * <p>The users are counted in cells, one for each of several groups of threads, so that threads on many processors do not contend for one cache line with every
 * call. A user counts itself first and then looks whether the thing was closed; whoever closes it marks it first and then counts the users. So every user who was
 * let in was counted before the mark, and of the cells, read one after another, the sum can be too high, by users who are leaving or were refused, but never too
 * low, wherever a user leaves: a sum of zero after the mark means that nobody is in. Whoever makes the sum smaller after the mark takes it again.
 */
public final class Leases {
    private static final int CELLS =
            Integer.highestOneBit(Math.min(64, 2 * Runtime.getRuntime().availableProcessors() - 1));

    /** Counters of 4 bytes on cache lines of 64. */
    private static final int SPREAD = 16;

    private final AtomicIntegerArray users = new AtomicIntegerArray(CELLS * SPREAD);
    private final AtomicBoolean freed = new AtomicBoolean();
    private final Runnable free;
    private volatile boolean closed;

    /** Leases of an open thing; {@code free} runs once, on the thread that closes it, on that of the last user, or of one who was not let in. */
    public Leases(Runnable free) {
        this.free = free;
    }

    /** Enters, unless it was closed. Whoever entered leaves, on any thread. */
    public boolean enter() {
        int cell = cell();
        users.getAndIncrement(cell);
        if (!closed) {
            return true;
        }
        users.getAndDecrement(cell);
        freeIfUnused();
        return false;
    }

    private static int cell() {
        return ((int) Thread.currentThread().getId() & (CELLS - 1)) * SPREAD;
    }

    /** Leaves. */
    public void leave() {
        users.getAndDecrement(cell());
        if (closed) {
            freeIfUnused();
        }
    }

    /** Lets nobody in from now on. Further calls do nothing. */
    public void close() {
        closed = true;
        freeIfUnused();
    }

    private void freeIfUnused() {
        int sum = 0;
        for (int cell = 0; cell < users.length(); cell += SPREAD) {
            sum += users.get(cell);
        }
        if (sum == 0 && freed.compareAndSet(false, true)) {
            free.run();
        }
    }
}
