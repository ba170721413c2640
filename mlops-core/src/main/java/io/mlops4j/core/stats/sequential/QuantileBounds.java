package io.mlops4j.core.stats.sequential;

/**
 * Where a quantile of a distribution is, at every look. Of the values, those up to the true quantile are a share of {@code q}; so a value that {@link RateMixture} shows to have a smaller share up to it is below
 * the quantile. The smaller the value the surer that is, so there is one test, at the quantile itself, and no price for looking at all values: the idea of Howard and
 * Ramdas, "Sequential estimation of quantiles" (Bernoulli 2022).
 */
public final class QuantileBounds {
    private QuantileBounds() {}

    /**
     * Bounds from counts.
     *
     * @param ends the upper ends of buckets, ascending
     * @param counts how many values are in each
     * @param quantile between 0 and 1
     * @param alpha the probability that the quantile ever is below the lower bound; and as much for the upper
     * @return the ends; infinite above where the values do not tell, and 0 below
     */
    public static Interval of(double[] ends, long[] counts, double quantile, double alpha) {
        double needed = -Math.log(alpha);
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double upTo = 0;
        for (int i = 0; i < ends.length; i++) {
            upTo += counts[i];
            double share = upTo / total;
            if (share < quantile && RateMixture.logBelow(quantile, upTo, total) >= needed) {
                low = ends[i];
            } else if (share > quantile && RateMixture.logAbove(quantile, upTo, total) >= needed) {
                high = ends[i];
                break;
            }
        }
        return new Interval(low, high);
    }
}
