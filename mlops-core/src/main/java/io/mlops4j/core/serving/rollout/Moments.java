package io.mlops4j.core.serving.rollout;

/**
 * What is kept of many values: enough for a bound of their mean, and it adds up.
 *
 * @param count how many
 * @param sum their sum
 * @param sumOfSquares the sum of their squares
 */
public record Moments(long count, double sum, double sumOfSquares) {
    static final Moments NONE = new Moments(0, 0, 0);

    /** A count of yes among so many. */
    static Moments ofShare(long yes, long count) {
        return new Moments(count, yes, yes);
    }

    Moments plus(Moments other) {
        return new Moments(count + other.count, sum + other.sum, sumOfSquares + other.sumOfSquares);
    }

    /** The mean; NaN of nothing. */
    public double mean() {
        return sum / count;
    }
}
