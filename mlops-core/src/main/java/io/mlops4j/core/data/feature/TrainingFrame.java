package io.mlops4j.core.data.feature;

import io.mlops4j.data.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slots of all rows of a training table, so that each step can learn from what those before it made. Single-threaded. */
final class TrainingFrame {
    private final int rows;
    private final List<double[]> numbers = new ArrayList<>();
    private final List<@Nullable String[]> texts = new ArrayList<>();

    TrainingFrame(List<Column> inputs, int rows) {
        this.rows = rows;
        for (Column column : inputs) {
            if (column.type().isText()) {
                @Nullable String[] words = column.strings();
                for (int row = 0; row < rows; row++) {
                    words[row] = column.isMissing(row) ? null : words[row];
                }
                texts.add(words);
            } else {
                numbers.add(column.doubles());
            }
        }
    }

    int rows() {
        return rows;
    }

    /** The cells of a slot that is no text, NaN where one is missing. Not a copy. */
    double[] numbers(Slot slot) {
        return numbers.get(slot.index());
    }

    /** The cells of a slot of texts, null where one is missing. Not a copy. */
    @Nullable String[] texts(Slot slot) {
        return texts.get(slot.index());
    }

    /** Puts other numbers into a slot. */
    void replace(Slot slot, double[] values) {
        numbers.set(slot.index(), values);
    }

    /** Does to every row what will be done to one, over the slots that the operation touches alone. */
    void run(Operation operation, Layout layout) {
        while (numbers.size() < layout.numbers()) {
            numbers.add(new double[rows]);
        }
        double[] rowNumbers = new double[layout.numbers()];
        @Nullable String[] rowTexts = new String[layout.texts()];
        Slot source = operation.source();
        for (int row = 0; row < rows; row++) {
            if (source.isText()) {
                rowTexts[source.index()] = texts(source)[row];
            } else {
                rowNumbers[source.index()] = numbers(source)[row];
            }
            operation.apply(rowNumbers, rowTexts);
            for (int i = operation.first(); i < operation.first() + operation.count(); i++) {
                numbers.get(i)[row] = rowNumbers[i];
            }
            if (operation.count() == 0) {
                texts(source)[row] = rowTexts[source.index()];
            }
        }
    }
}
