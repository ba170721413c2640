package io.mlops4j.core.stats.tests;

/**
 * The exact distribution of the two-sample Kolmogorov-Smirnov statistic of distinct values. An order of n + m of them is a path from
 * (0, 0) to (n, m) in unit steps, all paths are as likely, and D ≥ d where a path touches |i/n − j/m| ≥ d.
 */
final class SmirnovPaths {
    /** The natural logarithm of the least positive double is about −744.4; what is surely below is 0. */
    private static final double LEAST_LOG = 745;

    private SmirnovPaths() {}

    /**
     * The share of the paths that touch |i·m − j·n| ≥ this difference.
     *
     * @param difference D·n·m, in [0, n·m]
     */
    static double reaching(long difference, int n, int m) {
        if (difference == 0) {
            return 1;
        }
        if (vanishes(difference, n, m)) {
            return 0;
        }
        return n == m ? square(difference / n, n) : rectangle(difference, n, m);
    }

    /**
     * Whether the share is less than the least double. After k steps i is hypergeometric and touching means to be D·n·m/(n+m) off its
     * mean: by Hoeffding's bound (1963, section 6, doi:10.1080/01621459.1963.10500830) at most 2·exp(−2 (D·n·m/(n+m))² / min(n, m)) for each of n + m steps.
     */
    private static boolean vanishes(long difference, int n, int m) {
        double off = difference / ((double) n + m);
        return 2 * off * off / Math.min(n, m) - Math.log(2.0 * n + 2.0 * m) > LEAST_LOG;
    }

    /**
     * Hodges' closed form (1958, eq. 2.4) for n = m: 2 Σ (−1)^(k−1) C(2n, n − k·h) / C(2n, n), as 2 A₀ (1 − A₁ (1 − A₂ (…))) with A_k the ratio of
     * one term to that before, which neither overflows nor cancels. O(n).
     */
    private static double square(long difference, int n) {
        int h = Math.toIntExact(difference);
        double nested = 0;
        for (int k = n / h; k >= 0; k--) {
            double ratio = 1;
            for (int i = 0; i < h; i++) {
                ratio *= ((double) n - k * h - i) / ((double) n + k * h + i + 1);
            }
            nested = ratio * (1 - nested);
        }
        return Math.min(1, 2 * nested);
    }

    /**
     * Viehmann's recurrence (arXiv:2102.08037): the share of the paths to (i, j) that have touched is 1 where (i, j) touches, else the mean of those to
     * (i − 1, j) and (i, j − 1) with the weights i and j. Means of positive numbers neither cancel nor overflow, so the least p-value is as
     * exact as the greatest. Taken a diagonal i + j = k at a time: its cells do not depend on each other, so the loop runs several at once.
     */
    private static double rectangle(long difference, int n, int m) {
        int steps = n + m;
        double[] weight = new double[n + 2];
        for (int i = 1; i < weight.length; i++) {
            weight[i] = i - 1;
        }
        // Cell i stands at index i + 1, so that the cell below the first exists; all begin as touching but (0, 0).
        double[] before = new double[n + 3];
        double[] now = new double[n + 3];
        before[0] = 1;
        before[2] = 1;
        for (int k = 1; k <= steps; k++) {
            // Inside: |i·(n + m) − k·n| < difference, 0 ≤ i ≤ n and 0 ≤ k − i ≤ m.
            long centre = (long) k * n;
            int low = Math.max((int) Math.floorDiv(centre - difference, steps) + 1, Math.max(0, k - m));
            int high = Math.min((int) -Math.floorDiv(-(centre + difference), steps) - 1, Math.min(n, k));
            if (low > high) {
                return 1;
            }
            diagonal(before, now, weight, low + 1, high + 1, k);
            now[low] = 1;
            now[high + 2] = 1;
            double[] swap = before;
            before = now;
            now = swap;
        }
        return Math.min(1, before[n + 1]);
    }

    private static void diagonal(double[] before, double[] now, double[] weight, int low, int high, double k) {
        double share = 1 / k;
        for (int i = low; i <= high; i++) {
            now[i] = (weight[i] * before[i - 1] + (k - weight[i]) * before[i]) * share;
        }
    }
}
