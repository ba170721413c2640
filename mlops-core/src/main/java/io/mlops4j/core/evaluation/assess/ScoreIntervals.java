package io.mlops4j.core.evaluation.assess;

import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.IntervalMethod;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Intervals by formula. */
public final class ScoreIntervals {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private ScoreIntervals() {}

    /** The normal quantile that leaves half of 1 − confidence above it. */
    public static double quantile(double confidence) {
        return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    }

    /** The interval of a share of rows: Clopper and Pearson's if an exact one is asked for, else Wilson's. */
    public static Interval of(Rate rate, double confidence, IntervalMethod method) {
        return method == IntervalMethod.EXACT
                ? clopperPearson(rate.hits(), rate.trials(), confidence)
                : wilson(rate.hits(), rate.trials(), confidence);
    }

    /**
     * The exact interval of a rate (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404), for hits out of a number of trials above 0:
     * it holds the true rate at least as often as it says.
     */
    public static Interval clopperPearson(double hits, double trials, double confidence) {
        double tail = (1 - confidence) / 2;
        double low =
                hits == 0 ? 0 : BetaDistribution.of(hits, trials - hits + 1).inverseCumulativeProbability(tail);
        double high = hits == trials
                ? 1
                : BetaDistribution.of(hits + 1, trials - hits).inverseSurvivalProbability(tail);
        return new Interval(low, high, confidence, "Clopper-Pearson");
    }

    /** Wilson's score interval of a rate (Wilson 1927, doi:10.1080/01621459.1927.10502953), for hits out of a number of trials above 0. */
    public static Interval wilson(double hits, double trials, double confidence) {
        double z = quantile(confidence);
        double rate = hits / trials;
        double share = z * z / trials;
        double centre = (rate + share / 2) / (1 + share);
        double half = z / (1 + share) * Math.sqrt(rate * (1 - rate) / trials + share / (4 * trials));
        // Exact at the ends, where rounding would leave the estimate outside.
        double low = hits == 0 ? 0 : Math.max(0, centre - half);
        double high = hits == trials ? 1 : Math.min(1, centre + half);
        return new Interval(low, high, confidence, "Wilson");
    }

    /** DeLong's interval of the area under the ROC curve, cut to [0, 1]. */
    public static Interval deLong(double area, double variance, double confidence) {
        double half = quantile(confidence) * Math.sqrt(variance);
        return new Interval(Math.max(0, area - half), Math.min(1, area + half), confidence, "DeLong");
    }
}
