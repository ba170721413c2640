package io.mlops4j.core.serving.load;

import io.mlops4j.serving.Breaker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;

/** Turns off what fails too often. Lock-free: a ring of the latest outcomes and a count of the failures in it. Thread-safe. */
public final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final Breaker rule;
    private final LongSupplier nanos;
    private final AtomicIntegerArray ring;
    private final AtomicInteger position = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger filled = new AtomicInteger();
    private final AtomicBoolean trying = new AtomicBoolean();

    /** When it may be tried again, or {@link #CLOSED}. */
    private volatile long openUntil = CLOSED;

    /** With a clock in nanoseconds that only goes forward. */
    public CircuitBreaker(Breaker rule, LongSupplier nanos) {
        this.rule = rule;
        this.nanos = nanos;
        this.ring = new AtomicIntegerArray(rule.window());
    }

    /** Whether a request may go through; if so, {@link #record} follows. */
    public boolean allows() {
        long until = openUntil;
        if (until == CLOSED) {
            return true;
        }
        return nanos.getAsLong() - until >= 0 && trying.compareAndSet(false, true);
    }

    /** Whether it is off, or being tried. */
    public boolean isOpen() {
        return openUntil != CLOSED;
    }

    /** How a request went. */
    public void record(boolean failed) {
        if (openUntil != CLOSED) {
            tried(failed);
            return;
        }
        int at = Math.floorMod(position.getAndIncrement(), rule.window());
        int before = ring.getAndSet(at, failed ? 1 : 0);
        int now = failures.addAndGet((failed ? 1 : 0) - before);
        if (filled.get() < rule.window()) {
            filled.incrementAndGet();
        }
        if (failed && filled.get() >= rule.window() && now >= rule.failureRate() * rule.window()) {
            openUntil = nextTry();
        }
    }

    /** A request that began before it was turned off may end here too: a failure only lengthens the pause, a success ends it no earlier than a try would. */
    private void tried(boolean failed) {
        if (!trying.compareAndSet(true, false)) {
            return;
        }
        if (failed) {
            openUntil = nextTry();
            return;
        }
        for (int i = 0; i < ring.length(); i++) {
            ring.set(i, 0);
        }
        failures.set(0);
        filled.set(0);
        openUntil = CLOSED;
    }

    private long nextTry() {
        long until = nanos.getAsLong() + rule.pause().toNanos();
        return until == CLOSED ? until + 1 : until;
    }
}
