/** From findings to alerts and from alerts to sinks. */
@NullMarked
package io.mlops4j.core.monitoring.alert;

import org.jspecify.annotations.NullMarked;
