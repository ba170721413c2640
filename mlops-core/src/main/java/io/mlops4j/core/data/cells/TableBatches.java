package io.mlops4j.core.data.cells;

import io.mlops4j.data.Schema;
import io.mlops4j.data.Table;
import java.util.List;

/** The rows of a table. */
public final class TableBatches implements CellBatches {
    private static final int ROWS = 1_024;

    private final Table table;
    private final List<CellVector> columns;
    private int from;
    private int to;

    /** All columns of a table in a schema that has them, in the schema's order. */
    public TableBatches(Table table, Schema schema) {
        this.table = table;
        this.columns = schema.columns().stream().map(CellVector::new).toList();
    }

    @Override
    public List<CellVector> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        if (to == table.rowCount()) {
            return false;
        }
        from = to;
        to = Math.min(table.rowCount(), from + ROWS);
        for (CellVector column : columns) {
            column.clear();
            column.addAll(table.column(column.column().name()), from, to);
        }
        return true;
    }

    @Override
    public long firstRow() {
        return from + 1L;
    }

    @Override
    public void close() {
        // A table holds nothing that needs freeing.
    }
}
