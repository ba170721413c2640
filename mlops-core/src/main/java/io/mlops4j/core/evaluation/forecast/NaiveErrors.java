package io.mlops4j.core.evaluation.forecast;

import io.mlops4j.evaluation.Forecast;

/**
 * How far repeating the season before is off within a history: what errors are scaled by.
 *
 * @param absolute the mean absolute error; NaN if the history is not longer than a season
 * @param squared the mean squared error; NaN likewise
 */
record NaiveErrors(double absolute, double squared) {
    static NaiveErrors of(Forecast forecast, int seasonality) {
        double[] history = forecast.history();
        double absolutes = 0;
        double squares = 0;
        for (int i = seasonality; i < history.length; i++) {
            double error = history[i] - history[i - seasonality];
            absolutes += Math.abs(error);
            squares += error * error;
        }
        int n = Math.max(0, history.length - seasonality);
        return new NaiveErrors(absolutes / n, squares / n);
    }
}
