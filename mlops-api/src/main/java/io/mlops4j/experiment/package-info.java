/**
 * The second step of the life: experiments and their runs, searches over them, studies that look for good parameters, cross-validation and
 * ensembles. Start at {@link io.mlops4j.experiment.Experiment}; {@link io.mlops4j.experiment.CrossValidation} needs none.
 */
@NullMarked
package io.mlops4j.experiment;

import org.jspecify.annotations.NullMarked;
