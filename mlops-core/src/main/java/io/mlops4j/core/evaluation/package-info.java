/**
 * The evaluation step: metrics, their intervals, and the JSON of evaluations and gates. The entry type is
 * {@link io.mlops4j.core.evaluation.MetricEngine}; the journal meets {@link io.mlops4j.core.evaluation.EvaluationCodec} and
 * {@link io.mlops4j.core.evaluation.GateCodec}.
 */
@NullMarked
package io.mlops4j.core.evaluation;

import org.jspecify.annotations.NullMarked;
