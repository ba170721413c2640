package io.mlops4j.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.mlops4j.InferenceFailure;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.model.TensorSpec.Kind;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Value;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between the values of the API and those of ONNX Runtime. Elements go over in bulk, never one by one through nested arrays. */
final class OnnxValues {
    private OnnxValues() {}

    static TensorSpec spec(NodeInfo node) {
        ValueInfo info = node.getInfo();
        if (info instanceof TensorInfo tensor) {
            return new TensorSpec(
                    node.getName(), Kind.TENSOR, type(node.getName(), tensor), Shape.of(free(tensor.getShape())));
        }
        if (info instanceof MapInfo map) {
            return new TensorSpec(node.getName(), Kind.MAP, type(node.getName(), map.valueType), Shape.of());
        }
        if (info instanceof SequenceInfo sequence) {
            OnnxJavaType element = sequence.sequenceOfMaps ? sequence.mapInfo.valueType : sequence.sequenceType;
            return new TensorSpec(node.getName(), Kind.SEQUENCE, type(node.getName(), element), Shape.of());
        }
        throw new InferenceFailure(
                "'" + node.getName() + "' of the model is of a kind that cannot be read from Java: " + info + ".");
    }

    /** ONNX Runtime writes a dimension without a value as a negative number. */
    private static long[] free(long[] shape) {
        long[] dimensions = shape.clone();
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = Math.max(Shape.FREE, dimensions[i]);
        }
        return dimensions;
    }

    /** The binding names unsigned integers of more than 8 bits like signed ones; the ONNX type beside it tells them apart. */
    private static ElementType type(String name, TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
            default -> type(name, info.type);
        };
    }

    private static ElementType type(String name, OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> ElementType.FLOAT;
            case DOUBLE -> ElementType.DOUBLE;
            case INT8 -> ElementType.INT8;
            case INT16 -> ElementType.INT16;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case BOOL -> ElementType.BOOL;
            case STRING -> ElementType.STRING;
            case UINT8 -> ElementType.UINT8;
            case FLOAT16 -> ElementType.FLOAT16;
            case BFLOAT16 -> ElementType.BFLOAT16;
            case UNKNOWN ->
                throw new InferenceFailure(
                        "'" + name + "' of the model has elements of a type that ONNX Runtime cannot hand to Java."
                                + " Export the model with another type.");
        };
    }

    /** Whether Java can make such an input: the binding makes no tensors of wider unsigned integers, and no sequences or maps. */
    static boolean canBeGiven(TensorSpec input) {
        return input.kind() == Kind.TENSOR
                && switch (input.type()) {
                    case UINT16, UINT32, UINT64 -> false;
                    default -> true;
                };
    }

    /** Whether an output looks like that of the operator ZipMap. */
    static boolean isZipMap(TensorSpec output) {
        return output.kind() == Kind.SEQUENCE && output.type() == ElementType.FLOAT;
    }

    /** A native tensor with a copy of the elements; the caller closes it. */
    static OnnxTensor toNative(OrtEnvironment environment, Tensor tensor) throws OrtException {
        long[] shape = tensor.shape().dimensions();
        return switch (tensor.type()) {
            case FLOAT -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(tensor.doubles()), shape);
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(tensor.longs()), shape);
            case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.wrap(tensor.ints()), shape);
            case INT16 -> shorts(environment, tensor, shape, OnnxJavaType.INT16);
            case FLOAT16 -> shorts(environment, tensor, shape, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> shorts(environment, tensor, shape, OnnxJavaType.BFLOAT16);
            case INT8 -> bytes(environment, tensor.bytes(), shape, OnnxJavaType.INT8);
            case UINT8 -> bytes(environment, tensor.bytes(), shape, OnnxJavaType.UINT8);
            case BOOL -> bytes(environment, bits(tensor.booleans()), shape, OnnxJavaType.BOOL);
            case STRING -> OnnxTensor.createTensor(environment, tensor.strings(), shape);
            case UINT16, UINT32, UINT64 ->
                throw new InferenceFailure("ONNX Runtime cannot be given a tensor of " + tensor + " from Java.");
        };
    }

    private static OnnxTensor shorts(OrtEnvironment environment, Tensor tensor, long[] shape, OnnxJavaType type)
            throws OrtException {
        return OnnxTensor.createTensor(environment, ShortBuffer.wrap(tensor.shorts()), shape, type);
    }

    private static OnnxTensor bytes(OrtEnvironment environment, byte[] bytes, long[] shape, OnnxJavaType type)
            throws OrtException {
        return OnnxTensor.createTensor(environment, ByteBuffer.wrap(bytes), shape, type);
    }

    private static byte[] bits(boolean[] booleans) {
        byte[] bytes = new byte[booleans.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (booleans[i] ? 1 : 0);
        }
        return bytes;
    }

    /** A copy in the heap of what ONNX Runtime holds. */
    static Value toJava(OnnxValue value) throws OrtException {
        if (value instanceof OnnxTensor tensor) {
            return toJava(tensor);
        }
        if (value instanceof OnnxMap map) {
            return toJava(map);
        }
        if (value instanceof OnnxSequence sequence) {
            return toJava(sequence);
        }
        throw new InferenceFailure("The model gave a value of a kind that cannot be read: " + value.getType() + ".");
    }

    private static Value toJava(OnnxSequence sequence) throws OrtException {
        List<Value> elements = new ArrayList<>();
        for (OnnxValue element : sequence.getValue()) {
            try (element) {
                elements.add(toJava(element));
            }
        }
        return new Value.SequenceValue(elements);
    }

    private static Value toJava(OnnxMap map) throws OrtException {
        Map<Object, Object> entries = new LinkedHashMap<>();
        map.getValue().forEach(entries::put);
        return new Value.MapValue(entries);
    }

    private static Tensor toJava(OnnxTensor tensor) throws OrtException {
        TensorInfo info = tensor.getInfo();
        long[] shape = info.getShape();
        int size = Math.toIntExact(Shape.of(shape).elements());
        return switch (type("an output", info)) {
            case FLOAT -> {
                float[] data = new float[size];
                tensor.getFloatBuffer().get(data);
                yield Tensor.of(data, shape);
            }
            case DOUBLE -> {
                double[] data = new double[size];
                tensor.getDoubleBuffer().get(data);
                yield Tensor.of(data, shape);
            }
            case INT64 -> Tensor.of(longs(tensor, size), shape);
            case UINT64 -> Tensor.uint64(longs(tensor, size), shape);
            case INT32 -> Tensor.of(ints(tensor, size), shape);
            case UINT32 -> Tensor.uint32(ints(tensor, size), shape);
            case INT16 -> Tensor.of(shorts(tensor, size), shape);
            case UINT16 -> Tensor.uint16(shorts(tensor, size), shape);
            case FLOAT16 -> Tensor.float16(shorts(tensor, size), shape);
            case BFLOAT16 -> Tensor.bfloat16(shorts(tensor, size), shape);
            case INT8 -> Tensor.of(bytes(tensor, size), shape);
            case UINT8 -> Tensor.uint8(bytes(tensor, size), shape);
            case BOOL -> {
                byte[] bytes = bytes(tensor, size);
                boolean[] data = new boolean[size];
                for (int i = 0; i < size; i++) {
                    data[i] = bytes[i] != 0;
                }
                yield Tensor.of(data, shape);
            }
            case STRING -> {
                List<String> data = new ArrayList<>(size);
                flatten(tensor.getValue(), data);
                yield Tensor.of(data.toArray(new String[0]), shape);
            }
        };
    }

    private static long[] longs(OnnxTensor tensor, int size) {
        long[] data = new long[size];
        tensor.getLongBuffer().get(data);
        return data;
    }

    private static int[] ints(OnnxTensor tensor, int size) {
        int[] data = new int[size];
        tensor.getIntBuffer().get(data);
        return data;
    }

    private static short[] shorts(OnnxTensor tensor, int size) {
        short[] data = new short[size];
        tensor.getShortBuffer().get(data);
        return data;
    }

    private static byte[] bytes(OnnxTensor tensor, int size) {
        byte[] data = new byte[size];
        tensor.getByteBuffer().get(data);
        return data;
    }

    /** Strings have no buffer; they come as an array of arrays, or alone. */
    private static void flatten(Object value, List<String> into) {
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                flatten(Array.get(value, i), into);
            }
        } else {
            into.add((String) value);
        }
    }
}
