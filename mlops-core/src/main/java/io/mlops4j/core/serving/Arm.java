package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rollout.ArmRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Where a request can go.
 *
 * @param served the version that is asked
 * @param recorder who counts what it does, or null if nobody does
 * @param standIn the version that answers where this one fails, or null if the failure is the caller's
 */
record Arm(
        Served served,
        @Nullable ArmRecorder recorder,
        @Nullable Served standIn) {}
