package io.mlops4j.core.data.diff;

/** Distances of two distributions over the same categories. */
final class Shares {
    private static final double JEFFREYS = 0.5;

    private Shares() {}

    /** Σ (q − p) ln (q / p), with ½ added to every count. */
    static double psi(long[] before, long[] after) {
        return psi(before, after, JEFFREYS);
    }

    static double psi(long[] before, long[] after, double added) {
        double n = sum(before) + added * before.length;
        double m = sum(after) + added * after.length;
        double psi = 0;
        for (int i = 0; i < before.length; i++) {
            double p = (before[i] + added) / n;
            double q = (after[i] + added) / m;
            psi += (q - p) * Math.log(q / p);
        }
        return psi;
    }

    /** PSI less its expectation under no difference, (B − 1)(1/n + 1/m), and not below 0. */
    static double adjusted(double psi, int categories, long n, long m) {
        return Math.max(0, psi - (categories - 1) * (1.0 / n + 1.0 / m));
    }

    /** The square root of the Jensen-Shannon divergence to base 2. */
    static double jensenShannon(long[] before, long[] after) {
        double n = sum(before);
        double m = sum(after);
        double divergence = 0;
        for (int i = 0; i < before.length; i++) {
            double p = before[i] / n;
            double q = after[i] / m;
            double mean = (p + q) / 2;
            divergence += part(p, mean) + part(q, mean);
        }
        return Math.sqrt(Math.max(0, divergence / (2 * Math.log(2))));
    }

    private static double part(double share, double mean) {
        return share == 0 ? 0 : share * Math.log(share / mean);
    }

    /** The greatest difference of the cumulative shares. */
    static double kolmogorovSmirnov(long[] before, long[] after) {
        double n = sum(before);
        double m = sum(after);
        long left = 0;
        long right = 0;
        double most = 0;
        for (int i = 0; i < before.length; i++) {
            left += before[i];
            right += after[i];
            most = Math.max(most, Math.abs(left / n - right / m));
        }
        return most;
    }

    /** The greatest difference of the distribution functions of sorted numbers. */
    static double kolmogorovSmirnov(double[] before, double[] after) {
        int i = 0;
        int j = 0;
        double most = 0;
        while (i < before.length && j < after.length) {
            double value = Math.min(before[i], after[j]);
            while (i < before.length && before[i] <= value) {
                i++;
            }
            while (j < after.length && after[j] <= value) {
                j++;
            }
            most = Math.max(most, Math.abs((double) i / before.length - (double) j / after.length));
        }
        return most;
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
