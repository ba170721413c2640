package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.TestResult;
import java.util.List;

/** The k-sample test for two, after Scholz and Stephens 1987; what is called k − 1 there is 1. */
final class AndersonDarling {
    /** The critical values at 0.25 and 0.001: table 2's b₀ + b₁ + b₂. */
    private static final double LEAST_CRITICAL = 0.675 - 0.245 - 0.105;

    private static final double GREATEST_CRITICAL = 3.085 + 3.615 - 0.154;

    /** The parabola through the logarithms of the levels over the seven critical values, by least squares as SciPy fits it. */
    private static final double[] LOG_LEVEL = {-1.077770279820484, -1.0082265644652515, 0.01819809457411147};

    private AndersonDarling() {}

    static TestResult test(Samples samples) {
        double total = (double) samples.n() + samples.m();
        if (total < 4) {
            throw new InvalidInput("Anderson and Darling's test needs at least four values in all; there are "
                    + samples.n() + " and " + samples.m() + ".");
        }
        Weighted weighted = new Weighted(samples);
        samples.walk(weighted);
        double squared = (total - 1) / total * (weighted.ofA / samples.n() + weighted.ofB / samples.m());
        double statistic = (squared - 1) / Math.sqrt(variance(samples.n(), samples.m()));
        String method = "Anderson-Darling, midranks";
        if (statistic < LEAST_CRITICAL) {
            return new TestResult(statistic, 0.25, method, List.of("The p-value is capped: the true one is greater."));
        }
        if (statistic > GREATEST_CRITICAL) {
            return new TestResult(
                    statistic, 0.001, method, List.of("The p-value is floored: the true one is smaller."));
        }
        double log = LOG_LEVEL[0] + statistic * (LOG_LEVEL[1] + statistic * LOG_LEVEL[2]);
        return new TestResult(statistic, Math.exp(log), method, List.of());
    }

    /** Equation 4. */
    private static double variance(double n, double m) {
        double total = n + m;
        double reciprocals = 1 / n + 1 / m;
        double h = 0;
        double g = 0;
        for (int i = (int) total - 1; i >= 1; i--) {
            if (i < total - 1) {
                g += h / (total - i);
            }
            h += 1.0 / i;
        }
        double a = 4 * g - 6 + (10 - 6 * g) * reciprocals;
        double b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * reciprocals - 8 * h + 4 * g - 6;
        double c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * reciprocals + 4 * h;
        double d = 4 * (2 * h + 6) - 8 * h;
        return (((a * total + b) * total + c) * total + d) / ((total - 1) * (total - 2) * (total - 3));
    }

    /** The inner sums of equation 7. */
    private static final class Weighted implements Samples.Step {
        private final double n;
        private final double m;
        private double ofA;
        private double ofB;

        private Weighted(Samples samples) {
            this.n = samples.n();
            this.m = samples.m();
        }

        @Override
        public void take(double value, int ofA, int ofB, int upToA, int upToB) {
            double total = n + m;
            double equal = (double) ofA + ofB;
            double below = (double) upToA + upToB - equal / 2;
            double weight = equal / total / (below * (total - below) - total * equal / 4);
            double offA = total * (upToA - ofA / 2.0) - below * n;
            double offB = total * (upToB - ofB / 2.0) - below * m;
            this.ofA += weight * offA * offA;
            this.ofB += weight * offB * offB;
        }
    }
}
