package io.mlops4j.core.monitoring.drift;

import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether the values of a column in two tables are evidently not from one distribution: for {@link io.mlops4j.monitoring.DriftTest#auto} of two datasets. Numbers of more than 20 different
 * values by Kolmogorov and Smirnov, as ties make that test far too timid with fewer; other numbers and categories by chi-square, cells that are too low for it merged, or by permutations where
 * merging leaves nothing; two categories by Fisher, or by the z of two proportions where counts are high. Where cells are missing, whether more of them are in one table is tested
 * besides, and the lesser of the two p-values counts, doubled.
 */
final class ColumnTest {
    private static final int FEW_VALUES = 20;

    /** From here on the z of two proportions says the same as Fisher's exact test. */
    private static final long MANY = 5_000;

    /** What chi-square's approximation wants a cell to have at least. */
    private static final double LOW = 5;

    private static final int PERMUTATIONS = 9_999;

    private ColumnTest() {}

    /** The result for present and missing cells; empty if one of the tables has no present cell in the column, or no value differs. */
    static Optional<TestResult> of(Column reference, Column current) {
        Optional<TestResult> present = present(reference, current);
        long[] missingThen = {reference.missing(), reference.rowCount() - (long) reference.missing()};
        long[] missingNow = {current.missing(), current.rowCount() - (long) current.missing()};
        if (missingThen[0] + missingNow[0] == 0 || missingThen[1] + missingNow[1] == 0) {
            return present;
        }
        TestResult missing = twoByTwo(missingThen, missingNow);
        if (present.isEmpty()) {
            return Optional.of(new TestResult(
                    missing.statistic(), missing.pValue(), "missing cells: " + missing.method(), missing.warnings()));
        }
        TestResult values = present.get();
        double p = Math.min(1, 2 * Math.min(values.pValue(), missing.pValue()));
        return Optional.of(
                values.pValue() <= missing.pValue()
                        ? new TestResult(
                                values.statistic(),
                                p,
                                values.method() + ", with missing cells tested besides",
                                values.warnings())
                        : new TestResult(
                                missing.statistic(),
                                p,
                                "missing cells: " + missing.method() + ", with values tested besides",
                                missing.warnings()));
    }

    private static Optional<TestResult> present(Column reference, Column current) {
        if (reference.missing() == reference.rowCount() || current.missing() == current.rowCount()) {
            return Optional.empty();
        }
        if (reference.type().isNumber()) {
            double[] a = numbers(reference);
            double[] b = numbers(current);
            return distinct(a, b) > FEW_VALUES ? Optional.of(TwoSample.kolmogorovSmirnov(a, b)) : table(count(a, b));
        }
        return table(count(reference, current));
    }

    /** The present numbers; an infinite one counts as the greatest there is, which leaves all ranks as they are. */
    static double[] numbers(Column column) {
        double[] all = column.doubles();
        int n = 0;
        for (double value : all) {
            if (!Double.isNaN(value)) {
                all[n++] = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
            }
        }
        return Arrays.copyOf(all, n);
    }

    private static int distinct(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        Arrays.sort(both);
        int distinct = 1;
        for (int i = 1; i < both.length && distinct <= FEW_VALUES; i++) {
            distinct += both[i] > both[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    private static Map<String, long[]> count(double[] a, double[] b) {
        Map<String, long[]> counts = new TreeMap<>();
        for (double value : a) {
            counts.computeIfAbsent(Double.toString(value + 0.0), v -> new long[2])[0]++;
        }
        for (double value : b) {
            counts.computeIfAbsent(Double.toString(value + 0.0), v -> new long[2])[1]++;
        }
        return counts;
    }

    private static Map<String, long[]> count(Column reference, Column current) {
        Map<String, long[]> counts = new TreeMap<>();
        add(counts, reference, 0);
        add(counts, current, 1);
        return counts;
    }

    private static void add(Map<String, long[]> counts, Column column, int side) {
        boolean words = column.type().isText();
        for (int row = 0; row < column.rowCount(); row++) {
            if (!column.isMissing(row)) {
                String value = words || column.type() != ColumnType.BOOLEAN
                        ? column.stringAt(row)
                        : Boolean.toString(column.booleanAt(row));
                counts.computeIfAbsent(value, v -> new long[2])[side]++;
            }
        }
    }

    /** The test of a table of two rows; empty if there is one value only. */
    static Optional<TestResult> table(Map<String, long[]> counts) {
        if (counts.size() < 2) {
            return Optional.empty();
        }
        long[] a = counts.values().stream().mapToLong(c -> c[0]).toArray();
        long[] b = counts.values().stream().mapToLong(c -> c[1]).toArray();
        if (a.length == 2) {
            return Optional.of(twoByTwo(a, b));
        }
        long[][] merged = mergeLow(a, b);
        if (merged[0].length >= 3 || (merged[0].length == 2 && lowest(merged[0], merged[1]) >= LOW)) {
            TestResult result = Categorical.chiSquare(merged[0], merged[1]);
            return Optional.of(
                    merged[0].length == a.length
                            ? result
                            : new TestResult(
                                    result.statistic(),
                                    result.pValue(),
                                    result.method() + ", the rarest " + (a.length - merged[0].length + 1)
                                            + " values as one",
                                    result.warnings()));
        }
        return Optional.of(Categorical.chiSquare(a, b, PERMUTATIONS, 0));
    }

    private static TestResult twoByTwo(long[] a, long[] b) {
        return Math.min(a[0] + b[0], a[1] + b[1]) >= MANY
                ? Categorical.twoProportions(a[0], a[0] + a[1], b[0], b[0] + b[1])
                : Categorical.fisherExact(a, b);
    }

    /** Merges the values with the lowest counts until none is expected less than {@link #LOW} times on either side. */
    private static long[][] mergeLow(long[] a, long[] b) {
        double all = BinEffect.sum(a) + BinEffect.sum(b);
        double lesser = Math.min(BinEffect.sum(a), BinEffect.sum(b)) / all;
        Integer[] order = new Integer[a.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Long.compare(a[i] + b[i], a[j] + b[j]));
        int merged = 0;
        long mergedA = 0;
        long mergedB = 0;
        while (merged < order.length) {
            long together = merged == 0 ? a[order[0]] + b[order[0]] : mergedA + mergedB;
            long next = a[order[merged]] + b[order[merged]];
            if (Math.min(together, next) * lesser >= LOW) {
                break;
            }
            mergedA += a[order[merged]];
            mergedB += b[order[merged]];
            merged++;
        }
        int first = merged == 0 ? 0 : 1;
        long[][] result = new long[2][order.length - merged + first];
        if (first == 1) {
            result[0][0] = mergedA;
            result[1][0] = mergedB;
        }
        for (int i = merged; i < order.length; i++) {
            result[0][i - merged + first] = a[order[i]];
            result[1][i - merged + first] = b[order[i]];
        }
        return result;
    }

    private static double lowest(long[] a, long[] b) {
        double all = BinEffect.sum(a) + BinEffect.sum(b);
        double lesser = Math.min(BinEffect.sum(a), BinEffect.sum(b)) / all;
        double lowest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < a.length; k++) {
            lowest = Math.min(lowest, (a[k] + b[k]) * lesser);
        }
        return lowest;
    }
}
