package io.mlops4j.core.monitoring.performance;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the reference tells of predictions: rows whose truth is known.
 *
 * @param classes the classes of the label, numbers by their size and others by the alphabet; empty if the label is a number or there is none
 */
public record Reference(List<String> classes) {
    /** A reference without a label. */
    public static final Reference NONE = new Reference(List.of());

    private static final int MOST_CLASSES = 1_000;

    /** Copies the list. */
    public Reference {
        classes = List.copyOf(classes);
    }

    /**
     * What rows with a label tell.
     *
     * @param label the column that has it
     * @throws InvalidInput if there is no such column
     */
    public static Reference of(Table rows, String label) {
        Column column = rows.findColumn(label)
                .orElseThrow(() -> new InvalidInput("The label '" + label + "' is no column of the reference."
                        + NearNames.sentence(label, rows.names())));
        Set<String> words = new TreeSet<>();
        Set<Double> numbers = new TreeSet<>();
        for (int row = 0; row < column.rowCount() && words.size() <= MOST_CLASSES; row++) {
            if (column.isMissing(row)) {
                continue;
            }
            Truth truth = column.type().isNumber() || column.type() == ColumnType.BOOLEAN
                    ? Truth.of(0, column.doubleAt(row))
                    : Truth.of(0, column.stringAt(row));
            words.add(truth.className());
            numbers.add(truth.number());
        }
        if (words.size() > MOST_CLASSES
                || (column.type() == ColumnType.REAL && numbers.stream().anyMatch(each -> each != Math.rint(each)))) {
            return NONE;
        }
        return numbers.stream().anyMatch(each -> each.isNaN())
                ? new Reference(List.copyOf(words))
                : new Reference(numbers.stream().map(Answer::className).toList());
    }
}
