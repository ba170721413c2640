package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.TestResult;
import java.util.List;
import java.util.Locale;

/** The two-sample test, with the p-value of the limit. */
final class CramerVonMises {
    /** By so much midranks may raise the statistic before it is worth a word: a p-value of 0.05 becomes one of 0.035. */
    private static final double MOST_RAISED = 0.05;

    private CramerVonMises() {}

    static TestResult test(Samples samples) {
        double n = samples.n();
        double m = samples.m();
        double total = n + m;
        Ranks ranks = new Ranks(samples);
        samples.walk(ranks);
        double product = n * m;
        double statistic = ranks.squares / (product * total) - (4 * product - 1) / (6 * total);
        double mean = (1 + 1 / total) / 6;
        // Equation 14 of Anderson 1962, as a sum of quotients, none of which overflows.
        double variance = (total + 1)
                / total
                * ((4 * product - 3 * (n * n + m * m) / total - 2 * product / total) / (180 * product));
        double limit = 1.0 / 6 + (statistic - mean) / Math.sqrt(45 * variance);
        double raised = statistic - ranks.area / (total * total);
        List<String> warnings = raised <= MOST_RAISED
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "So many values are equal that midranks raise the statistic by %.3f: the p-value is too small; count"
                                + " the values and compare the counts.",
                        raised));
        return new TestResult(statistic, CramerVonMisesLimit.survival(limit), "Cramér-von Mises, asymptotic", warnings);
    }

    /** Adds up what the statistic is made of. */
    private static final class Ranks implements Samples.Step {
        private final double n;
        private final double m;
        /** n Σ (rank − place)² over the first sample and m Σ over the second: Anderson's U. */
        private double squares;
        /** n·m Σ (F_a − F_b)² over all values, which is the statistic without midranks. */
        private double area;

        private Ranks(Samples samples) {
            this.n = samples.n();
            this.m = samples.m();
        }

        @Override
        public void take(double value, int ofA, int ofB, int upToA, int upToB) {
            double rank = (double) upToA + upToB - (ofA + (double) ofB - 1) / 2;
            squares += n * squares(rank, upToA, ofA) + m * squares(rank, upToB, ofB);
            double difference = upToA / n - upToB / m;
            area += n * m * (ofA + (double) ofB) * difference * difference;
        }

        /** Σ (rank − place)² for the places from {@code last − count + 1} to {@code last}. */
        private static double squares(double rank, int last, int count) {
            double off = rank - (last - (count - 1.0) / 2);
            return count * (off * off + ((double) count * count - 1) / 12);
        }
    }
}
