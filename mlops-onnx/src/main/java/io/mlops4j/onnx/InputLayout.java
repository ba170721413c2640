package io.mlops4j.onnx;

import io.mlops4j.model.Signature;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import org.jspecify.annotations.Nullable;

/** The inputs of a signature in arrays, for the path that every call takes. Immutable. */
final class InputLayout {
    private final String[] names;
    private final ElementType[] types;

    InputLayout(Signature signature) {
        names = signature.inputs().stream().map(TensorSpec::name).toArray(String[]::new);
        types = signature.inputs().stream().map(TensorSpec::type).toArray(ElementType[]::new);
    }

    int size() {
        return names.length;
    }

    String name(int input) {
        return names[input];
    }

    ElementType type(int input) {
        return types[input];
    }

    /** The value of an input; null if there is none. Callers mostly name inputs in the signature's order. */
    @Nullable Value find(Tensors values, int input) {
        String name = names[input];
        if (input < values.size() && name.equals(values.name(input))) {
            return values.value(input);
        }
        return values.contains(name) ? values.value(name) : null;
    }
}
