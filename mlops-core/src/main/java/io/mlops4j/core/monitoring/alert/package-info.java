/**
 * From findings to alerts and from alerts to sinks. Start at {@link io.mlops4j.core.monitoring.alert.AlertBook}, the state that the events of a stream
 * tell, {@link io.mlops4j.core.monitoring.alert.AlertJudge}, which decides on it, and {@link io.mlops4j.core.monitoring.alert.LiveAlerts}, which
 * joins both to a stream and to the sinks.
 */
@NullMarked
package io.mlops4j.core.monitoring.alert;

import org.jspecify.annotations.NullMarked;
