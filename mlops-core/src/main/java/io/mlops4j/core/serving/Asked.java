package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rows.RecordRow;
import io.mlops4j.data.Table;
import io.mlops4j.serving.RoutingRequest;
import io.mlops4j.serving.Tensors;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a caller asks, as inputs of the version that is to answer: rows of named columns are made into inputs by each version in its own way. */
@FunctionalInterface
interface Asked {
    /** The inputs for a version. */
    Tensors inputs(Served served);

    /** What a routing rule may look at: no more than the key, if nothing else is known. */
    default RoutingRequest described(@Nullable String key) {
        return new RoutingRequest(Optional.ofNullable(key), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Tensors, the same for every version. */
    record OfTensors(Tensors tensors) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return tensors;
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new RoutingRequest(
                    Optional.ofNullable(key), Optional.of(tensors), Optional.empty(), Optional.empty());
        }
    }

    /** A row of named columns. */
    record OfRow(Map<String, ? extends @Nullable Object> row) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return served.rows().of(row);
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new RoutingRequest(Optional.ofNullable(key), Optional.empty(), Optional.of(row), Optional.empty());
        }
    }

    /** A table of named columns. */
    record OfTable(Table table) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return served.rows().of(table);
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new RoutingRequest(Optional.ofNullable(key), Optional.empty(), Optional.empty(), Optional.of(table));
        }
    }

    /** A record, which becomes inputs in a way of its own. */
    record OfRecord(Record row, Asked conversion) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return conversion.inputs(served);
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new OfRow(RecordRow.of(row)).described(key);
        }
    }
}
