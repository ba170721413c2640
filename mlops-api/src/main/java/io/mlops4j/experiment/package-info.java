/**
 * The second step of the life: experiments and their runs, with parameters, metrics, tags, inputs and artifacts. Start at {@link
 * io.mlops4j.experiment.Experiment}.
 */
@NullMarked
package io.mlops4j.experiment;

import org.jspecify.annotations.NullMarked;
