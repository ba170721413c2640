package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rows.RecordRow;
import io.mlops4j.data.Table;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.PredictionObserver;
import io.mlops4j.serving.RoutingRequest;
import io.mlops4j.serving.Tensors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller asks, as inputs of the version that is to answer: rows of named columns are made into inputs by each version in its own way. */
interface Asked {
    /** The inputs for a version. */
    Tensors inputs(Served served);

    /** Tells an observer of the answer. */
    void tell(PredictionObserver observer, Prediction prediction, long nanos);

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
        public void tell(PredictionObserver observer, Prediction prediction, long nanos) {
            observer.answered(tensors, prediction, nanos);
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
        public void tell(PredictionObserver observer, Prediction prediction, long nanos) {
            observer.answered(row, prediction, nanos);
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
        public void tell(PredictionObserver observer, Prediction prediction, long nanos) {
            observer.answered(table, prediction, nanos);
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new RoutingRequest(Optional.ofNullable(key), Optional.empty(), Optional.empty(), Optional.of(table));
        }
    }

    /** A record, which becomes inputs in a way of its own. */
    record OfRecord(Record row, Function<Served, Tensors> conversion) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return conversion.apply(served);
        }

        @Override
        public void tell(PredictionObserver observer, Prediction prediction, long nanos) {
            observer.answered(RecordRow.of(row), prediction, nanos);
        }

        @Override
        public RoutingRequest described(@Nullable String key) {
            return new OfRow(RecordRow.of(row)).described(key);
        }
    }

    /** Records, which become inputs together in a way of their own. */
    record OfRecords(List<? extends Record> rows, Function<Served, Tensors> conversion) implements Asked {
        @Override
        public Tensors inputs(Served served) {
            return conversion.apply(served);
        }

        @Override
        public void tell(PredictionObserver observer, Prediction prediction, long nanos) {
            observer.answered(RecordRow.table(rows), prediction, nanos);
        }
    }
}
