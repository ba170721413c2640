/**
 * How good a model is, and whether that is good enough. Start at {@link io.mlops4j.evaluation.Evaluator}: it turns labels and
 * predictions into an {@link io.mlops4j.evaluation.Evaluation}, which a {@link io.mlops4j.evaluation.Gate} then checks.
 */
@NullMarked
package io.mlops4j.evaluation;

import org.jspecify.annotations.NullMarked;
