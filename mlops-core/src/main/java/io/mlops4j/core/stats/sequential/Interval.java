package io.mlops4j.core.stats.sequential;

/**
 * Where a value surely is, each end at its own level.
 *
 * @param low not below this
 * @param high not above this
 */
public record Interval(double low, double high) {}
