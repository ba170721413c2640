package io.mlops4j.core.monitoring.performance;

import io.mlops4j.serving.Prediction;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands predictions from the threads of requests to the one that keeps them. A thread puts into the stripe that is free, never waits, and allocates nothing; where all is full or taken the
 * prediction is dropped and counted. It is emptied every second, so more than 65 536 predictions a second are too many: there is no use in keeping all of them. Thread-safe.
 */
final class AnswerQueue {
    private static final int STRIPES = 8;
    private static final int PER_STRIPE = 8_192;

    private final Stripe[] stripes = new Stripe[STRIPES];
    private final LongAdder dropped = new LongAdder();

    /** That a thread found no room, so that those after it need not look; until the next time that all is taken out. */
    private volatile boolean full;

    /** A part that one thread at a time writes to or empties. */
    private static final class Stripe {
        private final AtomicBoolean taken = new AtomicBoolean();
        private final @Nullable Prediction[] predictions = new Prediction[PER_STRIPE];
        private final @Nullable Object[] inputs = new Object[PER_STRIPE];
        private final long[] micros = new long[PER_STRIPE];
        private int size;
    }

    AnswerQueue() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Puts a prediction of now in, with what was asked if that is needed; it is dropped if there is no room. */
    void offer(@Nullable Object input, Prediction prediction, LongSupplier micros) {
        if (full) {
            dropped.increment();
            return;
        }
        int start = (int) Thread.currentThread().getId();
        for (int i = 0; i < STRIPES; i++) {
            Stripe stripe = stripes[(start + i) & (STRIPES - 1)];
            if (stripe.taken.compareAndSet(false, true)) {
                int size = stripe.size;
                boolean room = size < PER_STRIPE;
                if (room) {
                    stripe.predictions[size] = prediction;
                    stripe.inputs[size] = input;
                    stripe.micros[size] = micros.getAsLong();
                    stripe.size = size + 1;
                }
                stripe.taken.set(false);
                if (room) {
                    return;
                }
            }
        }
        full = true;
        dropped.increment();
    }

    /** Takes what was put in. */
    interface Taker {
        void take(@Nullable Object input, Prediction prediction, long micros);
    }

    /** Takes all out, and hands each on; for one thread at a time. */
    void drain(Taker taker) {
        full = false;
        for (Stripe stripe : stripes) {
            while (!stripe.taken.compareAndSet(false, true)) {
                // A request's thread holds a stripe for a few nanoseconds, unless it was just put aside.
                LockSupport.parkNanos(1_000);
            }
            int size = stripe.size;
            @Nullable Prediction[] predictions = Arrays.copyOf(stripe.predictions, size);
            @Nullable Object[] inputs = Arrays.copyOf(stripe.inputs, size);
            long[] micros = Arrays.copyOf(stripe.micros, size);
            Arrays.fill(stripe.predictions, 0, size, null);
            Arrays.fill(stripe.inputs, 0, size, null);
            stripe.size = 0;
            stripe.taken.set(false);
            for (int i = 0; i < size; i++) {
                Prediction prediction = predictions[i];
                if (prediction != null) {
                    taker.take(inputs[i], prediction, micros[i]);
                }
            }
        }
    }

    long dropped() {
        return dropped.sum();
    }
}
