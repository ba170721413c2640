package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * Whether two samples of numbers come from one distribution, and how far they are apart. Neither array is changed; the order of its values
 * does not matter. Functions of their arguments, safe for use by many threads.
 *
 * <pre>{@code
 * TestResult test = TwoSample.kolmogorovSmirnov(january, february);
 * if (test.significantAt(0.01)) {
 *     System.out.println("moved by " + TwoSample.wasserstein(january, february));
 * }
 * }</pre>
 *
 * <p>Every function takes finite numbers only, and throws {@link InvalidInput} for an empty sample, NaN or an infinite value, naming the
 * sample and the index: leave missing values out first and look at their share apart.
 */
public final class TwoSample {
    private TwoSample() {}

    /**
     * Kolmogorov and Smirnov's test: D = sup |F_a(x) − F_b(x)| over the empirical distribution functions (Smirnov 1939; Hodges 1958,
     * doi:10.1007/BF02589501). Two-sided.
     *
     * <p><b>p-value.</b> Up to 10 000 values on either side it is exact: the share of all orders of n + m distinct values whose D is as
     * great (counted by Viehmann's recurrence, arXiv:2102.08037, by Hodges' closed form where n = m). With more values it is that of the
     * one-sample statistic for round(n·m/(n+m)) values, half to even, as SciPy's {@code ks_2samp} has it: exact below 141 values or far out, else by
     * Pelz and Good 1976 (doi:10.1111/j.2517-6161.1976.tb01579.x) to about seven digits.
     *
     * <p><b>Ties.</b> The functions are compared after each distinct value. The p-value is that of distinct values; with ties the true one is smaller,
     * so the test is conservative; with a score of distinct values it hardly ever speaks, and {@link Categorical#chiSquare(long[], long[])} on
     * their counts is the better test. <b>Small samples.</b> Exact from one value a side; n = m = 3 cannot reach p = 0.05.
     *
     * <p><b>Complexity.</b> O((n + m) log(n + m)), and for unequal sizes up to 10 000 a further O(n·m·D) simple steps: at most some
     * hundredths of a second.
     *
     * @throws InvalidInput if a sample is empty or has a value that is not finite
     */
    public static TestResult kolmogorovSmirnov(double[] a, double[] b) {
        return Engine.installed().kolmogorovSmirnov(a, b);
    }

    /**
     * The Wasserstein-1 distance, ∫ |F_a(x) − F_b(x)| dx: how far values have to be moved on the average to turn one sample into the other
     * (Vallender 1974, doi:10.1137/1118101), in the unit of the values. At least 0, and 0 for equal distributions only.
     *
     * <p>Ties need no care; one value a side is enough. O((n + m) log(n + m)).
     *
     * @throws InvalidInput if a sample is empty or has a value that is not finite, or if the distance does not fit into a double
     */
    public static double wasserstein(double[] a, double[] b) {
        return Engine.installed().wasserstein(a, b);
    }
}
