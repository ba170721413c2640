package io.mlops4j.data;

import java.util.BitSet;

/** Words from a limited set, as positions in it. */
final class CategoryColumn extends Column {
    final String[] levels;
    final int[] codes;

    CategoryColumn(String name, String[] levels, int[] codes, BitSet missing) {
        super(name, ColumnType.CATEGORY, codes.length, missing);
        this.levels = levels;
        this.codes = codes;
    }

    @Override
    double presentDouble(int row) {
        throw noNumberForm();
    }

    @Override
    String presentString(int row) {
        return levels[codes[row]];
    }

    @Override
    boolean sameCell(Column sameType, int row) {
        return presentString(row).equals(sameType.presentString(row));
    }

    /** Through the words, as the levels of a column are those that appear in it. */
    @Override
    Column select(int[] rows) {
        BitSet selectedMissing = selectMissing(rows);
        String[] words = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            words[i] = selectedMissing.get(i) ? "" : levels[codes[rows[i]]];
        }
        return categories(name(), words, selectedMissing);
    }
}
