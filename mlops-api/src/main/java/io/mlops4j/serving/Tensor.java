package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A dense array of elements of one type, in row-major order: {@code Tensor.of(new float[] {5.1f, 3.5f, 1.4f, 0.2f}, 1, 4)} is one row of
 * four columns.
 *
 * <p>An array that is handed over is not copied, and neither is what an accessor returns where the types agree: neither is to be changed
 * afterwards. With that, immutable and thread-safe.
 */
public final class Tensor implements Value {
    static {
        Trusted.register();
    }

    private final ElementType type;
    private final Shape shape;
    private final Object data;

    /** Of an array that fits the type and the shape. */
    Tensor(ElementType type, Object data, Shape shape) {
        this.type = type;
        this.data = data;
        this.shape = shape;
    }

    private Tensor(ElementType type, Object data, int length, Shape shape) {
        long elements = shape.elements();
        if (elements != length) {
            throw new InvalidInput(
                    "A tensor of shape " + shape + " has " + elements + " elements, but the array has " + length + ".");
        }
        this.type = type;
        this.data = data;
        this.shape = shape;
    }

    /** A tensor of {@link ElementType#FLOAT}. */
    public static Tensor of(float[] data, long... shape) {
        return new Tensor(ElementType.FLOAT, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#DOUBLE}. */
    public static Tensor of(double[] data, long... shape) {
        return new Tensor(ElementType.DOUBLE, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#INT64}. */
    public static Tensor of(long[] data, long... shape) {
        return new Tensor(ElementType.INT64, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#INT32}. */
    public static Tensor of(int[] data, long... shape) {
        return new Tensor(ElementType.INT32, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#INT16}. */
    public static Tensor of(short[] data, long... shape) {
        return new Tensor(ElementType.INT16, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#INT8}. */
    public static Tensor of(byte[] data, long... shape) {
        return new Tensor(ElementType.INT8, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#BOOL}. */
    public static Tensor of(boolean[] data, long... shape) {
        return new Tensor(ElementType.BOOL, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#STRING}. */
    public static Tensor of(String[] data, long... shape) {
        for (int i = 0; i < data.length; i++) {
            Objects.requireNonNull(data[i], "data");
        }
        return new Tensor(ElementType.STRING, data, data.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#UINT8}, from the bits of its elements. */
    public static Tensor uint8(byte[] bits, long... shape) {
        return new Tensor(ElementType.UINT8, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#UINT16}, from the bits of its elements. */
    public static Tensor uint16(short[] bits, long... shape) {
        return new Tensor(ElementType.UINT16, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#UINT32}, from the bits of its elements. */
    public static Tensor uint32(int[] bits, long... shape) {
        return new Tensor(ElementType.UINT32, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#UINT64}, from the bits of its elements. */
    public static Tensor uint64(long[] bits, long... shape) {
        return new Tensor(ElementType.UINT64, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#FLOAT16}, from the bits of its elements. */
    public static Tensor float16(short[] bits, long... shape) {
        return new Tensor(ElementType.FLOAT16, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#FLOAT16}, each element rounded to the nearest, ties to even. */
    public static Tensor float16(float[] values, long... shape) {
        short[] bits = new short[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = HalfFloats.toFloat16(values[i]);
        }
        return float16(bits, shape);
    }

    /** A tensor of {@link ElementType#BFLOAT16}, from the bits of its elements. */
    public static Tensor bfloat16(short[] bits, long... shape) {
        return new Tensor(ElementType.BFLOAT16, bits, bits.length, Shape.of(shape));
    }

    /** A tensor of {@link ElementType#BFLOAT16}, each element rounded to the nearest, ties to even. */
    public static Tensor bfloat16(float[] values, long... shape) {
        short[] bits = new short[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = HalfFloats.toBfloat16(values[i]);
        }
        return bfloat16(bits, shape);
    }

    /**
     * A tensor of zeros, or of {@code false}, or of empty strings.
     *
     * @throws InvalidInput if a dimension is free, or an array cannot have so many elements
     */
    public static Tensor zeros(ElementType type, Shape shape) {
        long elements = shape.elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new InvalidInput(
                    "A tensor of shape " + shape + " has " + elements + " elements, more than an array can hold.");
        }
        int length = (int) elements;
        Object data = switch (type) {
            case FLOAT -> new float[length];
            case DOUBLE -> new double[length];
            case FLOAT16, BFLOAT16, INT16, UINT16 -> new short[length];
            case INT8, UINT8 -> new byte[length];
            case INT32, UINT32 -> new int[length];
            case INT64, UINT64 -> new long[length];
            case BOOL -> new boolean[length];
            case STRING -> {
                String[] texts = new String[length];
                Arrays.fill(texts, "");
                yield texts;
            }
        };
        return new Tensor(type, data, length, shape);
    }

    /** The type of the elements. */
    public ElementType type() {
        return type;
    }

    /** The shape; no dimension is free. */
    public Shape shape() {
        return shape;
    }

    /** How many elements there are. */
    public int size() {
        return Array.getLength(data);
    }

    /**
     * The elements of a tensor of {@link ElementType#FLOAT}, not copied; or those of {@link ElementType#FLOAT16} and {@link
     * ElementType#BFLOAT16}, converted.
     *
     * @throws InvalidInput if the type is another
     */
    public float[] floats() {
        if (data instanceof float[] floats) {
            return floats;
        }
        if (type != ElementType.FLOAT16 && type != ElementType.BFLOAT16) {
            throw wrongAccessor("floats");
        }
        short[] bits = (short[]) data;
        float[] floats = new float[bits.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] =
                    type == ElementType.FLOAT16 ? HalfFloats.fromFloat16(bits[i]) : HalfFloats.fromBfloat16(bits[i]);
        }
        return floats;
    }

    /**
     * The elements of a tensor of {@link ElementType#DOUBLE}, not copied; or those of any other type of number, converted. A 64-bit integer
     * beyond 2^53 is rounded.
     *
     * @throws InvalidInput if the elements are no numbers
     */
    public double[] doubles() {
        if (data instanceof double[] doubles) {
            return doubles;
        }
        double[] doubles = new double[size()];
        switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                float[] floats = floats();
                for (int i = 0; i < doubles.length; i++) {
                    doubles[i] = floats[i];
                }
            }
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32 -> {
                long[] longs = longs();
                for (int i = 0; i < doubles.length; i++) {
                    doubles[i] = longs[i];
                }
            }
            default -> throw wrongAccessor("doubles");
        }
        return doubles;
    }

    /**
     * The elements of a tensor of {@link ElementType#INT64}, or the bits of those of {@link ElementType#UINT64}, not copied; or those of any
     * other type of integer, widened.
     *
     * @throws InvalidInput if the elements are no integers
     */
    public long[] longs() {
        if (data instanceof long[] longs) {
            return longs;
        }
        long[] longs = new long[size()];
        switch (type) {
            case INT8 -> {
                byte[] bytes = (byte[]) data;
                Arrays.setAll(longs, i -> bytes[i]);
            }
            case UINT8 -> {
                byte[] bytes = (byte[]) data;
                Arrays.setAll(longs, i -> Byte.toUnsignedLong(bytes[i]));
            }
            case INT16 -> {
                short[] shorts = (short[]) data;
                Arrays.setAll(longs, i -> shorts[i]);
            }
            case UINT16 -> {
                short[] shorts = (short[]) data;
                Arrays.setAll(longs, i -> Short.toUnsignedLong(shorts[i]));
            }
            case INT32 -> {
                int[] ints = (int[]) data;
                Arrays.setAll(longs, i -> ints[i]);
            }
            case UINT32 -> {
                int[] ints = (int[]) data;
                Arrays.setAll(longs, i -> Integer.toUnsignedLong(ints[i]));
            }
            default -> throw wrongAccessor("longs");
        }
        return longs;
    }

    /**
     * The elements of a tensor of {@link ElementType#INT32}, or the bits of those of {@link ElementType#UINT32}; not copied.
     *
     * @throws InvalidInput if the type is another
     */
    public int[] ints() {
        return as(int[].class, "ints");
    }

    /**
     * The elements of a tensor of {@link ElementType#INT16}, or the bits of those of {@link ElementType#UINT16}, {@link
     * ElementType#FLOAT16} and {@link ElementType#BFLOAT16}; not copied.
     *
     * @throws InvalidInput if the type is another
     */
    public short[] shorts() {
        return as(short[].class, "shorts");
    }

    /**
     * The elements of a tensor of {@link ElementType#INT8}, or the bits of those of {@link ElementType#UINT8}; not copied.
     *
     * @throws InvalidInput if the type is another
     */
    public byte[] bytes() {
        return as(byte[].class, "bytes");
    }

    /**
     * The elements of a tensor of {@link ElementType#BOOL}, not copied.
     *
     * @throws InvalidInput if the type is another
     */
    public boolean[] booleans() {
        return as(boolean[].class, "booleans");
    }

    /**
     * The elements of a tensor of {@link ElementType#STRING}, not copied.
     *
     * @throws InvalidInput if the type is another
     */
    public String[] strings() {
        return as(String[].class, "strings");
    }

    private <T> T as(Class<T> array, String accessor) {
        if (!array.isInstance(data)) {
            throw wrongAccessor(accessor);
        }
        return array.cast(data);
    }

    private InvalidInput wrongAccessor(String accessor) {
        String right = switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> "floats() or doubles()";
            case DOUBLE -> "doubles()";
            case INT8, UINT8 -> "bytes() or longs()";
            case INT16, UINT16 -> "shorts() or longs()";
            case INT32, UINT32 -> "ints() or longs()";
            case INT64 -> "longs() or doubles()";
            case UINT64 -> "longs()";
            case BOOL -> "booleans()";
            case STRING -> "strings()";
        };
        return new InvalidInput(
                "This tensor is " + this + ", which " + accessor + "() does not give; use " + right + ".");
    }

    /**
     * Tensors one after the other along the first dimension, as the rows of a batch.
     *
     * @param parts at least one, of the same type, and of the same shape but for the first dimension
     * @throws InvalidInput if they are not
     */
    public static Tensor concat(List<Tensor> parts) {
        Tensor first = parts.get(0);
        long rows = 0;
        int length = 0;
        for (Tensor part : parts) {
            if (part.type != first.type || !part.sameRow(first)) {
                throw new InvalidInput("A tensor of " + part + " cannot follow one of " + first
                        + ": type and all dimensions but the first must be the same.");
            }
            rows += part.shape.dimension(0);
            length = Math.addExact(length, part.size());
        }
        Object joined = Array.newInstance(first.data.getClass().getComponentType(), length);
        int at = 0;
        for (Tensor part : parts) {
            System.arraycopy(part.data, 0, joined, at, part.size());
            at += part.size();
        }
        long[] dimensions = first.shape.dimensions();
        dimensions[0] = rows;
        return new Tensor(first.type, joined, length, Shape.of(dimensions));
    }

    /** Whether all dimensions but the first are those of another; never of a scalar. */
    private boolean sameRow(Tensor other) {
        if (shape.rank() == 0 || shape.rank() != other.shape.rank()) {
            return false;
        }
        for (int i = 1; i < shape.rank(); i++) {
            if (shape.dimension(i) != other.shape.dimension(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same elements in another shape; not copied.
     *
     * @throws InvalidInput if that has another number of elements
     */
    public Tensor reshaped(Shape other) {
        return new Tensor(type, data, size(), other);
    }

    /**
     * Some of the rows: a copy of what is between two positions of the first dimension.
     *
     * @param from the first row, from 0
     * @param to the row after the last
     * @throws InvalidInput if there are no such rows, or it is a scalar
     */
    public Tensor rows(int from, int to) {
        if (shape.rank() == 0 || from < 0 || to < from || to > shape.dimension(0)) {
            throw new InvalidInput("This tensor is " + this + " and has no rows from " + from + " to " + to + ".");
        }
        long[] dimensions = shape.dimensions();
        int width = dimensions[0] == 0 ? 0 : (int) (size() / dimensions[0]);
        int length = (to - from) * width;
        Object part = Array.newInstance(data.getClass().getComponentType(), length);
        System.arraycopy(data, from * width, part, 0, length);
        dimensions[0] = (long) to - from;
        return new Tensor(type, part, length, Shape.of(dimensions));
    }

    /** Whether type, shape and every element agree; floating-point elements by their bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && that.type == type
                && that.shape.equals(shape)
                && Arrays.deepEquals(new Object[] {that.data}, new Object[] {data});
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + Arrays.deepHashCode(new Object[] {data});
    }

    /** The type and shape, as {@code float[1, 30]}. */
    @Override
    public String toString() {
        return type + shape.toString();
    }
}
