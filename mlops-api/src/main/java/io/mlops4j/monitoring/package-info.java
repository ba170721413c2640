/**
 * The fifth step of the life: watching what is served. Start at {@link io.mlops4j.monitoring.AlertSink}, where alerts go, and {@link
 * io.mlops4j.monitoring.AlertPolicy}, which says when there is one.
 */
@NullMarked
package io.mlops4j.monitoring;

import org.jspecify.annotations.NullMarked;
