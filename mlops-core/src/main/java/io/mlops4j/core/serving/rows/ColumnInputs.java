package io.mlops4j.core.serving.rows;

import io.mlops4j.InvalidInput;
import io.mlops4j.serving.Tensors;
import java.util.List;
import java.util.Optional;

/** Records whose components are named columns. */
final class ColumnInputs extends RecordInputs {
    private final RowInputs rows;
    private final RowFiller filler;

    ColumnInputs(RowInputs rows, RowFiller filler) {
        this.rows = rows;
        this.filler = filler;
        // Refuses a version that takes something else than numbers.
        rows.input();
    }

    @Override
    public Tensors one(Record row) {
        double[] values = new double[filler.width()];
        filler.fill(row, values);
        return rows.tensors(values, 1);
    }

    @Override
    public Optional<Tensors> all(List<? extends Record> records) {
        int width = filler.width();
        if ((long) records.size() * width > Integer.MAX_VALUE - 8) {
            throw new InvalidInput(records.size() + " rows of " + width + " columns are too many for one call of "
                    + rows.version() + "; score a part of them at a time.");
        }
        double[] values = new double[records.size() * width];
        double[] row = new double[width];
        for (int i = 0; i < records.size(); i++) {
            filler.fill(records.get(i), row);
            System.arraycopy(row, 0, values, i * width, width);
        }
        return Optional.of(rows.tensors(values, records.size()));
    }
}
