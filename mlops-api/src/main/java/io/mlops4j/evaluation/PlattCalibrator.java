package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;

/**
 * A sigmoid: {@code 1 / (1 + exp(−(slope · score + intercept)))}. Made by {@link Calibrator#platt}. Immutable.
 *
 * @param slope how fast the log-odds rise with the score, finite; 1 with {@code intercept} 0 is the plain logistic function
 * @param intercept the log-odds of the score 0, finite
 */
public record PlattCalibrator(double slope, double intercept) implements Calibrator {
    /** Refuses numbers that are not finite with {@link InvalidInput}. */
    public PlattCalibrator {
        if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new InvalidInput("A sigmoid of slope " + slope + " and intercept " + intercept
                    + " is none; both are finite numbers.");
        }
    }

    @Override
    public double apply(double score) {
        return 1 / (1 + Math.exp(-(slope * score + intercept)));
    }
}
