/**
 * The evaluation step: metrics, their intervals, comparisons and reports. The entry type is
 * {@link io.mlops4j.core.evaluation.MetricEngine}, which checks what users hand over; a package a kind of task does the arithmetic.
 */
@NullMarked
package io.mlops4j.core.evaluation;

import org.jspecify.annotations.NullMarked;
