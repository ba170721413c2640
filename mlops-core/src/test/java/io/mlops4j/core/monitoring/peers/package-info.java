/** What other tools' default rules do on the same data as ours: {@link io.mlops4j.core.monitoring.peers.DriftGrid}. */
@NullMarked
package io.mlops4j.core.monitoring.peers;

import org.jspecify.annotations.NullMarked;
