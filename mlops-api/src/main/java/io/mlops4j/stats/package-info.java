/**
 * Whether two samples differ, and how much: {@link io.mlops4j.stats.TwoSample} for numbers, {@link io.mlops4j.stats.Categorical} for
 * counts, {@link io.mlops4j.stats.MultipleTesting} where many were asked at once. Pure functions of their arguments, safe for use by many
 * threads; arrays handed over are only read. {@link io.mlops4j.stats.ChangeDetector} watches a stream of numbers for a change.
 */
@NullMarked
package io.mlops4j.stats;

import org.jspecify.annotations.NullMarked;
