package io.mlops4j.monitoring;

/**
 * What a monitor has taken in this process since it began.
 *
 * @param observed the rows that were taken
 * @param late the rows that came too late for their window and were left out
 * @param failed the rows or windows that could not be taken or judged, for a defect that was logged
 */
public record MonitorStats(long observed, long late, long failed) {}
