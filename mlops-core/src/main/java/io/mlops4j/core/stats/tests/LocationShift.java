package io.mlops4j.core.stats.tests;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * By how much the numbers of one sample lie above those of another: the Hodges-Lehmann estimate, which is the median of all differences, and its confidence interval by the Mann-Whitney test with the normal approximation,
 * corrected for continuity and ties, as R's {@code wilcox.test(exact = FALSE, conf.int = TRUE)} has it. R finds the bounds to 1e-4 by a search for roots; here they are the differences at which the test turns, exactly. Samples
 * are counts of values, so that a million numbers in some hundred buckets take no longer than these. In time of the number of different values.
 *
 * @param low the lower bound
 * @param estimate the estimate
 * @param high the upper bound
 */
public record LocationShift(double low, double estimate, double high) {
    /**
     * The shift of a sample from another.
     *
     * @param of the sample, how often by value, not empty; all values finite
     * @param from the other, not empty
     * @param confidence of the interval, between 0 and 1
     */
    public static LocationShift of(Map<Double, Long> of, Map<Double, Long> from, double confidence) {
        Counted x = new Counted(new TreeMap<>(of));
        Counted y = new Counted(new TreeMap<>(from));
        double pairs = (double) x.total * y.total;
        double n = (double) x.total + y.total;
        double ties = x.ties + y.ties;
        double sigma = Math.sqrt(pairs / 12 * (n + 1 - ties / (n * (n - 1))));
        double reach = 0.5 + sigma * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        double lowRank = Math.max(1, pairs - Math.ceil(pairs / 2 + reach) + 1);
        double highRank = Math.min(pairs, pairs - Math.floor(pairs / 2 - reach));
        double middle = (pairs + 1) / 2;
        double estimate = difference(x, y, Math.floor(middle)) / 2 + difference(x, y, Math.ceil(middle)) / 2;
        return new LocationShift(difference(x, y, lowRank), estimate, difference(x, y, highRank));
    }

    /** Values, ascending, with how many there are up to each. */
    private static final class Counted {
        private final double[] values;
        private final long[] counts;
        private final long[] upTo;
        private final long total;
        private final double ties;

        Counted(SortedMap<Double, Long> sample) {
            values = sample.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            counts = sample.values().stream().mapToLong(Long::longValue).toArray();
            upTo = counts.clone();
            double sum = 0;
            for (int i = 0; i < counts.length; i++) {
                upTo[i] += i == 0 ? 0 : upTo[i - 1];
                double t = (double) counts[i];
                sum += t * t * t - t;
            }
            total = upTo[upTo.length - 1];
            ties = sum;
        }
    }

    /** The difference of a rank among all, from 1: the least number that so many differences are at most, by halving between numbers that a double can be. */
    private static double difference(Counted x, Counted y, double rank) {
        long low = ordered(x.values[0] - y.values[y.values.length - 1]);
        long high = ordered(x.values[x.values.length - 1] - y.values[0]);
        while (low < high) {
            long middle = (low & high) + ((low ^ high) >> 1);
            if (atMost(x, y, number(middle)) >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        // Positive zero: the halving may end at the other one, which is as great.
        return number(low) + 0.0;
    }

    /** How many differences are at most a bound: the greater the one, the more of the others must be taken from it. */
    private static double atMost(Counted x, Counted y, double bound) {
        double pairs = 0;
        int above = 0;
        for (int i = 0; i < x.values.length; i++) {
            while (above < y.values.length && x.values[i] - y.values[above] > bound) {
                above++;
            }
            long left = y.total - (above == 0 ? 0 : y.upTo[above - 1]);
            pairs += (double) x.counts[i] * left;
        }
        return pairs;
    }

    /** The bits of a number, in the order of the numbers. */
    private static long ordered(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ (bits >> 63 & Long.MAX_VALUE);
    }

    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered ^ (ordered >> 63 & Long.MAX_VALUE));
    }
}
