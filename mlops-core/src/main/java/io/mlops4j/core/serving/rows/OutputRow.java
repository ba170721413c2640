package io.mlops4j.core.serving.rows;

import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import io.mlops4j.serving.Value;
import io.mlops4j.serving.Value.MapValue;
import io.mlops4j.serving.Value.SequenceValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of what a model gave.
 *
 * @param outputs of all rows
 * @param row which, from 0
 * @param rows how many there are
 * @param prediction what the outputs are from, or null for a model without an endpoint
 */
record OutputRow(
        Tensors outputs, int row, int rows, @Nullable Prediction prediction) {
    /** An output whose first dimension, if it has one, is the row. */
    Tensor tensor(String name) {
        if (value(name) instanceof Tensor tensor) {
            if (tensor.size() % rows != 0) {
                throw misfit(name, tensor.toString());
            }
            return tensor;
        }
        throw misfit(name, "no tensor");
    }

    Value value(String name) {
        try {
            return outputs.value(name);
        } catch (NotFound e) {
            throw new InvalidInput(
                    "The answer lacks the output '" + name
                            + "', which the record has a component for: ask for it in the options, or leave their outputs out.",
                    e);
        }
    }

    /** Where the one element of this row is. */
    int index(String name, Tensor tensor) {
        if (tensor.size() != rows) {
            throw new InferenceFailure("The output '" + name + "' is " + tensor + " for " + rows
                    + " rows, which is not one element for each; make the component an array.");
        }
        return row;
    }

    /** How many elements of an output belong to a row. */
    int width(Tensor tensor) {
        return tensor.size() / rows;
    }

    /** The map of this row. */
    Map<Object, Object> map(String name) {
        Value value = value(name);
        if (value instanceof MapValue map && rows == 1) {
            return map.entries();
        }
        if (value instanceof SequenceValue sequence && sequence.elements().size() == rows) {
            return sequence.map(row).entries();
        }
        throw misfit(name, "no map for each row");
    }

    private InferenceFailure misfit(String name, String what) {
        return new InferenceFailure(
                "The output '" + name + "' is " + what + ", which does not belong to " + rows + " rows.");
    }
}
