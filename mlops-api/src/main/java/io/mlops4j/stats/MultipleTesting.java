package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * What p-values are worth when many were asked for: of 100 columns that did not change, five have p ≤ 0.05. Functions of their arguments,
 * safe for use by many threads; the arrays are only read, and what is answered is in their order.
 *
 * <pre>{@code
 * double[] adjusted = MultipleTesting.benjaminiHochberg(pValues);
 * boolean[] changed = MultipleTesting.atMost(adjusted, 0.05);
 * }</pre>
 */
public final class MultipleTesting {
    private MultipleTesting() {}

    /**
     * Adjusts p-values so that deciding by {@code adjusted ≤ level} keeps the expected share of false alarms among the alarms at the level (the false
     * discovery rate): min over j ≥ i of p_(j) · m / j, at most 1 (Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x). Holds for
     * independent tests and for positively dependent ones. O(m log m).
     *
     * @param pValues each in [0, 1]; none gives none
     * @return the adjusted ones, in the same order, none below what it came from
     * @throws InvalidInput if one is not in [0, 1]
     */
    public static double[] benjaminiHochberg(double[] pValues) {
        return Engine.installed().benjaminiHochberg(pValues);
    }

    /**
     * Adjusts p-values so that deciding by {@code adjusted ≤ level} keeps the probability of any false alarm at the level, whatever the tests depend on
     * each other: max over j ≤ i of p_(j) · (m − j + 1), at most 1 (Holm 1979, www.jstor.org/stable/4615733). O(m log m).
     *
     * @param pValues each in [0, 1]; none gives none
     * @return the adjusted ones, in the same order, none below what it came from
     * @throws InvalidInput if one is not in [0, 1]
     */
    public static double[] holm(double[] pValues) {
        return Engine.installed().holm(pValues);
    }

    /**
     * Which e-values are evidence enough that the expected share of false alarms among the alarms stays at the level, whatever they depend on
     * each other: those at least as great as the i-th greatest, for the greatest i with e_(i) ≥ m / (level · i) (Wang and Ramdas 2022,
     * doi:10.1111/rssb.12489). An e-value is at least 0 and on the average at most 1 where nothing changed, as the martingales of sequential tests are.
     * O(m log m).
     *
     * @param eValues each at least 0, {@link Double#POSITIVE_INFINITY} where it no longer fits; none gives none
     * @return the decisions, in the same order
     * @throws InvalidInput if one is negative or NaN, or if the level is not in (0, 1)
     */
    public static boolean[] eBenjaminiHochberg(double[] eValues, double level) {
        return Engine.installed().eBenjaminiHochberg(eValues, Levels.checked(level));
    }

    /**
     * Which of the adjusted p-values are at most this level: the decisions.
     *
     * @throws InvalidInput if the level is not in (0, 1)
     */
    public static boolean[] atMost(double[] adjusted, double level) {
        double checked = Levels.checked(level);
        boolean[] rejected = new boolean[adjusted.length];
        for (int i = 0; i < adjusted.length; i++) {
            rejected[i] = adjusted[i] <= checked;
        }
        return rejected;
    }
}
