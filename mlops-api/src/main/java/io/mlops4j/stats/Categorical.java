package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * Whether two samples of categories come from one distribution, and how far they are apart. A sample is the counts of its categories or bins, the same
 * ones in the same order on both sides: {@code a[k]} and {@code b[k]} rows are of category k. Functions of their arguments, safe for use
 * by many threads; the arrays are only read.
 *
 * <pre>{@code
 * long[] january = {200, 100, 50, 10}, february = {120, 140, 60, 40};
 * Categorical.chiSquare(january, february).pValue();   // 7e-10
 * Categorical.psi(january, february);                  // 0.27
 * }</pre>
 *
 * <p>Every function throws {@link InvalidInput} if the lengths differ, there are no categories, a count is negative, a side has no rows at all, or
 * the rows of both sides do not fit into a long.
 */
public final class Categorical {
    private Categorical() {}

    /**
     * Pearson's test of homogeneity of the 2 × k table, without continuity correction: Σ (O − E)² / E with E = row · column / total (Pearson 1900,
     * doi:10.1080/14786440009463897), with as many degrees of freedom as there are categories, less 1.
     *
     * <p><b>Empty bins.</b> A category that is empty on both sides is left out; where only one is left nothing can differ, the statistic is
     * 0, the p-value 1. <b>Small samples.</b> The p-value is the chi-square distribution's, which holds for many rows only: where an expected count is
     * under 5 there is a warning. <b>Complexity.</b> O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static TestResult chiSquare(long[] a, long[] b) {
        return Engine.installed().chiSquare(a, b);
    }

    /**
     * The population stability index with {@link EmptyBins#FLOOR}: {@code populationStability(a, b).index()}.
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double psi(long[] a, long[] b) {
        return populationStability(a, b).index();
    }

    /**
     * The population stability index with {@link EmptyBins#FLOOR}.
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static PopulationStability populationStability(long[] a, long[] b) {
        return populationStability(a, b, EmptyBins.FLOOR);
    }

    /**
     * The population stability index Σ (q − p) ln(q / p) over the shares p of the first sample and q of the second, the symmetric divergence
     * of Jeffreys (1946, doi:10.1098/rspa.1946.0056): at least 0, the same if the sides are swapped. Custom calls 0.1 a small change and 0.2
     * or 0.25 a large one, but it grows as the samples shrink: without any change its mean is about (k − 1)(1/n + 1/m) (Yurdakul and
     * Naranjo 2020, doi:10.21314/JRMV.2020.227).
     *
     * <p><b>Empty bins.</b> A bin that is empty on both sides is left out; one that is empty on one side counts as the rule says, and {@link
     * PopulationStability#replacedShares} tells how many there were. O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static PopulationStability populationStability(long[] a, long[] b, EmptyBins rule) {
        return Engine.installed().populationStability(a, b, rule);
    }

    /**
     * The Jensen-Shannon distance: √(½ Σ p log₂(p / m) + ½ Σ q log₂(q / m)) with m = (p + q) / 2 (Lin 1991, doi:10.1109/18.61115; a metric:
     * Endres and Schindelin 2003, doi:10.1109/TIT.2003.813506). In [0, 1]: 0 for equal shares, 1 for samples without a common category.
     * Empty bins contribute what they should and need no rule. O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double jensenShannon(long[] a, long[] b) {
        return Engine.installed().jensenShannon(a, b);
    }
}
