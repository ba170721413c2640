/** ONNX models on ONNX Runtime. Start at {@link io.mlops4j.onnx.OnnxRuntime}; the engine finds it by itself. */
@NullMarked
package io.mlops4j.onnx;

import org.jspecify.annotations.NullMarked;
