package io.mlops4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of one call at a time in native memory, kept for the next call, which mostly has the same shapes. Confined to its holder. */
final class InputLane {
    private final Map<String, NativeInput> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    InputLane(OrtEnvironment environment, List<TensorSpec> specs) {
        for (TensorSpec spec : specs) {
            inputs.put(spec.name(), new NativeInput(environment, spec.name(), spec.type()));
        }
    }

    /** The native tensors of inputs that fit the signature; valid until the next call here. */
    Map<String, OnnxTensor> fill(Tensors values) throws OrtException {
        for (Map.Entry<String, NativeInput> input : inputs.entrySet()) {
            Tensor value = values.tensor(input.getKey());
            tensors.put(input.getKey(), input.getValue().fill(value));
        }
        return tensors;
    }

    /** Gives back what was large or cannot be used again. */
    void trim() {
        inputs.values().forEach(NativeInput::trim);
    }

    /** Gives everything back. */
    void close() {
        inputs.values().forEach(NativeInput::close);
    }
}
