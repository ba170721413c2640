package io.mlops4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.mlops4j.model.Signature;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all lanes of a model have in common.
 *
 * @param environment where native tensors are made
 * @param session what runs
 * @param signature what it takes and gives
 * @param layout the signature's inputs
 * @param pinning which outputs are pinned
 * @param runEntries the configuration of every run
 * @param mostBytes how many bytes a lane may keep
 * @param heldBytes how many bytes all lanes hold now
 */
record LanePlan(
        OrtEnvironment environment,
        OrtSession session,
        Signature signature,
        InputLayout layout,
        Pinning pinning,
        Map<String, String> runEntries,
        long mostBytes,
        LongAdder heldBytes) {
    LanePlan(
            OrtEnvironment environment,
            OrtSession session,
            Signature signature,
            Pinning pinning,
            Map<String, String> runEntries,
            long mostBytes) {
        this(
                environment,
                session,
                signature,
                new InputLayout(signature),
                pinning,
                runEntries,
                mostBytes,
                new LongAdder());
    }
}
