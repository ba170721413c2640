package io.mlops4j.core.data.split;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.core.data.cells.RowIdentity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What cannot be divided: rows with equal values in some columns. Each has a number, in the order in which they appear. */
final class Units {
    private final IdentityIndex index = new IdentityIndex();
    private int[] unitOfRow = new int[0];
    private int rows;

    private Units() {}

    /**
     * Reads all rows.
     *
     * @param columns by whose values rows belong together
     */
    static Units read(CellBatches batches, List<String> columns) {
        Units units = new Units();
        RowIdentity identity = new RowIdentity();
        List<CellVector> by = batches.columns(columns);
        while (batches.next()) {
            int count = batches.rows();
            identity.of(by, count);
            units.room(count);
            for (int row = 0; row < count; row++) {
                units.unitOfRow[units.rows++] = units.index.add(identity.high(row), identity.low(row));
            }
        }
        return units;
    }

    private void room(int count) {
        if (unitOfRow.length - rows < count) {
            unitOfRow = Arrays.copyOf(unitOfRow, Math.max(Math.addExact(rows, count), rows + (rows >> 1)));
        }
    }

    int rows() {
        return rows;
    }

    int count() {
        return index.size();
    }

    int ofRow(int row) {
        return unitOfRow[row];
    }

    /** The unit here that has the same values as one elsewhere, or −1. */
    int find(Units other, int unit) {
        return index.find(other.index.high(unit), other.index.low(unit));
    }

    long hash(long seed, int unit) {
        return RowIdentity.hash(seed, index.high(unit), index.low(unit));
    }

    int[] sizes() {
        int[] sizes = new int[count()];
        for (int row = 0; row < rows; row++) {
            sizes[unitOfRow[row]]++;
        }
        return sizes;
    }

    /** All units by hash; equal hashes by identity, so that the order of the rows does not matter. */
    int[] byHash(long seed) {
        long[] hashes =
                IntStream.range(0, count()).mapToLong(unit -> hash(seed, unit)).toArray();
        return IntStream.range(0, count())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(unit -> hashes[unit])
                        .thenComparingLong(index::high)
                        .thenComparingLong(index::low))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
