package io.mlops4j.spi;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Where an engine reports what it does, for a metrics library of the user's: a few lines adapt it; {@code mlops-micrometer} has those for Micrometer. Called on the request path by many threads at
 * once, so an implementation is thread-safe, quick, and does not throw. The maps of tags are few and immutable, and on the request path always the same objects.
 */
public interface Meters {
    /** Adds to a counter. */
    void count(String name, Map<String, String> tags, long amount);

    /** Adds a time to a distribution. */
    void time(String name, Map<String, String> tags, long nanos);

    /** Tells of a value that can be asked for at any time; the same name and tags again replace it. */
    void gauge(String name, Map<String, String> tags, DoubleSupplier value);

    /**
     * Forgets a gauge: what it asked has gone, as an endpoint that was closed or a column that is not watched any more. Counters and times stay, as their sums are still true. Does nothing by default.
     */
    default void removeGauge(String name, Map<String, String> tags) {}

    /** Reports nothing. */
    static Meters none() {
        return NoMeters.INSTANCE;
    }
}
