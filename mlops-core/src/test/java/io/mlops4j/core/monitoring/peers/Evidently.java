package io.mlops4j.core.monitoring.peers;

import io.mlops4j.stats.TwoSample;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Evidently's default choice of tests and thresholds, written from its source (evidentlyai/evidently, src/evidently/legacy/calculations/stattests: {@code registry.py} at
 * b419ef0, {@code ks_stattest.py}, {@code z_stattest.py}, {@code wasserstein_distance_norm.py} at 05d85bb, {@code chisquare_stattest.py} at 61f1e72, {@code jensenshannon.py} at
 * 2841e3e). Up to 1 000 reference rows: Kolmogorov-Smirnov at 0.05 for numbers, a one-sample chi-square at 0.05 for categories, a z-test for two of them; beyond: the
 * Wasserstein distance in standard deviations at 0.1, the Jensen-Shannon distance (natural logarithms) at 0.1.
 *
 * @param title what the tables call it
 * @param share of the columns that have to alarm; a single one if 0
 */
record Evidently(String title, double share) implements Rule {
    static Evidently anyColumn() {
        return new Evidently("Evidently, any column", 0);
    }

    /** Its verdict on a data set, {@code drift_share} 0.5. */
    static Evidently halfOfTheColumns() {
        return new Evidently("Evidently, half of the columns", 0.5);
    }

    @Override
    public boolean alarms(Sample reference, Sample window) {
        int alarms = 0;
        for (int column = 0; column < reference.columns(); column++) {
            alarms += alarms(reference, window, column) ? 1 : 0;
        }
        return alarms >= Math.max(1, share * reference.columns());
    }

    private static boolean alarms(Sample reference, Sample window, int column) {
        boolean small = reference.rows() <= 1000;
        if (reference.isNumbers()) {
            return small
                    ? kolmogorovSmirnov(reference, window, column) <= 0.05
                    : wasserstein(reference, window, column) >= 0.1;
        }
        if (!small) {
            return jensenShannon(reference, window, column) >= 0.1;
        }
        return (reference.categories() > 2
                        ? chiSquare(reference, window, column)
                        : proportions(reference, window, column))
                < 0.05;
    }

    static double kolmogorovSmirnov(Sample reference, Sample window, int column) {
        return TwoSample.kolmogorovSmirnov(reference.sorted(column), window.sorted(column))
                .pValue();
    }

    static double wasserstein(Sample reference, Sample window, int column) {
        return TwoSample.wasserstein(reference.sorted(column), window.sorted(column))
                / Math.max(Shares.deviation(reference.values(column)), 0.001);
    }

    static double jensenShannon(Sample reference, Sample window, int column) {
        return Shares.jensenShannon(
                Shares.of(reference.counts(column), reference.rows()),
                Shares.of(window.counts(column), window.rows()),
                Math.E);
    }

    /** Takes the reference as exact; a category that it lacks makes the statistic infinite. */
    static double chiSquare(Sample reference, Sample window, int column) {
        long[] before = reference.counts(column);
        long[] now = window.counts(column);
        double scale = (double) window.rows() / reference.rows();
        double statistic = 0;
        int cells = 0;
        for (int i = 0; i < now.length; i++) {
            if (before[i] + now[i] > 0) {
                double expected = before[i] * scale;
                statistic += (now[i] - expected) * (now[i] - expected) / expected;
                cells++;
            }
        }
        return cells < 2 ? 1 : ChiSquaredDistribution.of(cells - 1).survivalProbability(statistic);
    }

    static double proportions(Sample reference, Sample window, int column) {
        double n = reference.rows();
        double m = window.rows();
        double p = reference.counts(column)[1] / n;
        double q = window.counts(column)[1] / m;
        double pooled = (p * n + q * m) / (n + m);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
        return error == 0 ? 1 : 2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(p - q) / error);
    }
}
