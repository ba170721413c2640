package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.TestResult;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Tests of a 2 × 2 table. */
final class TwoByTwo {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private TwoByTwo() {}

    static TestResult proportions(long countA, long rowsA, long countB, long rowsB) {
        check(countA, rowsA, "first");
        check(countB, rowsB, "second");
        Counts counts = Counts.of(new long[] {countA, rowsA - countA}, new long[] {countB, rowsB - countB});
        String method = "Two proportions, z";
        if (counts.categories() == 1) {
            return new TestResult(0, 1, method, List.of(Contingency.ONE_CATEGORY));
        }
        double share = ((double) countA + countB) / ((double) rowsA + rowsB);
        double rest = ((double) (rowsA - countA) + (rowsB - countB)) / ((double) rowsA + rowsB);
        double error = Math.sqrt(share * rest * (1.0 / rowsA + 1.0 / rowsB));
        double z = ((double) countA / rowsA - (double) countB / rowsB) / error;
        double p = Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
        return new TestResult(z, p, method, Contingency.warnings(counts, "take Fisher's exact test"));
    }

    private static void check(long count, long rows, String which) {
        if (rows < 1 || count < 0 || count > rows) {
            throw new InvalidInput("The " + which + " sample has the count " + count + " of " + rows
                    + " rows; give at least one row, and a count from 0 to the rows.");
        }
    }

    static TestResult fisher(long[] a, long[] b) {
        if (a.length != 2 || b.length != 2) {
            throw new InvalidInput("Fisher's exact test compares two categories; there are " + a.length + " and "
                    + b.length + ". Take the chi-square test by permutation.");
        }
        Counts counts = Counts.of(a, b);
        String method = "Fisher's exact test";
        double difference = (double) a[0] / counts.n() - (double) b[0] / counts.m();
        if (counts.categories() == 1) {
            return new TestResult(0, 1, method, List.of(Contingency.ONE_CATEGORY));
        }
        Hypergeometric first = Hypergeometric.of(counts.n(), counts.m(), a[0] + b[0]);
        return new TestResult(difference, first.atMostAsLikelyAs(Math.toIntExact(a[0])), method, List.of());
    }
}
