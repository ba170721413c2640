/**
 * Monitors: the windows of a stream, what is found in them, and who is told. {@link io.mlops4j.core.monitoring.bins} counts values, {@link io.mlops4j.core.monitoring.drift} decides.
 */
@NullMarked
package io.mlops4j.core.monitoring;

import org.jspecify.annotations.NullMarked;
