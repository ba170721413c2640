package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnProfile.ValueCount;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnShift.Bin;
import io.mlops4j.data.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** Compares the counts of the most frequent words of the earlier version, and of all others together. For one thread. */
final class CategoryComparison extends ColumnComparison {
    private static final String OTHER = "all others";

    private final List<String> words;
    private final IdentityIndex index = new IdentityIndex();
    private final long[] counts;
    private final long[] countsAfter;

    CategoryComparison(ColumnSchema column, ColumnProfile before, ColumnProfile after) {
        super(before, after);
        CellVector vector = new CellVector(column);
        this.words = column.type() == ColumnType.BOOLEAN
                ? List.of("true", "false")
                : before.topValues().stream().map(ValueCount::value).toList();
        for (String word : words) {
            if (column.type() == ColumnType.BOOLEAN) {
                vector.addWhole(word.equals("true") ? 1 : 0);
            } else {
                vector.addText(word);
            }
        }
        for (int row = 0; row < words.size(); row++) {
            index.add(vector.identityHigh(row), vector.identityLow(row));
        }
        this.counts = new long[words.size() + 1];
        this.countsAfter = new long[words.size() + 1];
    }

    @Override
    void first(Side side, CellVector vector) {
        long[] target = side == Side.BEFORE ? counts : countsAfter;
        for (int row = 0; row < vector.size(); row++) {
            if (!vector.isMissing(row)) {
                int word = index.find(vector.identityHigh(row), vector.identityLow(row));
                target[word < 0 ? words.size() : word]++;
            }
        }
    }

    @Override
    ColumnShift shift() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] + countsAfter[i] > 0) {
                bins.add(new Bin(i < words.size() ? words.get(i) : OTHER, counts[i], countsAfter[i]));
            }
        }
        return new ColumnShift(before(), after(), measures(counts, countsAfter), bins);
    }
}
