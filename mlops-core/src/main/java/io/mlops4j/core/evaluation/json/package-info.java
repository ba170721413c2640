/**
 * Evaluations and gates as stored JSON; the journal meets {@link io.mlops4j.core.evaluation.json.EvaluationCodec} and
 * {@link io.mlops4j.core.evaluation.json.GateCodec}.
 */
@NullMarked
package io.mlops4j.core.evaluation.json;

import org.jspecify.annotations.NullMarked;
