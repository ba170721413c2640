/**
 * ONNX models on ONNX Runtime. {@link io.mlops4j.onnx.OnnxRuntime} is found by {@link java.util.ServiceLoader}; a program names it only to run a
 * model without a registry, or in a test.
 */
@NullMarked
package io.mlops4j.onnx;

import org.jspecify.annotations.NullMarked;
