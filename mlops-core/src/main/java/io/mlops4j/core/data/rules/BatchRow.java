package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Row;
import io.mlops4j.data.Schema;
import io.mlops4j.internal.NearNames;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of a batch, which moves from row to row. For one thread. */
final class BatchRow implements Row {
    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private List<CellVector> batch = List.of();
    private int row;

    BatchRow(Schema schema) {
        names = schema.names();
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i), i);
        }
    }

    BatchRow at(List<CellVector> cells, int position) {
        batch = cells;
        row = position;
        return this;
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean isMissing(String column) {
        return cell(column).isMissing(row);
    }

    @Override
    public double number(String column) {
        CellVector cell = cell(column);
        if (!cell.type().hasNumberForm()) {
            throw wrong(cell, "no number form; use text");
        }
        return cell.numbers()[row];
    }

    @Override
    public long whole(String column) {
        return present(column, ColumnType.INTEGER, "a whole number").wholes()[row];
    }

    @Override
    public boolean flag(String column) {
        return present(column, ColumnType.BOOLEAN, "a boolean").wholes()[row] == 1;
    }

    @Override
    public String text(String column) {
        return present(cell(column)).text(row);
    }

    @Override
    public LocalDate date(String column) {
        return present(column, ColumnType.DATE, "a date").date(row);
    }

    @Override
    public Instant instant(String column) {
        return present(column, ColumnType.INSTANT, "an instant").instant(row);
    }

    private CellVector present(String column, ColumnType type, String what) {
        CellVector cell = cell(column);
        if (cell.type() != type) {
            throw wrong(cell, "not " + what);
        }
        return present(cell);
    }

    private CellVector present(CellVector cell) {
        if (cell.isMissing(row)) {
            throw new InvalidInput("The cell of '" + cell.column().name()
                    + "' is missing; ask isMissing before, or number, which is NaN then.");
        }
        return cell;
    }

    private static InvalidInput wrong(CellVector cell, String what) {
        return new InvalidInput("Column '" + cell.column().name() + "' is " + cell.type() + ", " + what + ".");
    }

    private CellVector cell(String column) {
        Integer index = indexes.get(column);
        if (index == null) {
            throw new NotFound("The row has no column '" + column + "'." + NearNames.sentence(column, names));
        }
        return batch.get(index);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Row[");
        for (CellVector cell : batch) {
            text.append(text.length() > 4 ? ", " : "")
                    .append(cell.column().name())
                    .append('=')
                    .append(cell.isMissing(row) ? "" : cell.text(row));
        }
        return text.append(']').toString();
    }
}
