package io.mlops4j.core.data;

import io.mlops4j.InvalidInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the current row of a text into typed cells. */
final class TypedRow {
    private static final int LONGEST_SHOWN = 80;

    private TypedRow() {}

    static void read(CsvRows rows, List<TypedCell> cells) {
        @Nullable String[] texts = rows.cells();
        for (int i = 0; i < texts.length; i++) {
            TypedCell cell = cells.get(i);
            if (!cell.read(texts[i])) {
                throw refusal(rows, cell);
            }
        }
    }

    private static InvalidInput refusal(CsvRows rows, TypedCell cell) {
        String name = cell.column().name();
        String shown = cell.raw().length() > LONGEST_SHOWN ? cell.raw().substring(0, LONGEST_SHOWN) + "…" : cell.raw();
        return new InvalidInput(rows.where() + ", column '" + name + "': '" + shown + "' is not "
                + TypedCell.called(cell.type()) + " (" + cell.type()
                + "). Correct the cell, list it in CsvOptions.missing(…) if it stands for a missing one, or declare another type with"
                + " Schema.infer().override(\"" + name + "\", ColumnType.STRING).");
    }
}
