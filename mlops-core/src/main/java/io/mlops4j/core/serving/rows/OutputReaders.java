package io.mlops4j.core.serving.rows;

import io.mlops4j.InferenceFailure;
import io.mlops4j.model.TensorSpec;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Value;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What reads an output of one row as a component of a record. Numbers that a type holds go into it without a box. */
final class OutputReaders {
    private static final Set<ElementType> REALS =
            Set.of(ElementType.FLOAT, ElementType.DOUBLE, ElementType.FLOAT16, ElementType.BFLOAT16);
    private static final Set<ElementType> INTEGERS = Set.of(
            ElementType.INT8,
            ElementType.INT16,
            ElementType.INT32,
            ElementType.INT64,
            ElementType.UINT8,
            ElementType.UINT16,
            ElementType.UINT32);

    private OutputReaders() {}

    /** A handle {@code (OutputRow) -> type}; empty if the output cannot be that. */
    static Optional<MethodHandle> of(TensorSpec spec, RecordClass.Component component) {
        Object reader = spec.kind() == TensorSpec.Kind.TENSOR
                ? ofTensor(spec.name(), spec.type(), component.type(), component.genericType())
                : ofMaps(spec.name(), component.type());
        return Optional.ofNullable(reader).map(found -> handle(found, component.type()));
    }

    /** The whole prediction. */
    static MethodHandle prediction() {
        Function<OutputRow, @Nullable Object> whole = OutputRow::prediction;
        return handle(whole, Prediction.class);
    }

    private static @Nullable Object ofMaps(String name, Class<?> type) {
        if (type == Map.class) {
            Function<OutputRow, Object> map = row -> row.map(name);
            return map;
        }
        if (type == Value.class) {
            Function<OutputRow, Object> value = row -> row.value(name);
            return value;
        }
        return null;
    }

    private static @Nullable Object ofTensor(String name, ElementType type, Class<?> target, Type generic) {
        boolean real = REALS.contains(type);
        boolean integer = INTEGERS.contains(type) || type == ElementType.UINT64;
        if (target == Tensor.class || target == Value.class) {
            Function<OutputRow, Object> rowOf = row -> row(row, name);
            return rowOf;
        }
        if ((target == long.class || target == Long.class) && integer) {
            ToLongFunction<OutputRow> longs = row -> {
                Tensor tensor = row.tensor(name);
                return tensor.longs()[row.index(name, tensor)];
            };
            return longs;
        }
        if ((target == int.class || target == Integer.class) && INTEGERS.contains(type)) {
            ToIntFunction<OutputRow> ints = row -> {
                Tensor tensor = row.tensor(name);
                return exact(name, tensor.longs()[row.index(name, tensor)]);
            };
            return ints;
        }
        boolean wide = (target == double.class || target == Double.class) && (real || INTEGERS.contains(type));
        boolean narrow = (target == float.class || target == Float.class) && real && type != ElementType.DOUBLE;
        if (wide || narrow) {
            ToDoubleFunction<OutputRow> doubles = type == ElementType.FLOAT
                    ? row -> {
                        Tensor tensor = row.tensor(name);
                        return tensor.floats()[row.index(name, tensor)];
                    }
                    : row -> {
                        Tensor tensor = row.tensor(name);
                        return tensor.doubles()[row.index(name, tensor)];
                    };
            return doubles;
        }
        if ((target == boolean.class || target == Boolean.class) && type == ElementType.BOOL) {
            Predicate<OutputRow> truths = row -> {
                Tensor tensor = row.tensor(name);
                return tensor.booleans()[row.index(name, tensor)];
            };
            return truths;
        }
        if (type == ElementType.STRING && (target == String.class || target.isEnum())) {
            return ofText(name, target);
        }
        return target.isArray() ? ofArray(name, type, target) : ofList(name, type, target, generic);
    }

    private static Function<OutputRow, Object> ofText(String name, Class<?> target) {
        Function<OutputRow, Object> texts = row -> {
            Tensor tensor = row.tensor(name);
            return tensor.strings()[row.index(name, tensor)];
        };
        return target == String.class ? texts : texts.andThen(text -> constant(target, name, (String) text));
    }

    private static Object constant(Class<?> type, String name, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new InferenceFailure("The output '" + name + "' is '" + text + "', which is no constant of "
                                + type.getName() + "; add it, or make the component a String."));
    }

    private static @Nullable Object ofArray(String name, ElementType type, Class<?> target) {
        Function<Tensor, Object> all;
        if (target == float[].class && REALS.contains(type) && type != ElementType.DOUBLE) {
            all = Tensor::floats;
        } else if (target == double[].class && (REALS.contains(type) || INTEGERS.contains(type))) {
            all = Tensor::doubles;
        } else if (target == long[].class && (INTEGERS.contains(type) || type == ElementType.UINT64)) {
            all = Tensor::longs;
        } else if (target == int[].class && (type == ElementType.INT32 || type == ElementType.UINT32)) {
            all = Tensor::ints;
        } else if (target == boolean[].class && type == ElementType.BOOL) {
            all = Tensor::booleans;
        } else if (target == String[].class && type == ElementType.STRING) {
            all = Tensor::strings;
        } else {
            return null;
        }
        Function<OutputRow, Object> array = row -> {
            Tensor tensor = row.tensor(name);
            return part(all.apply(tensor), row.row(), row.width(tensor), row.rows());
        };
        return array;
    }

    /** The elements of a row; of the only row, all of them, which nobody else holds. */
    private static Object part(Object all, int row, int width, int rows) {
        if (rows == 1) {
            return all;
        }
        int from = row * width;
        int to = from + width;
        if (all instanceof float[] floats) {
            return Arrays.copyOfRange(floats, from, to);
        } else if (all instanceof double[] doubles) {
            return Arrays.copyOfRange(doubles, from, to);
        } else if (all instanceof long[] longs) {
            return Arrays.copyOfRange(longs, from, to);
        } else if (all instanceof int[] ints) {
            return Arrays.copyOfRange(ints, from, to);
        } else if (all instanceof boolean[] truths) {
            return Arrays.copyOfRange(truths, from, to);
        }
        return Arrays.copyOfRange((String[]) all, from, to);
    }

    private static @Nullable Object ofList(String name, ElementType type, Class<?> target, Type generic) {
        if (target != List.class
                || !(generic instanceof ParameterizedType list)
                || !list.getActualTypeArguments()[0].equals(boxed(type))) {
            return null;
        }
        Function<OutputRow, Object> elements = row -> {
            Tensor tensor = row.tensor(name);
            int width = row.width(tensor);
            int from = row.row() * width;
            List<Object> all = new ArrayList<>(width);
            for (int i = from; i < from + width; i++) {
                all.add(element(tensor, i));
            }
            return List.copyOf(all);
        };
        return elements;
    }

    /** What an element is in a list. */
    private static Class<?> boxed(ElementType type) {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> Float.class;
            case DOUBLE -> Double.class;
            case BOOL -> Boolean.class;
            case STRING -> String.class;
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> Long.class;
        };
    }

    private static Object element(Tensor tensor, int index) {
        return switch (tensor.type()) {
            case FLOAT, FLOAT16, BFLOAT16 -> tensor.floats()[index];
            case DOUBLE -> tensor.doubles()[index];
            case BOOL -> tensor.booleans()[index];
            case STRING -> tensor.strings()[index];
            case INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64 -> tensor.longs()[index];
        };
    }

    /** The elements of a row as a tensor: the first dimension is 1. */
    private static Tensor row(OutputRow row, String name) {
        Tensor tensor = row.tensor(name);
        return row.rows() == 1 ? tensor : Slices.of(tensor, row.row(), row.row() + 1, row.rows());
    }

    private static int exact(String name, long value) {
        if (value != (int) value) {
            throw new InferenceFailure(
                    "The output '" + name + "' is " + value + ", which is no int; make the component a long.");
        }
        return (int) value;
    }

    /** The method of a functional interface, bound to the reader. */
    private static MethodHandle handle(Object reader, Class<?> type) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle method;
            if (reader instanceof ToLongFunction<?>) {
                method = lookup.findVirtual(ToLongFunction.class, "applyAsLong", taking(long.class));
            } else if (reader instanceof ToIntFunction<?>) {
                method = lookup.findVirtual(ToIntFunction.class, "applyAsInt", taking(int.class));
            } else if (reader instanceof ToDoubleFunction<?>) {
                method = lookup.findVirtual(ToDoubleFunction.class, "applyAsDouble", taking(double.class));
            } else if (reader instanceof Predicate<?>) {
                method = lookup.findVirtual(Predicate.class, "test", taking(boolean.class));
            } else {
                method = lookup.findVirtual(Function.class, "apply", taking(Object.class));
            }
            MethodHandle bound = method.bindTo(reader);
            if (reader instanceof ToDoubleFunction<?> && (type == float.class || type == Float.class)) {
                // Exact: what is read is a float.
                bound = MethodHandles.explicitCastArguments(bound, taking(float.class));
            }
            return bound.asType(MethodType.methodType(type, OutputRow.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodType taking(Class<?> result) {
        return MethodType.methodType(result, Object.class);
    }
}
