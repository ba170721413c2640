package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.TestResult;
import java.util.List;

/** The two-sample test, exact or not as SciPy's {@code ks_2samp} chooses. */
final class KolmogorovSmirnov {
    /** With more values than this on either side the distribution of the one-sample statistic stands in. */
    static final int MOST_EXACT = 10_000;

    private KolmogorovSmirnov() {}

    static TestResult test(Samples samples) {
        int n = samples.n();
        int m = samples.m();
        long difference = greatestDifference(samples);
        double statistic = difference / ((double) n * m);
        if (Math.max(n, m) <= MOST_EXACT) {
            return new TestResult(
                    statistic, SmirnovPaths.reaching(difference, n, m), "Kolmogorov-Smirnov, exact", List.of());
        }
        double effective = Math.rint((double) n * m / ((double) n + m));
        return new TestResult(
                statistic,
                KolmogorovDistribution.survival((int) effective, statistic),
                "Kolmogorov-Smirnov, asymptotic",
                List.of());
    }

    /** D times n times m, which is a whole number. */
    private static long greatestDifference(Samples samples) {
        long n = samples.n();
        long m = samples.m();
        long[] most = new long[1];
        samples.walk((value, ofA, ofB, upToA, upToB) -> most[0] = Math.max(most[0], Math.abs(upToA * m - upToB * n)));
        return most[0];
    }
}
