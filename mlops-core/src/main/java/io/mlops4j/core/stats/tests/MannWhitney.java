package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.TestResult;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The rank sum test, with the normal p-value. */
final class MannWhitney {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Below this on a side the normal distribution is rough. */
    private static final int LEAST = 8;

    private MannWhitney() {}

    static TestResult test(Samples samples) {
        double n = samples.n();
        double m = samples.m();
        double total = n + m;
        Wins wins = new Wins();
        samples.walk(wins);
        double statistic = wins.twice / 2.0;
        List<String> warnings = Math.min(n, m) >= LEAST
                ? List.of()
                : List.of("With %d and %d values the normal p-value is rough; take the one by permutation."
                        .formatted(samples.n(), samples.m()));
        double off = Math.abs(statistic - n * m / 2) - 0.5;
        double p = 1;
        if (off > 0) {
            double variance = n * m / 12 * (total + 1 - wins.ties / (total * (total - 1)));
            p = 2 * NORMAL.survivalProbability(off / Math.sqrt(variance));
        }
        return new TestResult(statistic, p, "Mann-Whitney, asymptotic", warnings);
    }

    private static final class Wins implements Samples.Step {
        /** Twice the pairs in which the first is greater, ties half. */
        private long twice;
        /** Σ t³ − t over the groups of equal values. */
        private double ties;

        @Override
        public void take(double value, int ofA, int ofB, int upToA, int upToB) {
            twice += ofA * (2L * upToB - ofB);
            double equal = (double) ofA + ofB;
            ties += equal * (equal * equal - 1);
        }
    }
}
