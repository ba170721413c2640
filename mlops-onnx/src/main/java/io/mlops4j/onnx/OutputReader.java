package io.mlops4j.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import io.mlops4j.InferenceFailure;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies what a model gave out of native memory, one copy of a whole buffer a tensor. */
final class OutputReader {
    private OutputReader() {}

    /** The value; the native one remains the caller's to close. */
    static Value read(OnnxValue value) throws OrtException {
        if (value instanceof OnnxTensor tensor) {
            return tensor(tensor);
        }
        if (value instanceof OnnxSequence sequence) {
            return sequence(sequence);
        }
        if (value instanceof OnnxMap map) {
            return map(map);
        }
        throw new InferenceFailure("The model gave a value of type " + value.getType() + ", which cannot be read.");
    }

    private static Tensor tensor(OnnxTensor tensor) throws OrtException {
        ElementType type = OnnxTypes.elementType(tensor.getInfo());
        long[] shape = tensor.getInfo().getShape();
        if (tensor.getInfo().getNumElements() == 0) {
            // Nothing has no address to wrap in a buffer.
            return Tensor.zeros(type, Shape.of(shape));
        }
        // The binding's buffers are its own copies on the heap, of exactly the tensor's size.
        return switch (type) {
            case FLOAT -> Tensor.of(tensor.getFloatBuffer().array(), shape);
            case DOUBLE -> Tensor.of(tensor.getDoubleBuffer().array(), shape);
            case FLOAT16 -> Tensor.float16(tensor.getShortBuffer().array(), shape);
            case BFLOAT16 -> Tensor.bfloat16(tensor.getShortBuffer().array(), shape);
            case INT8 -> Tensor.of(tensor.getByteBuffer().array(), shape);
            case UINT8 -> Tensor.uint8(tensor.getByteBuffer().array(), shape);
            case INT16 -> Tensor.of(tensor.getShortBuffer().array(), shape);
            case INT32 -> Tensor.of(tensor.getIntBuffer().array(), shape);
            case INT64 -> Tensor.of(tensor.getLongBuffer().array(), shape);
            case UINT16 -> Tensor.uint16(tensor.getShortBuffer().array(), shape);
            case UINT32 -> Tensor.uint32(tensor.getIntBuffer().array(), shape);
            case UINT64 -> Tensor.uint64(tensor.getLongBuffer().array(), shape);
            case BOOL -> Tensor.of(booleans(tensor.getByteBuffer()), shape);
            case STRING -> Tensor.of(strings(tensor), shape);
        };
    }

    private static boolean[] booleans(ByteBuffer bytes) {
        boolean[] booleans = new boolean[bytes.remaining()];
        for (int i = 0; i < booleans.length; i++) {
            booleans[i] = bytes.get(i) != 0;
        }
        return booleans;
    }

    /** Texts have no buffer; the binding gives them in nested arrays only. */
    private static String[] strings(OnnxTensor tensor) throws OrtException {
        List<String> strings = new ArrayList<>((int) tensor.getInfo().getNumElements());
        flatten(tensor.getValue(), strings);
        return strings.toArray(new String[0]);
    }

    private static void flatten(Object value, List<String> strings) {
        if (value instanceof Object[] array) {
            for (Object element : array) {
                flatten(element, strings);
            }
        } else {
            strings.add((String) value);
        }
    }

    private static Value.SequenceValue sequence(OnnxSequence sequence) throws OrtException {
        if (sequence.getInfo().length == 0) {
            // The binding cannot tell what nothing is made of, and fails.
            return new Value.SequenceValue(List.of());
        }
        List<? extends OnnxValue> elements = sequence.getValue();
        try {
            List<Value> values = new ArrayList<>(elements.size());
            for (OnnxValue element : elements) {
                values.add(read(element));
            }
            return new Value.SequenceValue(values);
        } finally {
            // The elements are handles of their own, which closing the sequence does not close.
            OnnxValue.close(elements);
        }
    }

    private static Value.MapValue map(OnnxMap map) throws OrtException {
        Map<Object, Object> entries = new LinkedHashMap<>();
        map.getValue().forEach(entries::put);
        return new Value.MapValue(entries);
    }
}
