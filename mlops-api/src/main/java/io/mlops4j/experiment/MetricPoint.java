package io.mlops4j.experiment;

import java.time.Instant;

/**
 * One recorded value of a metric.
 *
 * @param step the step, as an epoch or a batch number
 * @param at when it was recorded, to the millisecond
 * @param value the value; may be no number
 */
public record MetricPoint(long step, Instant at, double value) {}
