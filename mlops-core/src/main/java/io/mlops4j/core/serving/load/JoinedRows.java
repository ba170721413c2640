package io.mlops4j.core.serving.load;

import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of several requests as the inputs of one run, and its outputs as an answer to each.
 *
 * @param inputs all rows, one after the other, and copies of the last one where the batch was to be larger: zeros could make a model fail that no caller's row makes fail
 * @param ends the row after the last of each request
 * @param rows how many rows go in, copies included
 */
record JoinedRows(Tensors inputs, List<Integer> ends, int rows) {
    /**
     * Joins requests that fit together.
     *
     * @param sizes the numbers of rows to fill up to, ascending, the last at least as large as all rows together; empty for none
     */
    static JoinedRows of(List<Tensors> requests, List<Integer> sizes) {
        List<Integer> ends = new ArrayList<>();
        int own = 0;
        for (Tensors request : requests) {
            own += (int) count(request);
            ends.add(own);
        }
        int asked = own;
        int rows = sizes.stream().filter(size -> size >= asked).findFirst().orElse(asked);
        if (requests.size() == 1 && rows == own) {
            return new JoinedRows(requests.get(0), ends, rows);
        }
        Tensors first = requests.get(0);
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (int i = 0; i < first.size(); i++) {
            List<Tensor> parts = new ArrayList<>();
            for (Tensors request : requests) {
                parts.add((Tensor) request.value(i));
            }
            if (rows > own) {
                Tensor end = parts.get(parts.size() - 1);
                int last = (int) end.shape().dimension(0);
                Tensor copy = end.rows(last - 1, last);
                for (int row = own; row < rows; row++) {
                    parts.add(copy);
                }
            }
            inputs.put(first.name(i), Tensor.concat(parts));
        }
        return new JoinedRows(Tensors.of(inputs), ends, rows);
    }

    /** How many rows all inputs have, or -1 if they have not the same number, or one is no tensor. */
    static long count(Tensors inputs) {
        long rows = -1;
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.value(i) instanceof Tensor tensor) || tensor.shape().rank() == 0) {
                return -1;
            }
            long here = tensor.shape().dimension(0);
            if (i > 0 && here != rows) {
                return -1;
            }
            rows = here;
        }
        return rows;
    }

    /** Whether two requests, each with a number of rows, can be joined. */
    static boolean fit(Tensors one, Tensors other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.name(i).equals(other.name(i)) || !sameRows((Tensor) one.value(i), (Tensor) other.value(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameRows(Tensor one, Tensor other) {
        if (one.type() != other.type() || one.shape().rank() != other.shape().rank()) {
            return false;
        }
        for (int i = 1; i < one.shape().rank(); i++) {
            if (one.shape().dimension(i) != other.shape().dimension(i)) {
                return false;
            }
        }
        return true;
    }

    /** The outputs of each request; empty if an output has not a row for each row that went in. */
    Optional<List<Tensors>> answers(Tensors outputs) {
        List<Tensors> parts = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            Map<String, Value> part = new LinkedHashMap<>();
            for (int k = 0; k < outputs.size(); k++) {
                Optional<Value> cut = cut(outputs.value(k), i == 0 ? 0 : ends.get(i - 1), ends.get(i));
                if (cut.isEmpty()) {
                    return Optional.empty();
                }
                part.put(outputs.name(k), cut.get());
            }
            parts.add(Tensors.of(part));
        }
        return Optional.of(parts);
    }

    private Optional<Value> cut(Value value, int from, int to) {
        if (value instanceof Tensor tensor
                && tensor.shape().rank() > 0
                && tensor.shape().dimension(0) == rows) {
            return Optional.of(tensor.rows(from, to));
        }
        if (value instanceof Value.SequenceValue sequence && sequence.elements().size() == rows) {
            return Optional.of(new Value.SequenceValue(sequence.elements().subList(from, to)));
        }
        return Optional.empty();
    }
}
