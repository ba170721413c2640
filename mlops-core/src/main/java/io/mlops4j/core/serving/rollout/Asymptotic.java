package io.mlops4j.core.serving.rollout;

import io.mlops4j.core.stats.sequential.Interval;

/**
 * Bounds of the difference of two means of values without known limits, that hold at every look once there are enough of them: Waudby-Smith and others,
 * "Time-uniform central limit theory and asymptotic confidence sequences" (arXiv 2103.06476), tuned for a thousand values.
 */
public final class Asymptotic {
    private static final double TUNED_FOR = 1_000;
    private static final long ENOUGH = 30;

    private Asymptotic() {}

    /** Where the mean of values is; alpha is that of one side. */
    public static Interval mean(Moments moments, double alpha) {
        if (moments.count() < ENOUGH) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double half = half(moments, alpha);
        return new Interval(moments.mean() - half, moments.mean() + half);
    }

    /** Where the difference of two means is; alpha is that of one side. */
    public static Interval difference(Moments canary, Moments champion, double alpha) {
        if (canary.count() < ENOUGH || champion.count() < ENOUGH) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double half = half(canary, alpha / 2) + half(champion, alpha / 2);
        double difference = canary.mean() - champion.mean();
        return new Interval(difference - half, difference + half);
    }

    /** Half the width at one count; alpha is that of one side. */
    private static double half(Moments moments, double alpha) {
        double bothSides = 2 * alpha;
        double rho2 = (-2 * Math.log(bothSides) + Math.log(-2 * Math.log(bothSides) + 1)) / TUNED_FOR;
        double t = moments.count();
        double variance = Math.max(0, moments.sumOfSquares() / t - moments.mean() * moments.mean()) * t / (t - 1);
        double grown = t * rho2 + 1;
        return Math.sqrt(variance) * Math.sqrt(2 * grown * Math.log(Math.sqrt(grown) / bothSides) / (t * t * rho2));
    }
}
