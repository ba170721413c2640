package io.mlops4j.core.stats.change;

/** The two-sided Kolmogorov-Smirnov test of two samples of equal size, exactly. */
final class EqualSamples {
    private EqualSamples() {}

    /**
     * P(D ≥ steps / n) for n distinct values on each side (Hodges 1958, doi:10.1007/BF02589501):
     * 2 Σ_{j≥1} (−1)^{j+1} C(2n, n − j·steps) / C(2n, n).
     */
    static double probability(int n, int steps) {
        if (steps == 0) {
            return 1;
        }
        double probability = 0;
        for (int j = n / steps; j >= 1; j--) {
            double ratio = 1;
            for (int i = 0; i < j * steps; i++) {
                ratio *= (double) (n - i) / (n + i + 1);
            }
            probability += (j % 2 == 1 ? 2 : -2) * ratio;
        }
        return Math.min(1, probability);
    }

    /** The least number of steps whose probability is at most alpha; n + 1 where none is. */
    static int critical(int n, double alpha) {
        int steps = 1;
        while (steps <= n && probability(n, steps) > alpha) {
            steps++;
        }
        return steps;
    }

    /** n · D of two sorted samples of n values. */
    static int steps(double[] a, double[] b) {
        int n = a.length;
        int widest = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < n) {
            double at = Math.min(a[i], b[j]);
            while (i < n && a[i] == at) {
                i++;
            }
            while (j < n && b[j] == at) {
                j++;
            }
            widest = Math.max(widest, Math.abs(i - j));
        }
        return widest;
    }
}
