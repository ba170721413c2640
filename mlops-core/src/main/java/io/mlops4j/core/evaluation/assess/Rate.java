package io.mlops4j.core.evaluation.assess;

/**
 * A share of rows that all count the same.
 *
 * @param hits how many of them, a whole number
 * @param trials of how many, a whole number
 */
public record Rate(double hits, double trials) {}
