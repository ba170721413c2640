package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Map;

/** What a model takes or gives: a tensor, or, as some exporters of classical models write it, a sequence or a map. Immutable. */
public sealed interface Value permits Tensor, Value.SequenceValue, Value.MapValue {
    /**
     * Values in a row, as the probabilities of each row of a batch.
     *
     * @param elements the values
     */
    record SequenceValue(List<Value> elements) implements Value {
        /** Copies the list. */
        public SequenceValue {
            elements = List.copyOf(elements);
        }

        /**
         * An element that is a map.
         *
         * @throws InvalidInput if it is none
         */
        public MapValue map(int index) {
            if (elements.get(index) instanceof MapValue map) {
                return map;
            }
            throw new InvalidInput("Element " + index + " of the sequence is no map.");
        }
    }

    /**
     * Values by key, as the probability of each class.
     *
     * @param entries by a key that is a {@link Long} or a {@link String}, the value, which is a {@link Float}, {@link Double}, {@link Long} or
     *     {@link String}
     */
    record MapValue(Map<Object, Object> entries) implements Value {
        /** Copies the map. */
        public MapValue {
            entries = Map.copyOf(entries);
        }
    }
}
