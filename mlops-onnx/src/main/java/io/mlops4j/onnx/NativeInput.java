package io.mlops4j.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One input in native memory: a direct buffer, and a native tensor over it that is made again only when the shape changes. Confined to its
 * holder.
 */
final class NativeInput {
    /** What is kept for the next call, in bytes; the odd large batch is not to hold its memory for ever. */
    private static final int KEPT = 1 << 20;

    private final OrtEnvironment environment;
    private final String name;
    private final ElementType type;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(0);
    private @Nullable OnnxTensor tensor;
    private @Nullable Shape shape;

    NativeInput(OrtEnvironment environment, String name, ElementType type) {
        this.environment = environment;
        this.name = name;
        this.type = type;
    }

    /** The native tensor with these elements; valid until the next call here. */
    OnnxTensor fill(Tensor value) throws OrtException {
        OnnxTensor current = tensor;
        if (current == null || shape == null || type == ElementType.STRING || !shape.equals(value.shape())) {
            close();
            if (type != ElementType.STRING) {
                reserve(value);
            }
            current = create(value);
            tensor = current;
            shape = value.shape();
        }
        copy(value);
        return current;
    }

    private void reserve(Tensor value) {
        long bytes = (long) value.size() * bytesPerElement();
        if (bytes > Integer.MAX_VALUE) {
            throw new InvalidInput("An input of " + value + " takes " + bytes + " bytes, and " + Integer.MAX_VALUE
                    + " is the most; run it in several batches.");
        }
        if (bytes > buffer.capacity()) {
            long ample = Math.min(Math.max(bytes, 2L * buffer.capacity()), Math.max(bytes, KEPT));
            buffer = ByteBuffer.allocateDirect((int) ample).order(ByteOrder.nativeOrder());
        }
        buffer.clear().limit((int) bytes);
    }

    private int bytesPerElement() {
        return switch (type) {
            case DOUBLE, INT64, UINT64 -> 8;
            case FLOAT, INT32, UINT32 -> 4;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> 2;
            case INT8, UINT8, BOOL -> 1;
            case STRING -> 0;
        };
    }

    private OnnxTensor create(Tensor value) throws OrtException {
        long[] dimensions = value.shape().dimensions();
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), dimensions);
            case DOUBLE -> OnnxTensor.createTensor(environment, buffer.asDoubleBuffer(), dimensions);
            case FLOAT16 ->
                OnnxTensor.createTensor(environment, buffer.asShortBuffer(), dimensions, OnnxJavaType.FLOAT16);
            case BFLOAT16 ->
                OnnxTensor.createTensor(environment, buffer.asShortBuffer(), dimensions, OnnxJavaType.BFLOAT16);
            case INT16 -> OnnxTensor.createTensor(environment, buffer.asShortBuffer(), dimensions, OnnxJavaType.INT16);
            case INT32 -> OnnxTensor.createTensor(environment, buffer.asIntBuffer(), dimensions);
            case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), dimensions);
            case INT8 -> OnnxTensor.createTensor(environment, buffer.slice(), dimensions, OnnxJavaType.INT8);
            case UINT8 -> OnnxTensor.createTensor(environment, buffer.slice(), dimensions, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, buffer.slice(), dimensions, OnnxJavaType.BOOL);
            case STRING -> OnnxTensor.createTensor(environment, passable(value.strings()), dimensions);
            case UINT16, UINT32, UINT64 -> throw new OrtException("The binding makes no tensor of " + type + ".");
        };
    }

    /**
     * The texts, if the model will see them as they are. The binding hands them over in JNI's modified UTF-8, which writes characters beyond
     * the basic plane and U+0000 in its own way: the model would not find them in its vocabulary, and answer without a word.
     */
    private String[] passable(String[] texts) {
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            for (int at = 0; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == 0 || Character.isSurrogate(c)) {
                    throw new InvalidInput(String.format(
                            "Input '%s' has the character U+%04X in element %d, which ONNX Runtime's Java binding cannot hand over"
                                    + " unchanged. Replace it, in the training data too.",
                            name, text.codePointAt(at), i));
                }
            }
        }
        return texts;
    }

    private void copy(Tensor value) {
        switch (type) {
            case FLOAT -> buffer.asFloatBuffer().put(value.floats());
            case DOUBLE -> buffer.asDoubleBuffer().put(value.doubles());
            case FLOAT16, BFLOAT16, INT16 -> buffer.asShortBuffer().put(value.shorts());
            case INT32 -> buffer.asIntBuffer().put(value.ints());
            case INT64 -> buffer.asLongBuffer().put(value.longs());
            case INT8, UINT8 -> buffer.put(0, value.bytes());
            case BOOL -> {
                boolean[] booleans = value.booleans();
                for (int i = 0; i < booleans.length; i++) {
                    buffer.put(i, (byte) (booleans[i] ? 1 : 0));
                }
            }
            case STRING, UINT16, UINT32, UINT64 -> {
                // Texts were copied when the tensor was made, and there is none of the others.
            }
        }
    }

    /** Gives back what was large, and texts, which are not used again. */
    void trim() {
        if (buffer.capacity() > KEPT || type == ElementType.STRING) {
            close();
            buffer = ByteBuffer.allocateDirect(0);
        }
    }

    /** Frees the native tensor. */
    void close() {
        OnnxTensor current = tensor;
        tensor = null;
        shape = null;
        if (current != null) {
            current.close();
        }
    }
}
