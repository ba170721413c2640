/**
 * Whether samples differ, and when a stream of numbers changes: {@link io.mlops4j.stats.ChangeDetector} watches a stream one value at a time.
 */
@NullMarked
package io.mlops4j.stats;

import org.jspecify.annotations.NullMarked;
