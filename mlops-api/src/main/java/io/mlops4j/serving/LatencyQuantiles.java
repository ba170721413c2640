package io.mlops4j.serving;

import java.time.Duration;

/**
 * Quantiles of times; zero where there are none.
 *
 * @param p50 the median
 * @param p90 nine in ten are at most this
 * @param p99 99 in 100 are at most this
 * @param max the longest
 */
public record LatencyQuantiles(Duration p50, Duration p90, Duration p99, Duration max) {}
