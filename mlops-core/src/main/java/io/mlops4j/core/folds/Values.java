package io.mlops4j.core.folds;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import java.util.Map;
import java.util.TreeMap;

/** The distinct values of a column in ascending order, numbers by size and all others by their text, and which of them each row has. */
final class Values {
    private final String[] texts;
    private final int[] ofRow;
    private final int[] sizes;

    private Values(String[] texts, int[] ofRow, int[] sizes) {
        this.texts = texts;
        this.ofRow = ofRow;
        this.sizes = sizes;
    }

    /**
     * Reads a column.
     *
     * @param use what it is for, as the message has it: {@code the label}
     * @throws InvalidInput if a cell is missing
     */
    static Values of(Column column, String use) {
        checkComplete(column, use);
        Map<Comparable<?>, Integer> numbers = new TreeMap<>();
        for (int row = 0; row < column.rowCount(); row++) {
            numbers.put(value(column, row), 0);
        }
        int next = 0;
        String[] texts = new String[numbers.size()];
        for (Map.Entry<Comparable<?>, Integer> each : numbers.entrySet()) {
            texts[next] = String.valueOf(each.getKey());
            each.setValue(next++);
        }
        int[] ofRow = new int[column.rowCount()];
        int[] sizes = new int[texts.length];
        for (int row = 0; row < ofRow.length; row++) {
            ofRow[row] = numbers.getOrDefault(value(column, row), 0);
            sizes[ofRow[row]]++;
        }
        return new Values(texts, ofRow, sizes);
    }

    /** Comparable with the others of the column. */
    private static Comparable<?> value(Column column, int row) {
        return switch (column.type()) {
            case INTEGER -> column.longAt(row);
            case REAL -> column.doubleAt(row) + 0.0;
            default -> column.stringAt(row);
        };
    }

    static void checkComplete(Column column, String use) {
        if (column.missing() > 0) {
            int first = 0;
            while (!column.isMissing(first)) {
                first++;
            }
            throw new InvalidInput("Column '" + column.name() + "', " + use + ", has no value in " + column.missing()
                    + " of " + column.rowCount() + " rows, first in row " + first + "; fill or leave out these rows.");
        }
    }

    /** Refuses numbers that are amounts, not classes. */
    static Values classes(Column label) {
        Values values = of(label, "the label");
        if (label.type() == ColumnType.REAL) {
            for (int row = 0; row < label.rowCount(); row++) {
                double value = label.doubleAt(row);
                if (value != Math.rint(value)) {
                    throw new InvalidInput(
                            "Label '" + label.name() + "' is " + value + " in row " + row
                                    + ", an amount and no class, so folds cannot be stratified by it; use kFold, or a column of bins.");
                }
            }
        }
        return values;
    }

    /** The text of a value. */
    String text(int value) {
        return texts[value];
    }

    /** The position of the value of a row. */
    int ofRow(int row) {
        return ofRow[row];
    }

    /** The position of the value of each row, to be read only. */
    int[] ofRows() {
        return ofRow;
    }

    /** How many rows have a value. */
    int size(int value) {
        return sizes[value];
    }

    int count() {
        return texts.length;
    }

    int rows() {
        return ofRow.length;
    }
}
