package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.cells.IdentityIndex;
import io.mlops4j.core.data.cells.RowIdentity;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.data.SplitSpec.Stratum;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
            double[] edges = hasBins ? edges(source, schema.names().indexOf(column.name()), each, rows) : new double[0];
            count = refine(source, schema.names().indexOf(column.name()), edges, strata);
        }
        return new Strata(strata, count);
    }

    /** Where bins begin, but the first; none if the values are strata themselves. */
    private static double[] edges(SplitSource source, int column, Stratum wanted, int rows) {
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
            return new double[0];
        }
        int bins = wanted.bins() == Stratum.AUTOMATIC ? DEFAULT_BINS : wanted.bins();
        double[] sorted = values;
        int present = size;
        return IntStream.range(1, bins)
                .mapToDouble(bin -> present == 0 ? 0 : sorted[(int) ((long) bin * present / bins)])
                .distinct()
                .toArray();
    }

    private static int distinct(double[] sorted, int size) {
        int distinct = Math.min(size, 1);
        for (int i = 1; i < size && distinct <= MOST_VALUES; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return distinct;
    }

    /** Divides the strata that there are by one more column; gives their number. */
    private static int refine(SplitSource source, int column, double[] edges, int[] strata) {
        IdentityIndex index = new IdentityIndex();
        RowIdentity identity = new RowIdentity();
        int at = 0;
        try (CellBatches batches = source.batches()) {
            CellVector vector = batches.columns().get(column);
            List<CellVector> one = List.of(vector);
            while (batches.next()) {
                identity.of(one, vector.size());
                for (int row = 0; row < vector.size(); row++, at++) {
                    boolean binned = edges.length > 0 && !vector.isMissing(row);
                    long high = binned ? bin(edges, vector.numbers()[row]) : identity.high(row);
                    long low = binned ? 0 : identity.low(row);
                    long before = strata[at];
                    strata[at] = index.add(RowIdentity.hash(before, high, low), RowIdentity.hash(~before, high, low));
                }
            }
        }
        return renumber(index, strata);
    }

    private static int bin(double[] edges, double value) {
        int found = Arrays.binarySearch(edges, value + 0.0);
        return found >= 0 ? found + 1 : -found - 1;
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
