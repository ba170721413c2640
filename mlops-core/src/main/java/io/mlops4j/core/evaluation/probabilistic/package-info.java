/** Predicted distributions of a number: {@link io.mlops4j.core.evaluation.probabilistic.ProbabilisticTask}. */
@NullMarked
package io.mlops4j.core.evaluation.probabilistic;

import org.jspecify.annotations.NullMarked;
