package io.mlops4j.onnx;

import ai.onnxruntime.OnnxTensor;
import io.mlops4j.internal.TrustedValues;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;

/**
 * An output that is given to ONNX Runtime in advance, to be written to memory of ours.
 *
 * @param buffer the memory
 * @param tensor the native tensor over it
 * @param shape its shape
 * @param elements how many elements it has
 */
record PinnedOutput(NativeBuffer buffer, OnnxTensor tensor, Shape shape, int elements) {
    private static final TrustedValues VALUES = TrustedValues.maker();

    /** A copy of what is there now. */
    Tensor take() {
        return VALUES.tensor(buffer.type(), buffer.take(elements), shape);
    }
}
