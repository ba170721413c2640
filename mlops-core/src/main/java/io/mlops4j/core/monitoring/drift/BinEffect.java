package io.mlops4j.core.monitoring.drift;

import io.mlops4j.evaluation.Interval;
import io.mlops4j.monitoring.EffectMeasure;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far two samples lie apart, from their counts over the same bins, less what samples of these sizes have without any change.
 *
 * @param measure the measure
 * @param value the size, 0 or more
 * @param interval of the size, in which the true one lies in 95 of 100 cases; empty for what has none
 */
record BinEffect(EffectMeasure measure, double value, Optional<Interval> interval) {
    private static final double CONFIDENCE = 0.95;

    /**
     * The effect by a measure.
     *
     * @param column the column's bins
     * @param reference the counts of the one side over them
     * @param current those of the other
     * @param rows the rows of the smaller side
     */
    static BinEffect of(EffectMeasure measure, ColumnReference column, long[] reference, long[] current, long rows) {
        return switch (measure) {
            case PSI -> psi(column.grouped(reference, rows), column.grouped(current, rows));
            case JENSEN_SHANNON -> jensenShannon(column.grouped(reference, rows), column.grouped(current, rows));
            case WASSERSTEIN -> {
                double[] widths = column.widths();
                yield widths.length == 0
                        ? wasserstein(column.grouped(reference, rows), column.grouped(current, rows), widths)
                        : wasserstein(column.ordered(reference), column.ordered(current), widths);
            }
        };
    }

    /**
     * The index of the shares with ½ added to every count, less {@code (B − 1)(1/n + 1/m)}. The interval is by the delta method to the second order: the variance of the first, and that of the
     * index without any change, {@code 2 (B − 1)(1/n + 1/m)²}, which is all there is at 0.
     */
    private static BinEffect psi(long[] reference, long[] current) {
        int bins = used(reference, current);
        double m = sum(reference);
        double n = sum(current);
        double all = m + bins / 2.0;
        double seen = n + bins / 2.0;
        double index = 0;
        double firstP = 0;
        double secondP = 0;
        double firstQ = 0;
        double secondQ = 0;
        for (int k = 0; k < reference.length; k++) {
            if (reference[k] + current[k] == 0) {
                continue;
            }
            double p = (reference[k] + 0.5) / all;
            double q = (current[k] + 0.5) / seen;
            double log = Math.log(q / p);
            index += (q - p) * log;
            double byP = -log + 1 - q / p;
            double byQ = log + 1 - p / q;
            firstP += p * byP;
            secondP += p * byP * byP;
            firstQ += q * byQ;
            secondQ += q * byQ * byQ;
        }
        double chance = (bins - 1) * (1 / n + 1 / m);
        double variance = Math.max(0, secondP - firstP * firstP) / m
                + Math.max(0, secondQ - firstQ * firstQ) / n
                + 2 * (bins - 1) * (1 / n + 1 / m) * (1 / n + 1 / m);
        double value = Math.max(0, index - chance);
        double half =
                NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2) * Math.sqrt(variance);
        return new BinEffect(
                EffectMeasure.PSI,
                value,
                Optional.of(new Interval(
                        Math.max(0, index - chance - half),
                        Math.max(value, index - chance + half),
                        CONFIDENCE,
                        "delta method, second order")));
    }

    /** The square of the distance without any change is {@code (B − 1)(1/n + 1/m) / (8 ln 2)} in the mean. */
    private static BinEffect jensenShannon(long[] reference, long[] current) {
        double m = sum(reference);
        double n = sum(current);
        double divergence = 0;
        for (int k = 0; k < reference.length; k++) {
            double p = reference[k] / m;
            double q = current[k] / n;
            double mean = (p + q) / 2;
            divergence += (term(p, mean) + term(q, mean)) / 2;
        }
        double chance = (used(reference, current) - 1) * (1 / n + 1 / m) / (8 * Math.log(2));
        return new BinEffect(
                EffectMeasure.JENSEN_SHANNON,
                Math.sqrt(Math.max(0, divergence / Math.log(2) - chance)),
                Optional.empty());
    }

    private static double term(double share, double mean) {
        return share == 0 ? 0 : share * Math.log(share / mean);
    }

    /**
     * For numbers {@code Σ |F(k) − G(k)| w(k)} over the bounds between bins, with the widths between the bins' centres. Without any change its mean is {@code √(2/π) √(1/n + 1/m) Σ √(F(1 − F)) w},
     * as the difference of two distribution functions is a Brownian bridge; it is taken off in squares.
     */
    private static BinEffect wasserstein(long[] reference, long[] current, double[] widths) {
        double m = sum(reference);
        double n = sum(current);
        double distance = 0;
        double chance = 0;
        if (widths.length == 0) {
            for (int k = 0; k < reference.length; k++) {
                double p = reference[k] / m;
                distance += Math.abs(p - current[k] / n) / 2;
                chance += Math.sqrt(p * (1 - p)) / 2;
            }
        } else {
            double f = 0;
            double g = 0;
            for (int k = 0; k < widths.length; k++) {
                f += reference[k] / m;
                g += current[k] / n;
                distance += Math.abs(f - g) * widths[k];
                chance += Math.sqrt(Math.max(0, f * (1 - f))) * widths[k];
            }
        }
        chance *= Math.sqrt(2 / Math.PI * (1 / n + 1 / m));
        return new BinEffect(
                EffectMeasure.WASSERSTEIN,
                Math.sqrt(Math.max(0, distance * distance - chance * chance)),
                Optional.empty());
    }

    /** Wasserstein's distance over bins in order, with the widths from each to the next. */
    static double distance(long[] reference, long[] current, double[] widths) {
        double m = sum(reference);
        double n = sum(current);
        double f = 0;
        double g = 0;
        double distance = 0;
        for (int k = 0; k < widths.length; k++) {
            f += reference[k] / m;
            g += current[k] / n;
            distance += Math.abs(f - g) * widths[k];
        }
        return distance;
    }

    static int used(long[] reference, long[] current) {
        int bins = 0;
        for (int k = 0; k < reference.length; k++) {
            bins += reference[k] + current[k] > 0 ? 1 : 0;
        }
        return bins;
    }

    static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
