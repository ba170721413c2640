/**
 * What turns rows into an evaluation, whatever the task: {@link io.mlops4j.core.evaluation.assess.Rows} are measured with weights, and
 * {@link io.mlops4j.core.evaluation.assess.Assessment} makes values, intervals, slices and warnings of that.
 */
@NullMarked
package io.mlops4j.core.evaluation.assess;

import org.jspecify.annotations.NullMarked;
