package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.Expectation.Severity;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.RowCheck.Violation;
import io.mlops4j.data.Table;
import io.mlops4j.serving.ElementType;
import io.mlops4j.serving.Tensor;
import io.mlops4j.serving.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses requests with rows that break rules of the data; rules that only warn refuse nothing. Thread-safe. */
public final class RowRules {
    private final RowCheck check;

    /** With the rules of a check. */
    public RowRules(RowCheck check) {
        this.check = check;
    }

    /** One row. */
    public void hold(Map<String, ? extends @Nullable Object> row) {
        refuse("The row", check.check(row));
    }

    /** One row, whose columns are components. */
    public void hold(Record row) {
        refuse("The row", check.check(row));
    }

    /** Rows, of which the message says which. */
    public void hold(List<? extends Record> rows) {
        for (int i = 0; i < rows.size(); i++) {
            refuse(place(i, rows.size()), check.check(rows.get(i)));
        }
    }

    /** All rows of a table. */
    public void hold(Table rows) {
        List<Column> columns = rows.columns();
        Map<String, @Nullable Object> cells = new HashMap<>();
        for (int i = 0; i < rows.rowCount(); i++) {
            for (Column column : columns) {
                cells.put(column.name(), cell(column, i));
            }
            refuse(place(i, rows.rowCount()), check.check(cells));
        }
    }

    /** The rows of what goes into a version as one input of numbers, if it knows its columns by name; else there is nothing to check, nor is there where a pipeline has made other columns of them. */
    public void hold(Tensors inputs, RowInputs version) {
        List<String> names = version.features();
        if (names.isEmpty() || version.findPipeline().isPresent() || inputs.size() != 1) {
            return;
        }
        // What has another shape or type is for the model to refuse.
        if (inputs.value(0) instanceof Tensor tensor
                && tensor.shape().rank() == 2
                && tensor.shape().dimension(1) == names.size()) {
            if (tensor.type() == ElementType.FLOAT) {
                hold(tensor.floats(), names);
            } else if (tensor.type() == ElementType.DOUBLE) {
                hold(tensor.doubles(), names);
            }
        }
    }

    private void hold(float[] values, List<String> names) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        int rows = values.length / names.size();
        for (int i = 0, at = 0; i < rows; i++) {
            for (String name : names) {
                cells.put(name, values[at++]);
            }
            refuse(place(i, rows), check.check(cells));
        }
    }

    private void hold(double[] values, List<String> names) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        int rows = values.length / names.size();
        for (int i = 0, at = 0; i < rows; i++) {
            for (String name : names) {
                cells.put(name, values[at++]);
            }
            refuse(place(i, rows), check.check(cells));
        }
    }

    private static @Nullable Object cell(Column column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return switch (column.type()) {
            case REAL -> column.doubleAt(row);
            case INTEGER -> column.longAt(row);
            case BOOLEAN -> column.booleanAt(row);
            case DATE -> column.dateAt(row);
            case INSTANT -> column.instantAt(row);
            case BINARY -> column.bytesAt(row);
            case STRING, CATEGORY -> column.stringAt(row);
        };
    }

    private static String place(int row, int rows) {
        return rows == 1 ? "The row" : "Row " + (row + 1) + " of " + rows;
    }

    private static void refuse(String what, List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        List<Violation> broken = violations.stream()
                .filter(violation -> violation.expectation().severity() != Severity.WARNING)
                .toList();
        if (!broken.isEmpty()) {
            throw new InvalidInput(what + " breaks " + (broken.size() == 1 ? "a rule" : broken.size() + " rules")
                    + " of the data: "
                    + broken.stream().map(Violation::describe).collect(Collectors.joining("; "))
                    + ". Nothing was predicted.");
        }
    }
}
