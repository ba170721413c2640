/**
 * Monitors: {@link io.mlops4j.core.monitoring.Monitors} starts them. The sub-package {@code record} counts rows where they come, {@code drift} decides on the counts, {@code alert} says who is
 * told, and {@code page} draws.
 */
@NullMarked
package io.mlops4j.core.monitoring;

import org.jspecify.annotations.NullMarked;
