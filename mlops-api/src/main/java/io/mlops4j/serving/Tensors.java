package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, in order: what goes into a model and what comes out. Immutable, thread-safe.
 *
 * <pre>{@code
 * Tensors.of("X", Tensor.of(row, 1, row.length))
 * Tensors.of("ids", ids).and("mask", mask)
 * }</pre>
 */
public final class Tensors {
    private final String[] names;
    private final Value[] values;

    /** Of unlike names and as many values, neither to be changed. */
    Tensors(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    /** One value. */
    public static Tensors of(String name, Value value) {
        return new Tensors(new String[] {name}, new Value[] {value});
    }

    /** Two values. */
    public static Tensors of(String name1, Value value1, String name2, Value value2) {
        return of(name1, value1).and(name2, value2);
    }

    /** Three values. */
    public static Tensors of(String name1, Value value1, String name2, Value value2, String name3, Value value3) {
        return of(name1, value1).and(name2, value2).and(name3, value3);
    }

    /** The values of a map, in its order. */
    public static Tensors of(Map<String, ? extends Value> values) {
        return new Tensors(
                values.keySet().toArray(new String[0]), values.values().toArray(new Value[0]));
    }

    /**
     * These and one more.
     *
     * @throws InvalidInput if the name is there already
     */
    public Tensors and(String name, Value value) {
        if (find(name) != null) {
            throw new InvalidInput("The name '" + name + "' is given twice; each value has a name of its own.");
        }
        String[] moreNames = Arrays.copyOf(names, names.length + 1);
        Value[] moreValues = Arrays.copyOf(values, values.length + 1);
        moreNames[names.length] = name;
        moreValues[values.length] = value;
        return new Tensors(moreNames, moreValues);
    }

    /** How many there are. */
    public int size() {
        return names.length;
    }

    /** The names, in order. */
    public List<String> names() {
        return List.of(names);
    }

    /** The name at a position, from 0. */
    public String name(int index) {
        return names[index];
    }

    /** The value at a position, from 0. */
    public Value value(int index) {
        return values[index];
    }

    /** The value of a name, or null if there is none: what {@link #value(String)} is for, without an exception. */
    private @Nullable Value find(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    /** Whether there is a value of a name. */
    public boolean contains(String name) {
        return find(name) != null;
    }

    /**
     * The value of a name.
     *
     * @throws NotFound if there is none; the message lists the names
     */
    public Value value(String name) {
        Value value = find(name);
        if (value == null) {
            throw new NotFound("There is no value '" + name + "'." + NearNames.sentence(name, names()));
        }
        return value;
    }

    /**
     * The tensor of a name.
     *
     * @throws NotFound if there is none; the message lists the names
     * @throws InvalidInput if the value is a sequence or a map
     */
    public Tensor tensor(String name) {
        Value value = value(name);
        if (value instanceof Tensor tensor) {
            return tensor;
        }
        throw new InvalidInput(
                "'" + name + "' is no tensor but a " + (value instanceof Value.MapValue ? "map" : "sequence")
                        + "; take it by value(\"" + name + "\"), or export the model without ZipMap.");
    }

    /** All values by name, in order. */
    public Map<String, Value> asMap() {
        Map<String, Value> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], values[i]);
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensors that && Arrays.equals(that.names, names) && Arrays.equals(that.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /** The names with types and shapes, as {@code {X: float[1, 30]}}. */
    @Override
    public String toString() {
        return IntStream.range(0, names.length)
                .mapToObj(i -> names[i] + ": " + values[i])
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
