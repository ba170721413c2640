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
     * {@link #chiSquare(long[], long[])} with a p-value by permutation, for tables with small expected counts: the rows are dealt anew to the two sides
     * this many times, p = (1 + tables with at least this statistic) / (1 + permutations). Exact for any counts, never below 1 / (1 +
     * permutations), and the same for the same seed.
     *
     * <p><b>Complexity.</b> O(k·√(n + m)) a permutation at most: tables are drawn by their counts, not row by row.
     *
     * @param permutations how many, from 1 to 1 000 000
     * @param seed what the random numbers start from
     * @throws InvalidInput if the counts cannot be compared, see above, if there are 2³¹ rows or more, or if the permutations are out of
     *     range
     */
    public static TestResult chiSquare(long[] a, long[] b, int permutations, long seed) {
        return Engine.installed().chiSquare(a, b, permutations, seed);
    }

    /**
     * The likelihood ratio test of homogeneity of the 2 × k table: G = 2 Σ O ln(O / E), without correction (Wilks 1938,
     * doi:10.1214/aoms/1177732360). What is said of {@link #chiSquare(long[], long[])} holds here: empty bins, small samples, the warning,
     * complexity. A category that is empty on one side adds what it should.
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static TestResult gTest(long[] a, long[] b) {
        return Engine.installed().gTest(a, b);
    }

    /**
     * Fisher's exact test of a 2 × 2 table, two-sided: given the margins the first count is hypergeometric, and p adds up the probability of every
     * table that is at most as likely as this one (Fisher 1935, doi:10.2307/2342435), those within a relative 1e-7 of it with it. The
     * statistic is the difference of the shares of the first category, which orders the tables.
     *
     * <p><b>Small samples.</b> Exact for any counts, hence conservative for few. <b>Empty bins.</b> Where one of the two categories is
     * empty on both sides there is but one table: p is 1. <b>Complexity.</b> O(√(n + m)).
     *
     * @param a the counts of two categories
     * @param b the counts of the same
     * @throws InvalidInput if the counts cannot be compared, see above, if there are not two categories, or 2³¹ rows or more
     */
    public static TestResult fisherExact(long[] a, long[] b) {
        return Engine.installed().fisherExact(a, b);
    }

    /**
     * The z test of two proportions: (p_a − p_b) / √(p (1 − p) (1/n + 1/m)) with p of both together. Two-sided; z² is the statistic of {@link
     * #chiSquare(long[], long[])}, the p-values are the same.
     *
     * <p><b>Small samples.</b> A warning where an expected count is under 5: take {@link #fisherExact}. <b>Empty bins.</b> Where no row, or every row, of
     * both samples has what is counted nothing can differ: z is 0, p 1. <b>Complexity.</b> O(1).
     *
     * @param countA how many rows of the first sample have what is counted
     * @param rowsA how many rows it has
     * @param countB how many rows of the second sample do
     * @param rowsB how many rows it has
     * @throws InvalidInput if a sample has no rows, or its count is not between 0 and its rows
     */
    public static TestResult twoProportions(long countA, long rowsA, long countB, long rowsB) {
        return Engine.installed().twoProportions(countA, rowsA, countB, rowsB);
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

    /**
     * The Kullback-Leibler divergence Σ p ln(p / q) of the first sample from the second with {@link EmptyBins#FLOOR}, in nats.
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double kullbackLeibler(long[] a, long[] b) {
        return kullbackLeibler(a, b, EmptyBins.FLOOR);
    }

    /**
     * The Kullback-Leibler divergence Σ p ln(p / q) of the first sample from the second, in nats (Kullback and Leibler 1951,
     * doi:10.1214/aoms/1177729694). Not symmetric: what is common in {@code a} and rare in {@code b} counts most.
     *
     * <p><b>Empty bins.</b> A bin that is empty on both sides is left out; one that is empty on one side counts as the rule says. With {@link
     * EmptyBins#HALF} it is at least 0; with {@link EmptyBins#FLOOR} the shares add up to more than 1, and it may be below 0 by some
     * 0.0001 a bin. O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double kullbackLeibler(long[] a, long[] b, EmptyBins rule) {
        return Engine.installed().kullbackLeibler(a, b, rule);
    }

    /**
     * The Hellinger distance √(½ Σ (√p − √q)²) (Hellinger 1909, doi:10.1515/crll.1909.136.210): in [0, 1], 0 for equal shares, 1 for samples without a
     * common category. Empty bins need no rule. O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double hellinger(long[] a, long[] b) {
        return Engine.installed().hellinger(a, b);
    }

    /**
     * The total variation distance ½ Σ |p − q|: the share of rows that have to change their category to turn one sample into the other (Gibbs and Su 2002,
     * doi:10.1111/j.1751-5823.2002.tb00178.x). In [0, 1]. Empty bins need no rule. O(k).
     *
     * @throws InvalidInput if the counts cannot be compared, see above
     */
    public static double totalVariation(long[] a, long[] b) {
        return Engine.installed().totalVariation(a, b);
    }
}
