package io.mlops4j.core.tuning.sampling;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, and the one truncated to an interval. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

    private Normal() {}

    static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    static double logDensity(double z) {
        return -0.5 * z * z - LOG_SQRT_2_PI;
    }

    /** The probability of an interval, of which the one bound may lie far from 0: the smaller tail is used, so nothing cancels. */
    static double between(double low, double high) {
        return low > 0
                ? STANDARD.survivalProbability(low) - STANDARD.survivalProbability(high)
                : STANDARD.cumulativeProbability(high) - STANDARD.cumulativeProbability(low);
    }

    /** A draw from the normal distribution of a mean and deviation, given that it lies in [0, 1]. */
    static double truncatedToUnit(double mean, double deviation, SplittableRandom random) {
        double low = cumulative(-mean / deviation);
        double high = cumulative((1 - mean) / deviation);
        double u = low + random.nextDouble() * (high - low);
        // The mean lies in [0, 1], so half of the interval at least is no tail, and u is off 0 and 1 but for rounding.
        double z = STANDARD.inverseCumulativeProbability(Math.min(Math.max(u, Double.MIN_NORMAL), Math.nextDown(1.0)));
        return Math.min(1, Math.max(0, mean + deviation * z));
    }

    /**
     * The logarithm of the expected improvement over 0 of a standard normal value shifted by z: log(φ(z) + z Φ(z)). Far below 0 the sum loses all
     * digits and then underflows; there the asymptotic series takes over (Ament et al., Unexpected Improvements to Expected Improvement, 2023).
     */
    static double logExpectedImprovement(double z) {
        if (z > -25) {
            return Math.log(Math.exp(logDensity(z)) + z * cumulative(z));
        }
        double inverse = 1 / (z * z);
        return logDensity(z) + Math.log(inverse) + Math.log1p(-3 * inverse + 15 * inverse * inverse);
    }
}
