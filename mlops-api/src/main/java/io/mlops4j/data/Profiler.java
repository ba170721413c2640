package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.DataEngine;

/**
 * Profiles tables part by part, in one process or many: parts are added where they are, and the profilers merged. What it keeps is bounded (about 4 MB a
 * column at most), whatever the number of rows.
 *
 * <pre>{@code
 * Profiler left = Profiler.of(schema).add(january);
 * Profiler right = Profiler.fromBytes(bytesFromAnotherHost);
 * Profile both = left.merge(right).profile();
 * }</pre>
 *
 * <p>Counts, ranges and exact figures do not depend on how the rows were divided; means and moments agree up to rounding, and quantiles of more values than
 * are kept are those of a sample in any case. Not thread-safe.
 */
public interface Profiler {
    /** A profiler of tables that have these columns. */
    static Profiler of(Schema schema) {
        return DataEngine.installed().profiler(schema);
    }

    /**
     * A profiler as {@link #toBytes()} left it.
     *
     * @throws InvalidInput if the bytes are something else
     */
    static Profiler fromBytes(byte[] state) {
        return DataEngine.installed().profiler(state);
    }

    /**
     * Adds the rows of a table, and gives this profiler.
     *
     * @throws InvalidInput if the table lacks a column of the schema, or one is of another type
     */
    Profiler add(Table table);

    /**
     * Adds what another profiler has seen, and gives this one. The other is not to be used any more.
     *
     * @throws InvalidInput if its schema is another
     */
    Profiler merge(Profiler other);

    /** What is in all rows that were added. */
    Profile profile();

    /** All that was seen, in a form of this library and release that {@link #fromBytes} reads. */
    byte[] toBytes();
}
