/**
 * Event streams over any journal: how the engine reads and writes. Start at {@link io.mlops4j.core.stream.EventStream}, which folds
 * one stream into a state and queues its writers; {@link io.mlops4j.core.stream.EventStreams} opens them.
 */
@NullMarked
package io.mlops4j.core.stream;

import org.jspecify.annotations.NullMarked;
