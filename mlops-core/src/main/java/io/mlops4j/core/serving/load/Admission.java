package io.mlops4j.core.serving.load;

import io.mlops4j.Overloaded;
import io.mlops4j.serving.Limits;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Lets so many requests in at once. Below the limit that is one compare-and-set; above it a request waits for its turn in order of arrival, or is turned away. Works on platform and virtual
 * threads alike. Thread-safe.
 */
public final class Admission {
    private final String endpoint;
    private final Limits limits;
    private final Places places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();
    private final AtomicInteger limit;
    private final LatencyLimit latency;

    /** A semaphore that can shrink; what is over is let finish. */
    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1;

        Places(int permits) {
            super(permits, true);
        }

        void shrink(int by) {
            reducePermits(by);
        }
    }

    /** Of an endpoint. */
    public Admission(String endpoint, Limits limits) {
        this.endpoint = endpoint;
        this.limits = limits;
        this.places = new Places(limits.concurrent());
        this.limit = new AtomicInteger(limits.concurrent());
        this.latency = new LatencyLimit(limits.concurrent());
    }

    /**
     * Lets a request in; who was let in leaves.
     *
     * @throws Overloaded if there are too many
     */
    public void enter() {
        // Barging in is fair enough where nobody waits, and that is where it is quick.
        if ((waiting.get() == 0 && places.tryAcquire()) || awaitTurn()) {
            return;
        }
        rejected.increment();
        throw new Overloaded("Endpoint '" + endpoint + "' has " + limit.get() + " requests under way and "
                + waiting.get() + " waiting, as many as its limits allow (queue " + limits.queue() + ", patience "
                + limits.patience() + "). Try later, send fewer, or widen endpoint.limits(\u2026).");
    }

    private boolean awaitTurn() {
        if (waiting.incrementAndGet() > limits.queue()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * Leaves.
     *
     * @param nanos how long the request took once it was in
     */
    public void leave(long nanos) {
        places.release();
        if (limits.isAdaptive()) {
            int inside = inFlight() + 1;
            latency.add(nanos, inside).ifPresent(this::resize);
        }
    }

    private void resize(int wanted) {
        int before = limit.getAndSet(wanted);
        if (wanted > before) {
            places.release(wanted - before);
        } else if (wanted < before) {
            places.shrink(before - wanted);
        }
    }

    /** How many are in. */
    public int inFlight() {
        return Math.max(0, limit.get() - places.availablePermits());
    }

    /** How many wait. */
    public int queued() {
        return waiting.get();
    }

    /** How many may be in now. */
    public int limit() {
        return limit.get();
    }

    /** How many were turned away. */
    public long rejected() {
        return rejected.sum();
    }
}
