package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Values of Java as elements of tensors: what loses nothing but decimals goes, and what would be another number does not. */
final class Elements {
    private static final List<Class<?>> INTEGERS = List.of(byte.class, short.class, int.class, long.class);

    private static final Map<Class<?>, Class<?>> PRIMITIVES = Map.of(
            Byte.class, byte.class,
            Short.class, short.class,
            Integer.class, int.class,
            Long.class, long.class,
            Float.class, float.class,
            Double.class, double.class,
            Boolean.class, boolean.class);

    private Elements() {}

    /** Whether a component of a type can be elements of another. */
    static boolean admits(ElementType type, Class<?> component) {
        Class<?> element =
                component.isArray() ? component.getComponentType() : PRIMITIVES.getOrDefault(component, component);
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 ->
                element == float.class || element == double.class || INTEGERS.contains(element);
            case INT64 -> INTEGERS.contains(element);
            case INT32 -> INTEGERS.subList(0, 3).contains(element);
            case INT16 -> INTEGERS.subList(0, 2).contains(element);
            case INT8, UINT8 -> element == byte.class;
            case UINT16 -> element == short.class;
            case UINT32 -> element == int.class;
            case UINT64 -> element == long.class;
            case BOOL -> element == boolean.class;
            case STRING -> element == String.class;
        };
    }

    /** For messages: what {@link #admits} does. */
    static String admitted(ElementType type) {
        return switch (type) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> "float, double or a type of whole numbers";
            case INT64 -> "long, int, short or byte";
            case INT32 -> "int, short or byte";
            case INT16 -> "short or byte";
            case INT8, UINT8 -> "byte";
            case UINT16 -> "short";
            case UINT32 -> "int";
            case UINT64 -> "long";
            case BOOL -> "boolean";
            case STRING -> "String";
        };
    }

    /** A value that is admitted, as an array that a tensor of the type is made of: itself if it is one. */
    static Object array(ElementType type, Object value) {
        if (!value.getClass().isArray()) {
            return single(type, value);
        }
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> floats(value);
            case DOUBLE -> doubles(value);
            case INT64 -> longs(value);
            case INT32 -> value instanceof int[] ? value : narrow(value, new int[Array.getLength(value)]);
            case INT16 -> value instanceof short[] ? value : narrow(value, new short[Array.getLength(value)]);
            case INT8, UINT8, UINT16, UINT32, UINT64, BOOL, STRING -> value;
        };
    }

    private static Object single(ElementType type, Object value) {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> new float[] {((Number) value).floatValue()};
            case DOUBLE -> new double[] {((Number) value).doubleValue()};
            case INT64, UINT64 -> new long[] {((Number) value).longValue()};
            case INT32, UINT32 -> new int[] {((Number) value).intValue()};
            case INT16, UINT16 -> new short[] {((Number) value).shortValue()};
            case INT8, UINT8 -> new byte[] {((Number) value).byteValue()};
            case BOOL -> new boolean[] {(Boolean) value};
            case STRING -> new String[] {(String) value};
        };
    }

    private static float[] floats(Object value) {
        if (value instanceof float[] floats) {
            return floats;
        }
        double[] doubles = doubles(value);
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private static double[] doubles(Object value) {
        if (value instanceof double[] doubles) {
            return doubles;
        }
        double[] doubles = new double[Array.getLength(value)];
        if (value instanceof float[] floats) {
            Arrays.setAll(doubles, i -> floats[i]);
        } else {
            long[] longs = longs(value);
            Arrays.setAll(doubles, i -> longs[i]);
        }
        return doubles;
    }

    private static long[] longs(Object value) {
        if (value instanceof long[] longs) {
            return longs;
        }
        long[] longs = new long[Array.getLength(value)];
        if (value instanceof int[] ints) {
            Arrays.setAll(longs, i -> ints[i]);
        } else if (value instanceof short[] shorts) {
            Arrays.setAll(longs, i -> shorts[i]);
        } else {
            byte[] bytes = (byte[]) value;
            Arrays.setAll(longs, i -> bytes[i]);
        }
        return longs;
    }

    /** Whole numbers in a narrower array, which holds them: only narrower ones are admitted. */
    private static Object narrow(Object value, Object target) {
        long[] longs = longs(value);
        if (target instanceof int[] ints) {
            Arrays.setAll(ints, i -> (int) longs[i]);
        } else {
            short[] shorts = (short[]) target;
            for (int i = 0; i < shorts.length; i++) {
                shorts[i] = (short) longs[i];
            }
        }
        return target;
    }

    /** A tensor of an array as {@link #array} makes it. */
    static Tensor tensor(ElementType type, Object array, long... shape) {
        return switch (type) {
            case FLOAT -> Tensor.of((float[]) array, shape);
            case DOUBLE -> Tensor.of((double[]) array, shape);
            case FLOAT16 -> Tensor.float16((float[]) array, shape);
            case BFLOAT16 -> Tensor.bfloat16((float[]) array, shape);
            case INT64 -> Tensor.of((long[]) array, shape);
            case INT32 -> Tensor.of((int[]) array, shape);
            case INT16 -> Tensor.of((short[]) array, shape);
            case INT8 -> Tensor.of((byte[]) array, shape);
            case UINT8 -> Tensor.uint8((byte[]) array, shape);
            case UINT16 -> Tensor.uint16((short[]) array, shape);
            case UINT32 -> Tensor.uint32((int[]) array, shape);
            case UINT64 -> Tensor.uint64((long[]) array, shape);
            case BOOL -> Tensor.of((boolean[]) array, shape);
            case STRING -> Tensor.of((String[]) array, shape);
        };
    }

    /** Arrays of one length, one after the other in one of their type. */
    static Object joined(List<Object> arrays) {
        Object first = arrays.get(0);
        int length = Array.getLength(first);
        if ((long) length * arrays.size() > Integer.MAX_VALUE - 8) {
            throw new InvalidInput(arrays.size() + " rows of " + length
                    + " elements are too many for one call; score a part of them at a time.");
        }
        Object all = Array.newInstance(first.getClass().getComponentType(), length * arrays.size());
        for (int i = 0; i < arrays.size(); i++) {
            System.arraycopy(arrays.get(i), 0, all, i * length, length);
        }
        return all;
    }
}
