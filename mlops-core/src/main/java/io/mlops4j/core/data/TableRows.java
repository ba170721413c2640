package io.mlops4j.core.data;

import io.mlops4j.core.data.cells.TypeInference.Decision;
import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a table. */
final class TableRows implements RowSource {
    private final Table table;
    private final List<Column> columns;
    private final String name;
    private int row;

    /** The rows of a table by the name that reasons give for it. */
    TableRows(Table table, String name) {
        this.table = table;
        this.columns = table.columns();
        this.name = name;
    }

    @Override
    public List<String> names() {
        return table.names();
    }

    @Override
    public List<Decision> types() {
        return columns.stream()
                .map(column -> new Decision(column.type(), "the type in " + name))
                .toList();
    }

    @Override
    public boolean next(@Nullable String[] cells) {
        if (row == table.rowCount()) {
            return false;
        }
        for (int i = 0; i < cells.length; i++) {
            Column column = columns.get(i);
            cells[i] = column.isMissing(row) ? null : column.stringAt(row);
        }
        row++;
        return true;
    }

    @Override
    public void close() {
        // A table holds nothing that needs freeing.
    }
}
