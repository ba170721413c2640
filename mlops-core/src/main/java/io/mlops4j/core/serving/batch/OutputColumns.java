package io.mlops4j.core.serving.batch;

import io.mlops4j.InferenceFailure;
import io.mlops4j.core.serving.batch.Scored.Segment;
import io.mlops4j.internal.RealText;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.serving.Value.SequenceValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the outputs of a model are in a file: the same for every part of a run.
 *
 * @param outputs in the order of the model
 */
record OutputColumns(List<Output> outputs) {
    /**
     * One output.
     *
     * @param name its name
     * @param vector whether a row of it is written as several elements, even if there is only one
     * @param width how many elements a row has
     * @param keys of the map of a row, in the order in which they are written; none for a tensor
     */
    record Output(String name, boolean vector, int width, List<Object> keys) {
        /** The names of its columns in a table. */
        List<String> columns() {
            if (!keys.isEmpty()) {
                return keys.stream().map(key -> name + "_" + key).toList();
            }
            if (width == 1) {
                return List.of(name);
            }
            List<String> columns = new ArrayList<>(width);
            for (int i = 0; i < width; i++) {
                columns.add(name + "_" + i);
            }
            return columns;
        }
    }

    /** Those of rows that were predicted for. */
    static OutputColumns of(Segment segment) {
        List<Output> outputs = new ArrayList<>();
        Tensors given = segment.outputs();
        for (int i = 0; i < given.size(); i++) {
            outputs.add(output(given.name(i), given.value(i), segment.rows()));
        }
        return new OutputColumns(List.copyOf(outputs));
    }

    private static Output output(String name, Value value, int rows) {
        if (value instanceof Tensor tensor) {
            boolean single = tensor.shape().rank() == 0 && rows == 1;
            if (!single && (tensor.shape().rank() == 0 || tensor.shape().dimension(0) != rows)) {
                throw new InferenceFailure("The output '" + name + "' is " + tensor + " for " + rows
                        + " rows, so its rows are not told apart; leave it out with outputs(…).");
            }
            return new Output(name, tensor.shape().rank() > 1, tensor.size() / rows, List.of());
        }
        List<Object> keys = maps(name, value, rows).get(0).keySet().stream()
                .sorted(OutputColumns::compare)
                .toList();
        return new Output(name, true, keys.size(), keys);
    }

    /** Numbers by their size, before texts. */
    private static int compare(Object one, Object other) {
        if (one instanceof Long a && other instanceof Long b) {
            return a.compareTo(b);
        }
        return one.toString().compareTo(other.toString());
    }

    private static List<Map<Object, Object>> maps(String name, Value value, int rows) {
        if (value instanceof Value.MapValue map && rows == 1) {
            return List.of(map.entries());
        }
        if (value instanceof SequenceValue sequence && sequence.elements().size() == rows) {
            List<Map<Object, Object>> maps = new ArrayList<>(rows);
            for (int row = 0; row < rows; row++) {
                maps.add(sequence.map(row).entries());
            }
            return maps;
        }
        throw new InferenceFailure(
                "The output '" + name + "' has not a map for each of " + rows + " rows; leave it out with outputs(…).");
    }

    /**
     * The elements of an output of some rows by their position, row by row: null is missing.
     *
     * @throws InferenceFailure if it is not what it was in another part
     */
    IntFunction<@Nullable Object> elements(int output, Segment segment) {
        Output expected = outputs.get(output);
        Value value = segment.outputs().value(output);
        if (!expected.keys().isEmpty()) {
            return entries(expected, maps(expected.name(), value, segment.rows()));
        }
        Output found = output(expected.name(), value, segment.rows());
        if (!found.equals(expected)) {
            throw changed(expected, found.width() + " elements");
        }
        return elements((Tensor) value);
    }

    private static InferenceFailure changed(Output expected, String found) {
        return new InferenceFailure("A row of the output '" + expected.name() + "' has " + expected.width()
                + " elements in one part of the data and " + found
                + " in another, which makes no table; leave it out with outputs(…).");
    }

    private static IntFunction<@Nullable Object> entries(Output expected, List<Map<Object, Object>> maps) {
        for (Map<Object, Object> map : maps) {
            if (!expected.keys().containsAll(map.keySet())) {
                throw changed(expected, "the keys " + map.keySet());
            }
        }
        int width = expected.width();
        return i -> maps.get(i / width).get(expected.keys().get(i % width));
    }

    private static IntFunction<@Nullable Object> elements(Tensor tensor) {
        switch (tensor.type()) {
            case FLOAT, FLOAT16, BFLOAT16 -> {
                float[] floats = tensor.floats();
                return i -> floats[i];
            }
            case DOUBLE -> {
                double[] doubles = tensor.doubles();
                return i -> doubles[i];
            }
            case BOOL -> {
                boolean[] truths = tensor.booleans();
                return i -> truths[i];
            }
            case STRING -> {
                String[] texts = tensor.strings();
                return i -> texts[i];
            }
            case UINT64 -> {
                long[] bits = tensor.longs();
                return i -> new BigInteger(Long.toUnsignedString(bits[i]));
            }
            default -> {
                long[] longs = tensor.longs();
                return i -> longs[i];
            }
        }
    }

    /** The text of an element, or null if it is missing: what is no number is. */
    static @Nullable String text(@Nullable Object element) {
        if (element instanceof Float number) {
            return Float.isNaN(number) ? null : number.toString();
        }
        if (element instanceof Double number) {
            return Double.isNaN(number) ? null : RealText.of(number);
        }
        return element == null ? null : Objects.toString(element);
    }
}
