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
}
