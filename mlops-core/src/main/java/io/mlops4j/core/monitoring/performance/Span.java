package io.mlops4j.core.monitoring.performance;

/**
 * The time of a window, in microseconds since the epoch.
 *
 * @param number the window
 * @param after its predictions are later than this
 * @param to and not later than this
 * @param open whether it is still under way
 */
public record Span(long number, long after, long to, boolean open) {}
