package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;

/**
 * How requests of different callers are run together, for models that take many rows in little more time than one. Off unless set with {@link Endpoint#batching}, since it
 * halves the throughput of small models. Requests whose inputs differ in more than the first dimension are never run together, nothing is padded, and a request that
 * fails fails alone. Immutable.
 *
 * @param maxSize how many requests are run together at most
 * @param maxDelay how long the first one waits for others; with none, those are run together that came while the model was busy
 */
public record Batching(int maxSize, Duration maxDelay) {
    /** Refuses what is no batch. */
    public Batching {
        if (maxSize < 1 || maxDelay.isNegative()) {
            throw new InvalidInput("Requests cannot be run together in batches of " + maxSize + " after " + maxDelay
                    + "; give at least 1, and no time or more.");
        }
    }

    /** Batches without a delay. */
    public static Batching of(int maxSize) {
        return new Batching(maxSize, Duration.ZERO);
    }

    /** Each request by itself. */
    public static Batching off() {
        return of(1);
    }

    /** The same with a delay: worth it where many callers are and a row costs next to nothing; one caller alone pays it in full. */
    public Batching maxDelay(Duration time) {
        return new Batching(maxSize, time);
    }
}
