package io.mlops4j.core.stats.tests;

/**
 * The limit of the Cramér-von Mises statistic, Σ Z_k² / (kπ)². Its upper tail is Smirnov's integral (Anderson and Darling 1952,
 * doi:10.1214/aoms/1177729437), P(W > w) = (2/π) Σ_k (−1)^(k−1) ∫ exp(−w t² / 2) / √(−t sin t) dt from (2k − 1)π to 2kπ, which keeps its digits
 * however small it gets.
 */
final class CramerVonMisesLimit {
    /** Below this less than 1e-17 of the distribution lies. */
    private static final double LEAST = 0.003;

    /** Points of the rule; the integrand has no singularity left, so it converges geometrically. */
    private static final int POINTS = 256;

    private CramerVonMisesLimit() {}

    static double survival(double w) {
        if (w < LEAST) {
            return 1;
        }
        double sum = 0;
        double term = 1;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term = integral(w, k);
            sum += k % 2 == 1 ? term : -term;
        }
        return Math.max(0, Math.min(1, 2 / Math.PI * sum));
    }

    /** With t = (2k − ½)π − (π/2) cos θ, so that −sin t = cos((π/2) cos θ); its roots at the ends go against sin θ. */
    private static double integral(double w, int k) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            double theta = Math.PI * (i + 0.5) / POINTS;
            double offset = Math.PI / 2 * Math.cos(theta);
            double t = (2 * k - 0.5) * Math.PI - offset;
            sum += Math.sin(theta) / Math.sqrt(Math.cos(offset) * t) * Math.exp(-w * t * t / 2);
        }
        return Math.PI / 2 * Math.PI / POINTS * sum;
    }
}
