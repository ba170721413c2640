package io.mlops4j.onnx;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.mlops4j.InferenceFailure;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import java.util.Set;

/** The words of ONNX Runtime in those of the library. */
final class OnnxTypes {
    private static final String PREFIX = "ONNX_TENSOR_ELEMENT_DATA_TYPE_";

    private OnnxTypes() {}

    /**
     * The type of a tensor's elements. It goes by ONNX's type, not by the binding's Java type, which takes unsigned 16, 32 and 64 bits for
     * signed ones and so turns large numbers negative.
     *
     * @throws InferenceFailure if the library has no such type
     */
    static ElementType elementType(TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> ElementType.FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> ElementType.DOUBLE;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> ElementType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> ElementType.BFLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> ElementType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> ElementType.INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> ElementType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> ElementType.INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> ElementType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> ElementType.UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> ElementType.UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> ElementType.UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> ElementType.BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> ElementType.STRING;
            default ->
                throw new InferenceFailure(
                        "Elements of type " + info.onnxType.name().substring(PREFIX.length())
                                + " cannot be held in Java; cast them within the model, as to INT64 or FLOAT.");
        };
    }

    /** The type of what is in a sequence or a map, of which the binding tells only the Java type. */
    static ElementType elementType(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> ElementType.FLOAT;
            case DOUBLE -> ElementType.DOUBLE;
            case FLOAT16 -> ElementType.FLOAT16;
            case BFLOAT16 -> ElementType.BFLOAT16;
            case INT8 -> ElementType.INT8;
            case INT16 -> ElementType.INT16;
            case INT32 -> ElementType.INT32;
            case INT64 -> ElementType.INT64;
            case UINT8 -> ElementType.UINT8;
            case BOOL -> ElementType.BOOL;
            case STRING -> ElementType.STRING;
            case UNKNOWN -> throw new InferenceFailure("Elements of an unknown type cannot be held in Java.");
        };
    }

    /**
     * An input. Only tensors, and of no wider unsigned integers: the binding makes nothing else.
     *
     * @param shapeless the names of those that declare no shape
     */
    static TensorSpec input(NodeInfo node, Set<String> shapeless) {
        if (node.getInfo() instanceof TensorInfo info) {
            TensorSpec spec = tensor(node.getName(), info, shapeless);
            switch (spec.type()) {
                case UINT16, UINT32, UINT64 ->
                    throw new InferenceFailure("The input '" + spec
                            + "' is of a type that ONNX Runtime does not take from Java; let the model take a signed"
                            + " type and cast it.");
                default -> {
                    return spec;
                }
            }
        }
        throw new InferenceFailure("The input '" + node.getName()
                + "' is a sequence, a map or optional, which ONNX Runtime does not take from Java; export the model with"
                + " tensors as inputs.");
    }

    /**
     * An output.
     *
     * @param shapeless the names of those that declare no shape
     */
    static TensorSpec output(NodeInfo node, Set<String> shapeless) {
        ValueInfo info = node.getInfo();
        if (info instanceof TensorInfo tensor) {
            return tensor(node.getName(), tensor, shapeless);
        }
        if (info instanceof SequenceInfo sequence) {
            OnnxJavaType type = sequence.sequenceOfMaps ? sequence.mapInfo.valueType : sequence.sequenceType;
            return new TensorSpec(node.getName(), TensorSpec.Kind.SEQUENCE, elementType(type), Shape.of());
        }
        if (info instanceof MapInfo map) {
            return new TensorSpec(node.getName(), TensorSpec.Kind.MAP, elementType(map.valueType), Shape.of());
        }
        throw new InferenceFailure("The output '" + node.getName()
                + "' is neither a tensor nor a sequence nor a map, and cannot be read.");
    }

    private static TensorSpec tensor(String name, TensorInfo info, Set<String> shapeless) {
        long[] dimensions = info.getShape();
        // The binding gives no shape and that of a scalar alike; where it found out more than the model declares, that
        // counts.
        Shape shape = dimensions.length == 0 && shapeless.contains(name) ? Shape.unknown() : Shape.of(dimensions);
        return new TensorSpec(name, TensorSpec.Kind.TENSOR, elementType(info), shape);
    }
}
