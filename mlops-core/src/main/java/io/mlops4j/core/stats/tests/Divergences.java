package io.mlops4j.core.stats.tests;

import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.PopulationStability;

/** Distances of two distributions over the same categories. */
final class Divergences {
    /** What {@link EmptyBins#FLOOR} takes for a share of 0. */
    private static final double FLOOR = 1e-4;

    private Divergences() {}

    static PopulationStability populationStability(Counts counts, EmptyBins rule) {
        double[] p = shares(counts.a(), (double) counts.n(), rule);
        double[] q = shares(counts.b(), (double) counts.m(), rule);
        double index = 0;
        int replaced = 0;
        for (int i = 0; i < p.length; i++) {
            index += (q[i] - p[i]) * (Math.log(q[i]) - Math.log(p[i]));
            replaced += (counts.a()[i] == 0 ? 1 : 0) + (counts.b()[i] == 0 ? 1 : 0);
        }
        return new PopulationStability(index, replaced, rule);
    }

    private static double[] shares(long[] counts, double rows, EmptyBins rule) {
        double added = rule == EmptyBins.HALF ? 0.5 : 0;
        double total = rows + added * counts.length;
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (counts[i] + added) / total;
            if (shares[i] == 0) {
                shares[i] = FLOOR;
            }
        }
        return shares;
    }

    static double kullbackLeibler(Counts counts, EmptyBins rule) {
        double[] p = shares(counts.a(), (double) counts.n(), rule);
        double[] q = shares(counts.b(), (double) counts.m(), rule);
        double divergence = 0;
        for (int i = 0; i < p.length; i++) {
            divergence += p[i] * (Math.log(p[i]) - Math.log(q[i]));
        }
        return divergence;
    }

    static double hellinger(Counts counts) {
        double sum = 0;
        for (int i = 0; i < counts.categories(); i++) {
            double difference = Math.sqrt(counts.shareOfA(i)) - Math.sqrt(counts.shareOfB(i));
            sum += difference * difference;
        }
        return Math.min(1, Math.sqrt(sum / 2));
    }

    static double totalVariation(Counts counts) {
        double sum = 0;
        for (int i = 0; i < counts.categories(); i++) {
            sum += Math.abs(counts.shareOfA(i) - counts.shareOfB(i));
        }
        return Math.min(1, sum / 2);
    }

    static double jensenShannon(Counts counts) {
        double divergence = 0;
        for (int i = 0; i < counts.categories(); i++) {
            double p = counts.shareOfA(i);
            double q = counts.shareOfB(i);
            divergence += bits(p, p + q) + bits(q, p + q);
        }
        return Math.sqrt(Math.max(0, Math.min(1, divergence / 2)));
    }

    /** share · log₂(share / mean), for the mean of two shares. */
    private static double bits(double share, double sum) {
        return share == 0 ? 0 : share * Math.log(2 * share / sum) / Math.log(2);
    }
}
