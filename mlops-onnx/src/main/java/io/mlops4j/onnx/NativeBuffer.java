package io.mlops4j.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.mlops4j.InvalidInput;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Shape;
import io.mlops4j.serving.Tensor;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Memory outside the heap for the elements of one input or output, over which native tensors of several shapes lie, one of them in use at a time.
 * Not for texts, which have no buffer. Confined to its holder.
 */
final class NativeBuffer {
    private final ElementType type;
    private int capacity;
    /** All of the memory, as the elements' type reads it. */
    private Buffer view;

    /** Of a type that has a buffer; holds nothing yet. */
    NativeBuffer(ElementType type) {
        this.type = type;
        this.view = allocate(0);
    }

    /** How many bytes elements of a type take. */
    static int bytesPerElement(ElementType type) {
        return switch (type) {
            case DOUBLE, INT64, UINT64 -> Long.BYTES;
            case FLOAT, INT32, UINT32 -> Integer.BYTES;
            case FLOAT16, BFLOAT16, INT16, UINT16 -> Short.BYTES;
            case INT8, UINT8, BOOL -> Byte.BYTES;
            case STRING -> throw new IllegalArgumentException("Texts have no buffer.");
        };
    }

    /** How many bytes a tensor takes. */
    static long bytes(ElementType type, Shape shape) {
        return shape.elements() * bytesPerElement(type);
    }

    /** The type of the elements. */
    ElementType type() {
        return type;
    }

    /** How many bytes it takes. */
    int capacity() {
        return capacity;
    }

    /**
     * Makes room for so many bytes, and then has lost what it held: native tensors over it are to be closed before.
     *
     * @throws InvalidInput if they are more than a buffer can hold
     */
    void reserve(long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw new InvalidInput("A tensor takes " + bytes + " bytes, and " + Integer.MAX_VALUE
                    + " is the most that can be handed to ONNX Runtime; run it in several batches.");
        }
        view = allocate((int) bytes);
    }

    private Buffer allocate(int bytes) {
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        capacity = bytes;
        return switch (type) {
            case DOUBLE -> memory.asDoubleBuffer();
            case FLOAT -> memory.asFloatBuffer();
            case INT64, UINT64 -> memory.asLongBuffer();
            case INT32, UINT32 -> memory.asIntBuffer();
            case FLOAT16, BFLOAT16, INT16, UINT16 -> memory.asShortBuffer();
            case INT8, UINT8, BOOL, STRING -> memory;
        };
    }

    /** Whether the binding makes a tensor of this type over memory of ours. */
    static boolean canBeShared(ElementType type) {
        return switch (type) {
            case STRING, UINT16, UINT32, UINT64 -> false;
            default -> true;
        };
    }

    /** A native tensor over the first elements, as many as its shape has; the caller's to close. */
    OnnxTensor tensor(OrtEnvironment environment, Shape shape) throws OrtException {
        long[] dimensions = shape.dimensions();
        int elements = (int) shape.elements();
        return switch (type) {
            case FLOAT -> OnnxTensor.createTensor(environment, ((FloatBuffer) view).slice(0, elements), dimensions);
            case DOUBLE -> OnnxTensor.createTensor(environment, ((DoubleBuffer) view).slice(0, elements), dimensions);
            case INT64 -> OnnxTensor.createTensor(environment, ((LongBuffer) view).slice(0, elements), dimensions);
            case INT32 -> OnnxTensor.createTensor(environment, ((IntBuffer) view).slice(0, elements), dimensions);
            case INT16 -> shorts(environment, elements, dimensions, OnnxJavaType.INT16);
            case FLOAT16 -> shorts(environment, elements, dimensions, OnnxJavaType.FLOAT16);
            case BFLOAT16 -> shorts(environment, elements, dimensions, OnnxJavaType.BFLOAT16);
            case INT8 -> bytes(environment, elements, dimensions, OnnxJavaType.INT8);
            case UINT8 -> bytes(environment, elements, dimensions, OnnxJavaType.UINT8);
            case BOOL -> bytes(environment, elements, dimensions, OnnxJavaType.BOOL);
            case STRING, UINT16, UINT32, UINT64 ->
                throw new OrtException("The binding makes no tensor of " + type + " over memory of ours.");
        };
    }

    private OnnxTensor shorts(OrtEnvironment environment, int elements, long[] dimensions, OnnxJavaType as)
            throws OrtException {
        return OnnxTensor.createTensor(environment, ((ShortBuffer) view).slice(0, elements), dimensions, as);
    }

    private OnnxTensor bytes(OrtEnvironment environment, int elements, long[] dimensions, OnnxJavaType as)
            throws OrtException {
        return OnnxTensor.createTensor(environment, ((ByteBuffer) view).slice(0, elements), dimensions, as);
    }

    /** Copies a tensor's elements to the front. */
    void put(Tensor value) {
        switch (type) {
            case FLOAT -> ((FloatBuffer) view).put(0, value.floats());
            case DOUBLE -> ((DoubleBuffer) view).put(0, value.doubles());
            case INT64, UINT64 -> ((LongBuffer) view).put(0, value.longs());
            case INT32, UINT32 -> ((IntBuffer) view).put(0, value.ints());
            case FLOAT16, BFLOAT16, INT16, UINT16 -> ((ShortBuffer) view).put(0, value.shorts());
            case INT8, UINT8 -> ((ByteBuffer) view).put(0, value.bytes());
            case BOOL -> {
                boolean[] booleans = value.booleans();
                ByteBuffer bytes = (ByteBuffer) view;
                for (int i = 0; i < booleans.length; i++) {
                    bytes.put(i, (byte) (booleans[i] ? 1 : 0));
                }
            }
            case STRING -> throw new IllegalArgumentException("Texts have no buffer.");
        }
    }

    /** A copy of so many elements from the front, in an array of their kind. */
    Object take(int elements) {
        return switch (type) {
            case FLOAT -> {
                float[] floats = new float[elements];
                ((FloatBuffer) view).get(0, floats);
                yield floats;
            }
            case DOUBLE -> {
                double[] doubles = new double[elements];
                ((DoubleBuffer) view).get(0, doubles);
                yield doubles;
            }
            case INT64, UINT64 -> {
                long[] longs = new long[elements];
                ((LongBuffer) view).get(0, longs);
                yield longs;
            }
            case INT32, UINT32 -> {
                int[] ints = new int[elements];
                ((IntBuffer) view).get(0, ints);
                yield ints;
            }
            case FLOAT16, BFLOAT16, INT16, UINT16 -> {
                short[] shorts = new short[elements];
                ((ShortBuffer) view).get(0, shorts);
                yield shorts;
            }
            case INT8, UINT8 -> {
                byte[] bytes = new byte[elements];
                ((ByteBuffer) view).get(0, bytes);
                yield bytes;
            }
            case BOOL -> {
                boolean[] booleans = new boolean[elements];
                ByteBuffer bytes = (ByteBuffer) view;
                for (int i = 0; i < elements; i++) {
                    booleans[i] = bytes.get(i) != 0;
                }
                yield booleans;
            }
            case STRING -> throw new IllegalArgumentException("Texts have no buffer.");
        };
    }
}
