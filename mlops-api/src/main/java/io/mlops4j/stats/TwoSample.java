package io.mlops4j.stats;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;

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
     * Cramér and von Mises' test: T = n·m/(n+m)² Σ (F_a − F_b)² over all values, by midranks (Anderson 1962, doi:10.1214/aoms/1177704477). It
     * sees small differences along the whole range where Kolmogorov and Smirnov's sees the greatest one. Two-sided.
     *
     * <p><b>p-value.</b> T is brought to the limit's mean and variance, and its p-value is that of the limit (Anderson and Darling 1952,
     * doi:10.1214/aoms/1177729437), here by Smirnov's integral over its upper tail, so that small p-values are exact to about ten digits of the
     * limit; as SciPy's {@code cramervonmises_2samp(method="asymptotic")}, whose series gives out near 1e-8.
     *
     * <p><b>Ties</b> have midranks, and midranks make T too great: two samples of one single value have p = 0.01 at 20 and 30 values. There
     * is a warning where that matters; samples that are all one value are refused. <b>Small samples.</b> The limit is good from about 10
     * values a side; below see {@link #permutation}. <b>Complexity.</b> O((n + m) log(n + m)).
     *
     * @throws InvalidInput if a sample has fewer than two values or one that is not finite, or if all values are the same
     */
    public static TestResult cramerVonMises(double[] a, double[] b) {
        return Engine.installed().cramerVonMises(a, b);
    }

    /**
     * Mann and Whitney's test, also called Wilcoxon's rank sum: U, the number of pairs in which the value of {@code a} is the greater, ties
     * half (Mann and Whitney 1947, doi:10.1214/aoms/1177730491). U / (n·m) is the probability that a value of {@code a} is above one of
     * {@code b}. Two-sided; it is blind to a change of spread alone.
     *
     * <p><b>p-value.</b> Normal, with the variance corrected for ties and a continuity correction of ½, as SciPy's {@code
     * mannwhitneyu(method="asymptotic")}. <b>Ties</b> are thereby accounted for; where all values are the same p is 1. <b>Small
     * samples.</b> Any size is taken, but under 8 values a side the normal distribution is rough, and there is a warning; see {@link
     * #permutation}. <b>Complexity.</b> O((n + m) log(n + m)).
     *
     * @throws InvalidInput if a sample is empty or has a value that is not finite
     */
    public static TestResult mannWhitney(double[] a, double[] b) {
        return Engine.installed().mannWhitney(a, b);
    }

    /**
     * Anderson and Darling's test of k samples, for two: the squared difference of the distribution functions weighted by 1 / (F (1 − F)), so that the
     * ends of the range count (Scholz and Stephens 1987, doi:10.1080/01621459.1987.10478517; equation 7, midranks). The statistic is
     * standardised by its exact mean and variance, so it may be negative.
     *
     * <p><b>p-value.</b> Interpolated in the published table, as SciPy's {@code anderson_ksamp} does, and therefore only between 0.001 and
     * 0.25: beyond, it is the nearer of these, and a warning says so. {@link #permutation} tells more. <b>Ties</b> have midranks. <b>Small
     * samples.</b> The table is for five values a side and more; four values in all are needed. <b>Complexity.</b> O((n + m) log(n + m)).
     *
     * @throws InvalidInput if a sample is empty or has a value that is not finite, if there are fewer than four values in all, or if all are
     *     the same
     */
    public static TestResult andersonDarling(double[] a, double[] b) {
        return Engine.installed().andersonDarling(a, b);
    }

    /**
     * Welch's test of equal means: t = (mean_a − mean_b) / √(s²_a/n + s²_b/m), with Satterthwaite's degrees of freedom, which the method names
     * (Welch 1947, doi:10.1093/biomet/34.1-2.28). Two-sided; variances need not be equal. It sees means only.
     *
     * <p><b>Ties</b> do not matter. <b>Small samples.</b> Exact enough for values near normal from two a side, for others the central limit
     * theorem has to help: take some tens, more where they are skewed. <b>Complexity.</b> O(n + m).
     *
     * @throws InvalidInput if a sample has fewer than two values or one that is not finite, or if neither varies
     */
    public static TestResult welch(double[] a, double[] b) {
        return Engine.installed().welch(a, b);
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

    /**
     * The energy distance √(2 ∫ (F_a(x) − F_b(x))² dx), which is √(2 E|X − Y| − E|X − X′| − E|Y − Y′|) (Székely and Rizzo 2013,
     * doi:10.1016/j.jspi.2013.03.018). At least 0, and 0 for equal distributions only; as SciPy's {@code energy_distance}.
     *
     * <p>Ties need no care; one value a side is enough. O((n + m) log(n + m)).
     *
     * @throws InvalidInput if a sample is empty or has a value that is not finite, or if the distance does not fit into a double
     */
    public static double energyDistance(double[] a, double[] b) {
        return Engine.installed().energyDistance(a, b);
    }

    /**
     * The unbiased estimate of the squared maximum mean discrepancy with the kernel exp(−|x − y|² / (2σ²)), over rows of several numbers: the mean
     * kernel within {@code a} and within {@code b}, less twice that between them (Gretton and others 2012, equation 3,
     * jmlr.org/papers/v13/gretton12a.html). Its mean is 0 where the distributions are equal, so it may be negative. O((n + m)² d).
     *
     * @param bandwidth σ, in the unit of the values
     * @throws InvalidInput if a sample has fewer than two rows, rows differ in length or have none, a value is not finite, or the bandwidth
     *     is not positive and finite
     */
    public static double maximumMeanDiscrepancy(double[][] a, double[][] b, double bandwidth) {
        return Engine.installed().maximumMeanDiscrepancy(a, b, bandwidth);
    }

    /**
     * Tests by the maximum mean discrepancy whether rows of several numbers come from one distribution: it sees a change of the joint distribution, such
     * as of a correlation, that no column shows alone. The statistic is {@link #maximumMeanDiscrepancy(double[][], double[][], double)}
     * with the median heuristic: σ is the median of the distances of all pairs of rows of both samples that differ. Bring columns to one
     * scale first.
     *
     * <p><b>p-value.</b> Rows are dealt anew to the two sides this many times: p = (1 + those at least as great) / (1 + permutations), which is exact
     * for any sizes and with ties, and never below 1 / (1 + permutations). The same seed gives the same p-value.
     *
     * <p><b>Complexity.</b> O((n + m)² d) time and memory for the kernel, and O(min(n, m)²) a permutation: seconds for the 4 000 rows that it takes at
     * most. Give a random part of larger samples.
     *
     * @param permutations how many, from 1 to 1 000 000; 999 are plenty for a level of 0.01
     * @param seed what the random numbers start from
     * @throws InvalidInput if a sample has fewer than two rows, both together more than 4 000, rows differ in length or have none, a value
     *     is not finite, all rows are the same, or the permutations are out of range
     */
    public static TestResult maximumMeanDiscrepancy(double[][] a, double[][] b, int permutations, long seed) {
        return Engine.installed().maximumMeanDiscrepancy(a, b, permutations, seed);
    }

    /**
     * {@link #maximumMeanDiscrepancy(double[][], double[][], int, long)} of single numbers.
     *
     * @throws InvalidInput as there
     */
    public static TestResult maximumMeanDiscrepancy(double[] a, double[] b, int permutations, long seed) {
        return Engine.installed().maximumMeanDiscrepancy(rows(a), rows(b), permutations, seed);
    }

    /**
     * Tests whether two samples come from one distribution by any distance of them: {@code permutation(a, b, TwoSample::energyDistance, 999, 42)}.
     * The values are dealt anew to the two sides this many times: p = (1 + those at least as far apart) / (1 + permutations) (Phipson and
     * Smyth 2010, doi:10.2202/1544-6115.1585), which is exact for samples of any size and with ties, and never below 1 / (1 +
     * permutations). The same seed gives the same p-value. O(permutations) calls of the distance.
     *
     * @param distance of two samples: the greater, the less alike. Called with arrays of the sizes of {@code a} and {@code b}, which it may sort
     *     but not keep
     * @param permutations how many, from 1 to 1 000 000
     * @param seed what the random numbers start from
     * @throws InvalidInput if a sample is empty or has a value that is not finite, if the distance is not finite, or if the permutations are
     *     out of range
     */
    public static TestResult permutation(
            double[] a, double[] b, ToDoubleBiFunction<double[], double[]> distance, int permutations, long seed) {
        return Engine.installed().permutation(a, b, distance, permutations, seed);
    }

    private static double[][] rows(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }
}
