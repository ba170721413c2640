package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.TestResult;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Tests of a 2 × k table. */
final class Contingency {
    /** Where fewer rows are expected the chi-square distribution is no longer to be trusted (Cochran 1954). */
    private static final double LEAST_EXPECTED = 5;

    private Contingency() {}

    static TestResult chiSquare(Counts counts) {
        return result("Pearson's chi-square", pearson(counts), counts);
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
            return new TestResult(0, 1, method, List.of("All rows are of one category: nothing can differ."));
        }
        double p = ChiSquaredDistribution.of(freedom).survivalProbability(statistic);
        return new TestResult(statistic, p, method, warnings(counts));
    }

    private static List<String> warnings(Counts counts) {
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
        return List.of("The expected count is under 5 in " + few + " of " + counts.categories() + " categories, "
                + "%.2f at the least: the p-value is rough; take the one by permutation, or merge rare categories."
                        .formatted(least));
    }
}
