/** Counting what a stream brings, on the threads that bring it: {@link io.mlops4j.core.monitoring.record.StreamRecorder}. */
@NullMarked
package io.mlops4j.core.monitoring.record;

import org.jspecify.annotations.NullMarked;
