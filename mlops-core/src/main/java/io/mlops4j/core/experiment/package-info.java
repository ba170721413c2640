/**
 * Experiments and runs over the journal. Start at {@link io.mlops4j.core.experiment.Experiments}. An experiment's stream holds what search
 * needs of each run; what a run recorded in full, above all its metric points, is in a stream of its own.
 */
@NullMarked
package io.mlops4j.core.experiment;

import org.jspecify.annotations.NullMarked;
