package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Arrays;

/** What was forecast for one series, what came, and what was known before. Immutable; the arrays are copied in and out. */
public final class Forecast {
    /** Holds the history, and the rest of the series where a backtest's forecasts share it; never written to. */
    private final double[] series;

    private final int from;
    private final int to;
    private final double[] actual;
    private final double[] predicted;

    private Forecast(double[] series, int from, int to, double[] actual, double[] predicted) {
        if (actual.length == 0 || actual.length != predicted.length) {
            throw new InvalidInput("There are " + actual.length + " actual and " + predicted.length
                    + " predicted numbers; give one of each for every step of the horizon.");
        }
        check("predicted", predicted);
        this.series = series;
        this.from = from;
        this.to = to;
        this.actual = actual;
        this.predicted = predicted;
    }

    /**
     * A forecast.
     *
     * @param history what the model was trained on, in the order of time; may be empty, and then no scaled error is defined
     * @param actual what came after it, at least one number
     * @param predicted what had been forecast, as many numbers
     * @throws InvalidInput if the lengths differ, nothing was forecast, or a number is not finite
     */
    public static Forecast of(double[] history, double[] actual, double[] predicted) {
        check("history", history);
        check("actual", actual);
        return new Forecast(history.clone(), 0, history.length, actual.clone(), predicted.clone());
    }

    /** What was forecast in a window of a series, which is checked already, kept and not copied. */
    static Forecast within(double[] series, Backtest.Window window, double[] predicted) {
        return new Forecast(
                series,
                window.trainFrom(),
                window.trainTo(),
                Arrays.copyOfRange(series, window.testFrom(), window.testTo()),
                predicted.clone());
    }

    /** Refuses what is not finite. */
    static void check(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new InvalidInput("The " + what + " number " + values[i] + " at index " + i
                        + " is not finite; fill gaps before forecasting.");
            }
        }
    }

    /** What the model was trained on. */
    public double[] history() {
        return Arrays.copyOfRange(series, from, to);
    }

    /** What came. */
    public double[] actual() {
        return actual.clone();
    }

    /** What had been forecast. */
    public double[] predicted() {
        return predicted.clone();
    }

    /** How many steps were forecast. */
    public int horizon() {
        return actual.length;
    }
}
