package io.mlops4j.core.stats.sequential;

/**
 * Evidence about the difference of two means of values between 0 and 1, at every look, by the method of {@link RateMixture} with two rates: both likelihoods averaged, beside the largest
 * that two rates can have under the hypothesis. How many values each side has may depend on anything that came before.
 */
public final class RateDifference {
    private static final int HALVINGS = 60;

    private final double yes;
    private final double count;
    private final double baseYes;
    private final double baseCount;
    private final double logMixed;

    /**
     * Of two samples.
     *
     * @param yes the sum of the values whose mean may be the higher
     * @param count how many they are
     * @param baseYes the sum of those that they are compared with
     * @param baseCount how many these are
     */
    public RateDifference(double yes, double count, double baseYes, double baseCount) {
        this.yes = yes;
        this.count = count;
        this.baseYes = baseYes;
        this.baseCount = baseCount;
        this.logMixed = RateMixture.logMixed(yes, count) + RateMixture.logMixed(baseYes, baseCount);
    }

    private double estimate() {
        return (count == 0 ? 0.5 : yes / count) - (baseCount == 0 ? 0.5 : baseYes / baseCount);
    }

    /** Evidence (its logarithm) that the difference is above a margin. */
    public double logAbove(double margin) {
        return logMixed - most(Math.min(margin, estimate()));
    }

    /** Evidence (its logarithm) that the difference is below a margin. */
    public double logBelow(double margin) {
        return logMixed - most(Math.max(margin, estimate()));
    }

    /** The largest likelihood of two rates that are apart by a difference. It is concave in the lower rate, so its slope tells where to go. */
    private double most(double difference) {
        double low = Math.max(0, -difference);
        double high = Math.min(1, 1 - difference);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(middle, difference) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double base = (low + high) / 2;
        double rate = Math.min(1, Math.max(0, base + difference));
        return RateMixture.logLikelihood(rate, yes, count - yes)
                + RateMixture.logLikelihood(base, baseYes, baseCount - baseYes);
    }

    private double slope(double base, double difference) {
        double rate = base + difference;
        return per(yes, rate) - per(count - yes, 1 - rate) + per(baseYes, base) - per(baseCount - baseYes, 1 - base);
    }

    private static double per(double number, double rate) {
        return number == 0 ? 0 : number / Math.max(rate, Double.MIN_NORMAL);
    }

    /**
     * Where the difference is.
     *
     * @param alpha the probability that it ever is beyond the lower end; and as much for the upper
     */
    public Interval interval(double alpha) {
        double needed = -Math.log(alpha);
        double estimate = estimate();
        return new Interval(
                RateMixture.edge(estimate, -1, margin -> logAbove(margin) >= needed),
                RateMixture.edge(estimate, 1, margin -> logBelow(margin) >= needed));
    }
}
