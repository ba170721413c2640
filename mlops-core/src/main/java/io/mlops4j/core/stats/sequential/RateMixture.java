package io.mlops4j.core.stats.sequential;

import java.util.function.DoublePredicate;
import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Evidence about the mean of values between 0 and 1, at every look: the likelihood of yes and no, averaged over all rates with the weights of a Beta(1/2, 1/2), beside the
 * largest likelihood under the hypothesis (Wasserman, Ramdas and Balakrishnan, "Universal inference", PNAS 2020; with Krichevsky and Trofimov's mixture). Under the
 * hypothesis, whatever the time of the look, it exceeds 1/alpha with probability alpha at most.
 *
 * <p>For values that are not only 0 and 1 the likelihood with fractional counts is below the mean of its ends, by convexity, so all of it holds; it is then the more
 * cautious, the less the values vary.
 */
public final class RateMixture {
    private static final double PRIOR = 0.5;
    private static final double LOG_PRIOR = LogBeta.value(PRIOR, PRIOR);
    private static final int HALVINGS = 50;

    private RateMixture() {}

    /** The logarithm of the averaged likelihood of a sum of {@code yes} in {@code count} values. */
    static double logMixed(double yes, double count) {
        return LogBeta.value(PRIOR + yes, PRIOR + count - yes) - LOG_PRIOR;
    }

    static double logLikelihood(double rate, double yes, double no) {
        return times(yes, Math.log(rate)) + times(no, Math.log1p(-rate));
    }

    /** Nothing times an infinite logarithm is nothing. */
    private static double times(double count, double log) {
        return count == 0 ? 0 : count * log;
    }

    /** Evidence (its logarithm) that the mean is above a bound. */
    public static double logAbove(double bound, double yes, double count) {
        return logMixed(yes, count) - logLikelihood(Math.min(bound, share(yes, count)), yes, count - yes);
    }

    /** Evidence (its logarithm) that the mean is below a bound. */
    public static double logBelow(double bound, double yes, double count) {
        return logMixed(yes, count) - logLikelihood(Math.max(bound, share(yes, count)), yes, count - yes);
    }

    private static double share(double yes, double count) {
        return count == 0 ? 0.5 : yes / count;
    }

    /**
     * Where the mean is.
     *
     * @param alpha the probability that it ever is beyond the lower end; and as much for the upper
     */
    public static Interval interval(double yes, double count, double alpha) {
        double needed = -Math.log(alpha);
        double share = share(yes, count);
        double low = edge(share, 0, bound -> logAbove(bound, yes, count) >= needed);
        double high = edge(share, 1, bound -> logBelow(bound, yes, count) >= needed);
        return new Interval(low, high);
    }

    /** The farthest bound from the inside that is not ruled out; all beyond it are, and the limit itself is where none is. */
    static double edge(double inside, double limit, DoublePredicate ruledOut) {
        if (!ruledOut.test(limit)) {
            return limit;
        }
        double in = inside;
        double out = limit;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (ruledOut.test(middle)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }
}
