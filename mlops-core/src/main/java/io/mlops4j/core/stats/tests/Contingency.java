package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.TestResult;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Tests of a 2 × k table. */
final class Contingency {
    /** Where fewer rows are expected the chi-square distribution is no longer to be trusted (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;

    /** What is said where there is nothing to test. */
    static final String ONE_CATEGORY = "All rows are of one category: nothing can differ.";

    private Contingency() {}

    static TestResult chiSquare(Counts counts) {
        return result("Pearson's chi-square", pearson(counts), counts);
    }

    static TestResult chiSquare(Counts counts, int permutations, long seed) {
        double observed = pearson(counts);
        SplittableRandom random = new SplittableRandom(seed);
        double p = Permutations.pValue(observed, permutations, () -> pearson(dealt(counts, random)));
        return new TestResult(observed, p, Permutations.method("Pearson's chi-square", permutations), List.of());
    }

    /** A random table with the same margins. */
    private static Counts dealt(Counts counts, SplittableRandom random) {
        long[] a = new long[counts.categories()];
        long[] b = new long[counts.categories()];
        long n = counts.n();
        long m = counts.m();
        for (int i = 0; i < a.length; i++) {
            long column = counts.a()[i] + counts.b()[i];
            a[i] = Hypergeometric.of(n, m, column).draw(random);
            b[i] = column - a[i];
            n -= a[i];
            m -= b[i];
        }
        return counts.withRows(a, b);
    }

    static TestResult gTest(Counts counts) {
        double sum = 0;
        double n = counts.n();
        double m = counts.m();
        for (int i = 0; i < counts.categories(); i++) {
            double a = counts.a()[i];
            double b = counts.b()[i];
            // O/E − 1, from the difference of the shares, which keeps its digits where they are nearly equal.
            double difference = a / n - b / m;
            double share = (a + b) / (n + m);
            double ofA = m / (n + m) * difference / share;
            double ofB = -n / (n + m) * difference / share;
            sum += share * (n * deviance(ofA) + m * deviance(ofB));
        }
        return result("G", 2 * sum, counts);
    }

    /** r ln r − r + 1 for r = 1 + x: what O ln(O/E) − O + E is of E. Never negative, and the sums of O and E cancel. */
    private static double deviance(double x) {
        if (x <= -1) {
            return 1;
        }
        if (Math.abs(x) > 0.1) {
            return (1 + x) * Math.log1p(x) - x;
        }
        // Σ (−x)^k / (k (k − 1)), from k = 2.
        double sum = 0;
        double power = x * x;
        for (int k = 2; k < 20; k++) {
            sum += power / (k * (k - 1.0));
            power *= -x;
        }
        return sum;
    }

    /** Σ (O − E)² / E. With the shares' difference both rows' terms of a category are one. */
    static double pearson(Counts counts) {
        double n = counts.n();
        double m = counts.m();
        double sum = 0;
        for (int i = 0; i < counts.categories(); i++) {
            double difference = counts.shareOfA(i) - counts.shareOfB(i);
            double column = (double) counts.a()[i] + counts.b()[i];
            sum += difference * difference / column;
        }
        return sum * n * m;
    }

    private static TestResult result(String name, double statistic, Counts counts) {
        int freedom = counts.categories() - 1;
        String method = name + ", " + freedom + (freedom == 1 ? " degree" : " degrees") + " of freedom";
        if (freedom == 0) {
            return new TestResult(0, 1, method, List.of(ONE_CATEGORY));
        }
        double p = ChiSquaredDistribution.of(freedom).survivalProbability(statistic);
        return new TestResult(
                statistic, p, method, warnings(counts, "take the p-value by permutation, or merge rare categories"));
    }

    /** Says where the expected counts are too small, and what to do. */
    static List<String> warnings(Counts counts, String remedy) {
        double smaller = (double) Math.min(counts.n(), counts.m()) / ((double) counts.n() + counts.m());
        int few = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < counts.categories(); i++) {
            double expected = ((double) counts.a()[i] + counts.b()[i]) * smaller;
            few += expected < LEAST_EXPECTED ? 1 : 0;
            least = Math.min(least, expected);
        }
        if (few == 0) {
            return List.of();
        }
        return List.of(String.format(
                Locale.ROOT,
                "The expected count is under 5 in %d of %d categories, %.2f at the least: the p-value is rough; %s.",
                few,
                counts.categories(),
                least,
                remedy));
    }
}
