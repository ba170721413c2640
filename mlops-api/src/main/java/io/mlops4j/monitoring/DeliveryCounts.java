package io.mlops4j.monitoring;

/**
 * How deliveries of a monitor's alerts went since it began, over all processes.
 *
 * @param delivered how many messages a sink took
 * @param failedAttempts how many attempts failed
 * @param givenUp how many messages were given up for a sink: it refused them, or all attempts failed
 * @param dropped how many messages were left out for a sink since too many were waiting; the oldest go first
 * @param waiting how many messages wait for a sink now
 */
public record DeliveryCounts(long delivered, long failedAttempts, long givenUp, long dropped, long waiting) {}
