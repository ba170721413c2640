package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.Table;

/** A table without a dataset. */
record TableSource(Table table) implements SplitSource {
    @Override
    public String describe() {
        return "the table";
    }

    @Override
    public Schema schema() {
        return SplitSource.schemaOf(table);
    }

    @Override
    public CellBatches batches() {
        return SplitSource.batches(table);
    }

    @Override
    public Split save(String name, SplitSpec spec, Assignment assignment) {
        throw new InvalidInput("The split '" + name + "' of a table in memory has no place to be saved in: commit the"
                + " table to a dataset and split the version, or leave out as(…).");
    }
}
