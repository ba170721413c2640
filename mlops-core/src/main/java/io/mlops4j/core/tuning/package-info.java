/**
 * Studies: the search for good parameters. Start at {@link io.mlops4j.core.tuning.Studies}. What a trial tries and when it is pruned are pure functions
 * of the trials that it may know ({@code sampling}, {@link io.mlops4j.core.tuning.Pruning}); {@link io.mlops4j.core.tuning.StudyLoop} decides which those are,
 * so that threads and crashes change nothing.
 */
@NullMarked
package io.mlops4j.core.tuning;

import org.jspecify.annotations.NullMarked;
