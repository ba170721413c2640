package io.mlops4j.core.data.profile;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Profiler;
import io.mlops4j.data.Table;

/** A profiler of tables. */
public final class TableProfiler implements Profiler {
    private final DatasetAccumulator accumulator;

    /** Goes on with an accumulator, which is its own from then on. */
    public TableProfiler(DatasetAccumulator accumulator) {
        this.accumulator = accumulator;
    }

    @Override
    public Profiler add(Table table) {
        for (ColumnSchema column : accumulator.schema().columns()) {
            ColumnType type = table.column(column.name()).type();
            if (type != column.type()) {
                throw new InvalidInput("Column '" + column.name() + "' of the table is " + type
                        + ", but the profiler's is " + column.type() + "; give a table of the profiler's schema.");
            }
        }
        try (TableBatches batches = new TableBatches(table, accumulator.schema())) {
            while (batches.next()) {
                accumulator.add(batches.columns());
            }
        }
        return this;
    }

    @Override
    public Profiler merge(Profiler other) {
        if (!(other instanceof TableProfiler theirs) || theirs == this) {
            throw new InvalidInput("A profiler is merged with another one of the same library, not with itself.");
        }
        accumulator.merge(theirs.accumulator);
        return this;
    }

    @Override
    public Profile profile() {
        return accumulator.profile(accumulator.schema().columns().stream()
                .map(column -> "declared")
                .toList());
    }

    @Override
    public byte[] toBytes() {
        return accumulator.toBytes();
    }
}
