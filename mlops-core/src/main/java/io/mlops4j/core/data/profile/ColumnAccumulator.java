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
        switch (column.type()) {
            case REAL -> values.addReals(cells);
            case INTEGER, BOOLEAN, DATE -> values.addWholes(cells);
            case INSTANT, BINARY -> addOthers(cells);
            case STRING, CATEGORY -> addTexts(cells);
        }
    }

    private void addOthers(CellVector cells) {
        boolean[] absent = cells.absent();
        for (int row = 0; row < cells.size(); row++) {
            if (!absent[row]) {
                values.add(cells, row);
            }
        }
    }

    private void addTexts(CellVector cells) {
        boolean[] absent = cells.absent();
        for (int row = 0; row < cells.size(); row++) {
            if (!absent[row]) {
                // One more value may end the counting; whatever the batches are, the shapes are taken over at the same
                // row.
                if (values.size() == DistinctValues.MOST_COUNTED) {
                    texts.takeOver(values);
                }
                texts.add(cells, row);
                values.add(cells, row);
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
        accumulator.present = Damage.count(in.readLong());
        accumulator.missing = Damage.count(in.readLong());
        accumulator.values = DistinctValues.read(in);
        accumulator.numbers = NumberAccumulator.read(in);
        accumulator.texts = TextAccumulator.read(in);
        Damage.unless(accumulator.values.size() <= accumulator.present);
        return accumulator;
    }
}
