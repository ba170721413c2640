package io.mlops4j.evaluation;

/** Which way a metric improves. */
public enum Direction {
    /** The greater the better: accuracy, ROC AUC, R². */
    HIGHER_IS_BETTER,

    /** The smaller the better: losses and errors. */
    LOWER_IS_BETTER,

    /** The closer to 0 the better, from either side: the bias of forecasts. */
    CLOSER_TO_ZERO_IS_BETTER;

    /** Whether a value is strictly better than another; never so if one of them is NaN. */
    public boolean isBetter(double value, double other) {
        return asLoss(value) < asLoss(other);
    }

    /** A value as a number that is the smaller the better: with the other sign if higher is better, without one if closer to 0 is. */
    public double asLoss(double value) {
        return switch (this) {
            case HIGHER_IS_BETTER -> -value;
            case LOWER_IS_BETTER -> value;
            case CLOSER_TO_ZERO_IS_BETTER -> Math.abs(value);
        };
    }

    /** How much worse than another a value is at most, if the difference between them lies in an interval; below 0 it is better all over. */
    double mostLoss(double other, Interval difference) {
        return switch (this) {
            case HIGHER_IS_BETTER -> -difference.low();
            case LOWER_IS_BETTER -> difference.high();
            case CLOSER_TO_ZERO_IS_BETTER ->
                Math.max(Math.abs(other + difference.low()), Math.abs(other + difference.high())) - Math.abs(other);
        };
    }

    /** How much worse than another a value is at least, if the difference between them lies in an interval; above 0 it is worse all over. */
    double leastLoss(double other, Interval difference) {
        return switch (this) {
            case HIGHER_IS_BETTER -> -difference.high();
            case LOWER_IS_BETTER -> difference.low();
            case CLOSER_TO_ZERO_IS_BETTER ->
                Math.max(0, Math.max(other + difference.low(), -other - difference.high())) - Math.abs(other);
        };
    }
}
