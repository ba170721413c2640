package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.core.data.cells.QuantileBins;
import io.mlops4j.core.data.cells.RowIdentity;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SplitSpec.Stratum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The stratum of each row. Strata are numbered by a hash of their values, so that the order of the rows does not matter. */
final class Strata {
    /** More distinct numbers than these are binned. */
    private static final int MOST_VALUES = 20;

    private static final int DEFAULT_BINS = 10;

    private final int[] stratumOfRow;
    private final int count;

    private Strata(int[] stratumOfRow, int count) {
        this.stratumOfRow = stratumOfRow;
        this.count = count;
    }

    int ofRow(int row) {
        return stratumOfRow[row];
    }

    int count() {
        return count;
    }

    /** Reads the columns of the strata one after the other, and then all together, so the source is passed over once for each number, and once more. */
    static Strata read(SplitSource source, List<Stratum> wanted, int rows) {
        Schema schema = source.schema();
        int[] strata = new int[rows];
        int count = 1;
        for (Stratum each : wanted) {
            ColumnSchema column = schema.column(each.column());
            boolean hasBins = column.type().hasNumberForm() && column.type() != ColumnType.BOOLEAN;
            if (!hasBins && each.bins() != Stratum.AUTOMATIC) {
                throw new InvalidInput("Column '" + column.name() + "' is " + column.type()
                        + " and has no quantiles; stratify by its values with stratifiedBy(\"" + column.name()
                        + "\").");
            }
            QuantileBins bins = hasBins ? bins(source, schema.names().indexOf(column.name()), each, rows) : null;
            count = refine(source, schema.names().indexOf(column.name()), bins, strata);
        }
        return new Strata(strata, count);
    }

    /** None if the values are strata themselves. */
    private static @Nullable QuantileBins bins(SplitSource source, int column, Stratum wanted, int rows) {
        double[] values = new double[rows];
        int size = 0;
        try (CellBatches batches = source.batches()) {
            CellVector vector = batches.columns().get(column);
            while (batches.next()) {
                for (int row = 0; row < vector.size(); row++) {
                    if (!vector.isMissing(row)) {
                        values[size++] = vector.numbers()[row] + 0.0;
                    }
                }
            }
        }
        Arrays.sort(values, 0, size);
        if (wanted.bins() == Stratum.AUTOMATIC && distinct(values, size) <= MOST_VALUES) {
            return null;
        }
        int bins = wanted.bins() == Stratum.AUTOMATIC ? DEFAULT_BINS : wanted.bins();
        return QuantileBins.of(values, size, bins);
    }

    private static int distinct(double[] sorted, int size) {
        int distinct = Math.min(size, 1);
        for (int i = 1; i < size && distinct <= MOST_VALUES; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return distinct;
    }

    /** Divides the strata that there are by one more column; gives their number. */
    private static int refine(SplitSource source, int column, @Nullable QuantileBins bins, int[] strata) {
        IdentityIndex index = new IdentityIndex();
        RowIdentity identity = new RowIdentity();
        int at = 0;
        try (CellBatches batches = source.batches()) {
            CellVector vector = batches.columns().get(column);
            List<CellVector> one = List.of(vector);
            while (batches.next()) {
                identity.of(one, vector.size());
                for (int row = 0; row < vector.size(); row++, at++) {
                    long high = identity.high(row);
                    long low = identity.low(row);
                    if (bins != null && !vector.isMissing(row)) {
                        high = bins.bin(vector.numbers()[row]);
                        low = 0;
                    }
                    long before = strata[at];
                    strata[at] = index.add(RowIdentity.hash(before, high, low), RowIdentity.hash(~before, high, low));
                }
            }
        }
        return renumber(index, strata);
    }

    private static int renumber(IdentityIndex index, int[] strata) {
        int[] order = IntStream.range(0, index.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(index::high).thenComparingLong(index::low))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] numbers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            numbers[order[i]] = i;
        }
        for (int row = 0; row < strata.length; row++) {
            strata[row] = numbers[strata[row]];
        }
        return order.length;
    }
}
