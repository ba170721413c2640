package io.mlops4j.core.data.split;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.TableBatches;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.Table;

/** The rows that are to be split, and where a split of them is saved. */
public interface SplitSource {
    /** For messages: {@code version 3 of dataset 'loans'}. */
    String describe();

    /** The columns. */
    Schema schema();

    /** The rows, from the first, as often as they are asked for. */
    CellBatches batches();

    /** All rows in memory. */
    Table table();

    /** Saves an assignment under a name; gives the split as it is read back. */
    Split save(String name, SplitSpec spec, Assignment assignment);

    /** A table in memory, with which nothing can be saved. */
    static SplitSource of(Table table) {
        return new TableSource(table);
    }

    /** The schema of a table, without roles. */
    static Schema schemaOf(Table table) {
        return new Schema(table.columns().stream()
                .map(column -> ColumnSchema.of(column.name(), column.type()))
                .toList());
    }

    /** Rows that are in memory already. */
    static CellBatches batches(Table table) {
        return new TableBatches(table, schemaOf(table));
    }
}
