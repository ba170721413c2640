/**
 * What a canary is judged by: the evidence of its requests ({@link io.mlops4j.core.serving.rollout.ArmRecorder}), and what guards make of it
 * ({@link io.mlops4j.core.serving.rollout.Judgement}).
 */
@NullMarked
package io.mlops4j.core.serving.rollout;

import org.jspecify.annotations.NullMarked;
