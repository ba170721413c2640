package io.mlops4j.core.stats.tests;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The distribution of the two-sided one-sample Kolmogorov-Smirnov statistic D of n values. Which method serves where is after Simard and
 * L'Ecuyer 2011 (doi:10.18637/jss.v039.i11), as in SciPy's {@code kstwo}.
 */
final class KolmogorovDistribution {
    /** Up to so many values it is exact everywhere. */
    private static final int FEW = 140;

    private KolmogorovDistribution() {}

    /** P(D ≥ d). */
    static double survival(int n, double d) {
        double nd = n * d;
        if (nd <= 0.5) {
            return 1;
        }
        if (d >= 1) {
            return 0;
        }
        if (nd <= 1) {
            // Ruben and Gambino: P(D < d) = n! (2d − 1/n)ⁿ.
            return -Math.expm1(LogGamma.value(n + 1.0) + n * Math.log(2 * d - 1.0 / n));
        }
        double ndd = nd * d;
        if (d >= 0.5 || ndd >= (n <= FEW ? 4 : 2.2)) {
            // Beyond 1/2 both sides cannot be reached at once; farther out they hardly ever are (Miller's
            // approximation).
            return Math.min(1, 2 * oneSided(n, d));
        }
        boolean exact = n <= FEW || (n <= 100_000 && nd * Math.sqrt(d) <= 1.4);
        double below = exact ? KolmogorovMatrix.below(n, d) : PelzGood.below(n, d);
        return Math.max(0, Math.min(1, 1 - below));
    }

    /**
     * P(D⁺ ≥ d) by Birnbaum and Tingey (1951, doi:10.1214/aoms/1177729550): d Σ C(n, j) (d + j/n)^(j−1) (1 − d − j/n)^(n−j). With p = d + j/n a term is
     * d/p times a binomial probability, so that all are positive and each is exact to a few units in the last place. O(n).
     */
    private static double oneSided(int n, double d) {
        double sum = 0;
        for (int j = 0; j <= n; j++) {
            double p = d + (double) j / n;
            if (p >= 1) {
                break;
            }
            sum += d / p * BinomialDistribution.of(n, p).probability(j);
        }
        return sum;
    }
}
