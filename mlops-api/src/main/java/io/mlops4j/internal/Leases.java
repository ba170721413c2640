package io.mlops4j.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who uses a thing, so that it is freed once: when it was closed and the last user has left. Thread-safe, lock-free.
 *
 * <p>The sign bit says that it was closed, the other bits count the users.
 */
public final class Leases {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger state = new AtomicInteger();
    private final Runnable free;

    /** Leases of an open thing; {@code free} runs once, on the thread that closes it or on that of the last user. */
    public Leases(Runnable free) {
        this.free = free;
    }

    /** Enters, unless it was closed. Whoever entered leaves. */
    public boolean enter() {
        int seen;
        do {
            seen = state.get();
            if (seen < 0) {
                return false;
            }
        } while (!state.compareAndSet(seen, seen + 1));
        return true;
    }

    /** Leaves. */
    public void leave() {
        if (state.decrementAndGet() == CLOSED) {
            free.run();
        }
    }

    /** Lets nobody in from now on. Further calls do nothing. */
    public void close() {
        if (state.getAndUpdate(seen -> seen | CLOSED) == 0) {
            free.run();
        }
    }
}
