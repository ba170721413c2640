package io.mlops4j.core.data.feature;

import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table through a program: row by row over the slots of one row, by the operations that a single row goes through. */
final class TableTransform {
    private TableTransform() {}

    /**
     * The outputs.
     *
     * @param inputs the columns of the table that go in
     * @param label the column that follows if it is there
     */
    static Table apply(Program program, List<Column> inputs, Table table, Optional<String> label) {
        int rows = table.rowCount();
        int width = program.names().size();
        double[][] numbers = new double[width][];
        @Nullable String[][] texts = new String[width][];
        for (int i = 0; i < width; i++) {
            Slot slot = program.output(i);
            if (slot.kind() == Slot.Kind.NUMBER) {
                numbers[i] = new double[rows];
            } else if (slot.isText()) {
                texts[i] = new String[rows];
            }
        }
        double[] rowNumbers = program.newNumbers();
        @Nullable String[] rowTexts = program.newTexts();
        for (int row = 0; row < rows; row++) {
            read(inputs, row, rowNumbers, rowTexts);
            program.run(rowNumbers, rowTexts);
            for (int i = 0; i < width; i++) {
                Slot slot = program.output(i);
                if (slot.kind() == Slot.Kind.NUMBER) {
                    numbers[i][row] = rowNumbers[slot.index()];
                } else if (slot.isText()) {
                    texts[i][row] = rowTexts[slot.index()];
                }
            }
        }
        Table.Builder builder = Table.builder();
        for (int i = 0; i < width; i++) {
            String name = program.names().get(i);
            switch (program.output(i).kind()) {
                case NUMBER -> builder.doubles(name, numbers[i]);
                case TEXT -> builder.strings(name, texts[i]);
                // No step changes a date and leaves it one.
                case DATE, INSTANT -> builder.column(table.column(name));
            }
        }
        label.filter(name -> !program.names().contains(name))
                .flatMap(table::findColumn)
                .ifPresent(builder::column);
        return builder.build();
    }

    /** The cells of a row into the slots of the inputs, which come first in both arrays. */
    private static void read(List<Column> inputs, int row, double[] numbers, @Nullable String[] texts) {
        int number = 0;
        int text = 0;
        for (Column column : inputs) {
            if (column.type().isText()) {
                texts[text++] = column.isMissing(row) ? null : column.stringAt(row);
            } else {
                numbers[number++] = column.doubleAt(row);
            }
        }
    }
}
