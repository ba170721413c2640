package io.mlops4j.monitoring;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good the predictions of a window were. Immutable. Labels that come later change it: ask the monitor again.
 *
 * @param number the window, as {@link Monitor#windows} counts; one more than the last for what came after it
 * @param from the time of its first prediction, or before
 * @param to the time of its end
 * @param open whether it is still under way
 * @param all the figures of all predictions
 * @param versions the figures of each version that answered, by its name and number, as {@code scoring 3}; empty if none is known
 */
public record PerformanceWindow(
        long number,
        Instant from,
        Instant to,
        boolean open,
        PerformanceFigures all,
        Map<String, PerformanceFigures> versions) {
    /** Copies the map, and keeps its order. */
    public PerformanceWindow {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }
}
