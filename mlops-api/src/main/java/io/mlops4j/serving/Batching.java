package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How requests of different callers are run together, for models that take many rows in little more time than one: {@code Batching.of(32)}. Off unless set with
 * {@link Endpoint#batching}, since it halves the throughput of small models. Requests whose inputs differ in more than the first dimension are never run together, and a request that
 * fails fails alone. Immutable.
 *
 * <p>Rows are put one after the other, as many as there are. A model that is quicker for some sizes, or was exported with one, wants a batch of such a size: {@link #padded} and
 * {@link #paddedTo} fill it up with copies of its last row, whose answers are thrown away. With either, a model whose inputs have all the same fixed first dimension takes requests of any number of rows
 * up to that.
 *
 * @param maxSize how many requests are run together at most
 * @param maxDelay how long the first one waits for others; with none, those are run together that came while the model was busy
 * @param sizes the numbers of rows that batches are filled up to, ascending; empty for as many as there are. A request of more rows than the largest is run by itself, as it is
 */
public record Batching(int maxSize, Duration maxDelay, List<Integer> sizes) {
    private static final int LARGEST = 1 << 20;

    /** Refuses what is no batch. */
    public Batching {
        sizes = List.copyOf(sizes);
        if (maxSize < 1 || maxDelay.isNegative()) {
            throw new InvalidInput("Requests cannot be run together in batches of " + maxSize + " after " + maxDelay
                    + "; give at least 1, and no time or more.");
        }
        int before = 0;
        for (int size : sizes) {
            if (size <= before || size > LARGEST) {
                throw new InvalidInput("Batches cannot be filled up to " + sizes + " rows; give numbers from 1 to "
                        + LARGEST + " in ascending order.");
            }
            before = size;
        }
    }

    /** Batches without a delay, of as many rows as there are. */
    public static Batching of(int maxSize) {
        return new Batching(maxSize, Duration.ZERO, List.of());
    }

    /** Each request by itself. */
    public static Batching off() {
        return of(1);
    }

    /** The same with a delay: worth it where many callers are and a row costs next to nothing; one caller alone pays it in full. */
    public Batching maxDelay(Duration time) {
        return new Batching(maxSize, time, sizes);
    }

    /** The same, filled up to 1, 2, 4, 8 … rows, up to the first power of two that holds as many requests of one row as are run together. */
    public Batching padded() {
        int largest = Math.min(maxSize, LARGEST);
        int powers = Integer.SIZE - Integer.numberOfLeadingZeros(largest - 1);
        return paddedTo(
                IntStream.rangeClosed(0, powers).map(power -> 1 << power).toArray());
    }

    /**
     * The same, filled up to one of these numbers of rows.
     *
     * @param rows at least one number, ascending
     */
    public Batching paddedTo(int... rows) {
        if (rows.length == 0) {
            throw new InvalidInput("Batches are filled up to at least one size; name it, or leave the padding out.");
        }
        return new Batching(maxSize, maxDelay, IntStream.of(rows).boxed().toList());
    }
}
