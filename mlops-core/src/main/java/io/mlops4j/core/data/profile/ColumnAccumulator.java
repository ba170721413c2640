package io.mlops4j.core.data.profile;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnSchema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Profiles one column while its cells go by, in at most about 4 MB whatever the number of rows. */
final class ColumnAccumulator {
    private final ColumnSchema column;
    private long present;
    private long missing;
    private DistinctValues values = new DistinctValues();
    private NumberAccumulator numbers = new NumberAccumulator();
    private TextAccumulator texts = new TextAccumulator();

    ColumnAccumulator(ColumnSchema column) {
        this.column = column;
    }

    ColumnSchema column() {
        return column;
    }

    void add(CellVector cells) {
        missing += cells.missing();
        present += cells.size() - cells.missing();
        if (column.type().hasNumberForm()) {
            numbers.add(cells);
        }
        if (column.type().isText()) {
            // The counts of the values end within a batch; the shapes are taken over before.
            if (values.size() + cells.size() > DistinctValues.MOST_COUNTED) {
                texts.takeOver(values);
            }
            texts.add(cells);
        }
        switch (column.type()) {
            case REAL -> addReals(cells);
            case INTEGER, BOOLEAN, DATE -> addWholes(cells);
            case INSTANT, STRING, CATEGORY, BINARY -> addOthers(cells);
        }
    }

    private void addReals(CellVector cells) {
        double[] reals = cells.numbers();
        for (int row = 0; row < cells.size(); row++) {
            if (!Double.isNaN(reals[row])) {
                // Zero and negative zero are one value.
                values.add(0, Double.doubleToRawLongBits(reals[row] + 0.0), cells::text, row);
            }
        }
    }

    private void addWholes(CellVector cells) {
        long[] wholes = cells.wholes();
        boolean[] absent = cells.absent();
        for (int row = 0; row < cells.size(); row++) {
            if (!absent[row]) {
                values.add(0, wholes[row], cells::text, row);
            }
        }
    }

    private void addOthers(CellVector cells) {
        for (int row = 0; row < cells.size(); row++) {
            if (!cells.isMissing(row)) {
                values.add(cells.identityHigh(row), cells.identityLow(row), cells::text, row);
            }
        }
    }

    void merge(ColumnAccumulator other) {
        present += other.present;
        missing += other.missing;
        numbers.merge(other.numbers);
        if (column.type().isText()) {
            boolean counted = values.isCounted() && other.values.isCounted();
            if (!counted || values.size() + other.values.size() > DistinctValues.MOST_COUNTED) {
                texts.takeOver(values);
                other.texts.takeOver(other.values);
            }
            texts.merge(other.texts);
        }
        values.merge(other.values);
    }

    ColumnProfile profile(String typeReason) {
        ColumnProfile.Builder profile = ColumnProfile.builder(column.name(), column.type())
                .typeReason(typeReason)
                .counts(present, missing);
        values.describe(profile);
        if (column.type().hasNumberForm()) {
            numbers.describe(profile);
        }
        if (column.type().isText()) {
            texts.describe(profile, values);
        }
        return profile.build();
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(present);
        out.writeLong(missing);
        values.write(out);
        numbers.write(out);
        texts.write(out);
    }

    static ColumnAccumulator read(ColumnSchema column, DataInput in) throws IOException {
        ColumnAccumulator accumulator = new ColumnAccumulator(column);
        accumulator.present = in.readLong();
        accumulator.missing = in.readLong();
        Damage.unless(accumulator.present >= 0 && accumulator.missing >= 0);
        accumulator.values = DistinctValues.read(in);
        accumulator.numbers = NumberAccumulator.read(in);
        accumulator.texts = TextAccumulator.read(in);
        return accumulator;
    }
}
