package io.mlops4j.core.stats.tests;

import io.mlops4j.InvalidInput;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** How many of the rows of a category fall to the first side when they are dealt at random. */
final class Hypergeometric {
    /** Tables within this of each other's probability are as likely; it is rounding. */
    private static final double TIE = 1 + 1e-7;

    private final int n;
    private final int m;
    private final int column;
    private final int least;
    private final int greatest;
    private final HypergeometricDistribution distribution;

    private Hypergeometric(int n, int m, int column) {
        this.n = n;
        this.m = m;
        this.column = column;
        this.distribution = HypergeometricDistribution.of(n + m, n, column);
        this.least = distribution.getSupportLowerBound();
        this.greatest = distribution.getSupportUpperBound();
    }

    /**
     * Of rows.
     *
     * @param n the places of the first side
     * @param m the places of the second
     * @param column the rows of the category
     */
    static Hypergeometric of(long n, long m, long column) {
        if (n + m > Integer.MAX_VALUE) {
            throw new InvalidInput(
                    "Both samples have " + n + " and " + m + " rows, together more than the 2147483647 that can"
                            + " be dealt anew; so many need no exact test, take the chi-square test.");
        }
        return new Hypergeometric((int) n, (int) m, (int) column);
    }

    /** The probability of all counts that are at most as likely as this one. */
    double atMostAsLikelyAs(int count) {
        double own = distribution.probability(count);
        int mode = mode();
        double limit = own * TIE;
        if (distribution.probability(mode) <= limit) {
            return 1;
        }
        double tails;
        if (count <= mode) {
            tails = downFrom(count, own) + upFrom(firstAtMost(limit, mode));
        } else {
            tails = upFrom(count, own) + downFrom(lastAtMost(limit, mode));
        }
        return Math.min(1, tails);
    }

    private int mode() {
        long mode = (long) Math.floor((n + 1.0) * (column + 1.0) / (n + (double) m + 2));
        return (int) Math.max(least, Math.min(greatest, mode));
    }

    /** The least count above the mode that is at most this likely; one past the greatest if there is none. */
    private int firstAtMost(double limit, int mode) {
        int low = mode;
        int high = greatest + 1;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (distribution.probability(middle) <= limit) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The greatest count below the mode that is at most this likely; one before the least if there is none. */
    private int lastAtMost(double limit, int mode) {
        int low = least - 1;
        int high = mode;
        while (high - low > 1) {
            int middle = low + (high - low) / 2;
            if (distribution.probability(middle) <= limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double upFrom(int count) {
        return count > greatest ? 0 : upFrom(count, distribution.probability(count));
    }

    private double downFrom(int count) {
        return count < least ? 0 : downFrom(count, distribution.probability(count));
    }

    /** The probability of this count, which is given, and all above; they fall from here on, until none adds to the sum. */
    private double upFrom(int count, double own) {
        double sum = own;
        double term = own;
        for (int i = count; i < greatest; i++) {
            term *= up(i);
            if (sum + term == sum) {
                break;
            }
            sum += term;
        }
        return sum;
    }

    private double downFrom(int count, double own) {
        double sum = own;
        double term = own;
        for (int i = count; i > least; i--) {
            term /= up(i - 1);
            if (sum + term == sum) {
                break;
            }
            sum += term;
        }
        return sum;
    }

    /** The probability of the next count over that of this one. */
    private double up(int count) {
        return ((double) column - count) * ((double) n - count) / ((count + 1.0) * ((double) m - column + count + 1));
    }

    /** A random count: from the mode outwards until the probabilities add up to a random number. O(standard deviation). */
    int draw(SplittableRandom random) {
        int mode = mode();
        double left = random.nextDouble() - distribution.probability(mode);
        int low = mode;
        int high = mode;
        double lower = distribution.probability(mode);
        double upper = lower;
        while (left > 0 && (low > least || high < greatest)) {
            if (high < greatest) {
                upper *= up(high);
                high++;
                left -= upper;
                if (left <= 0) {
                    return high;
                }
            }
            if (low > least) {
                lower /= up(low - 1);
                low--;
                left -= lower;
                if (left <= 0) {
                    return low;
                }
            }
        }
        // All that is left is rounding.
        return mode;
    }
}
