package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well a model would have forecast a series, had it been trained again and again as time went on: from each of several origins it is trained on
 * what lies before, and forecasts what lies after. Immutable: each setting answers a new one.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.rolling().initial(36).horizon(6).step(3).seasonality(12)
 *     .evaluate(sales, (history, horizon) -> model.fit(history).forecast(horizon));
 * result.evaluation().metric("mase").value();
 * }</pre>
 */
public final class Backtest {
    private final int initial;
    private final int horizon;
    private final int step;
    private final int gap;
    private final int window;
    private final int seasonality;

    private Backtest(int initial, int horizon, int step, int gap, int window, int seasonality) {
        this.initial = initial;
        this.horizon = horizon;
        this.step = step;
        this.gap = gap;
        this.window = window;
        this.seasonality = seasonality;
    }

    /** A history of at least 10 numbers that grows by one from origin to origin, and a horizon of 1. */
    public static Backtest rolling() {
        return new Backtest(10, 1, 1, 0, 0, 1);
    }

    /** How many numbers lie before the first origin, at least 1. */
    public Backtest initial(int numbers) {
        return new Backtest(atLeast(1, "initial history", numbers), horizon, step, gap, window, seasonality);
    }

    /** How many steps are forecast from each origin, at least 1. */
    public Backtest horizon(int steps) {
        return new Backtest(initial, atLeast(1, "horizon", steps), step, gap, window, seasonality);
    }

    /** How far each origin lies behind the one before, at least 1. */
    public Backtest step(int steps) {
        return new Backtest(initial, horizon, atLeast(1, "step", steps), gap, window, seasonality);
    }

    /** How many numbers between the history and the horizon the model does not see, as they come in late; 0 by default. */
    public Backtest gap(int numbers) {
        return new Backtest(initial, horizon, step, atLeast(0, "gap", numbers), window, seasonality);
    }

    /** Trains on the last so many numbers before each origin; by default on all. */
    public Backtest sliding(int numbers) {
        return new Backtest(initial, horizon, step, gap, atLeast(1, "sliding window", numbers), seasonality);
    }

    /** After how many steps a season repeats; see {@link ForecastEvaluator#seasonality}. */
    public Backtest seasonality(int steps) {
        return new Backtest(initial, horizon, step, gap, window, atLeast(1, "season", steps));
    }

    private static int atLeast(int least, String what, int value) {
        if (value < least) {
            throw new InvalidInput(
                    "The " + what + " of a backtest cannot be " + value + "; give at least " + least + ".");
        }
        return value;
    }

    /**
     * What is trained on and forecast from one origin: positions in the series, the first inclusive, the last exclusive.
     *
     * @param trainFrom where the history begins
     * @param trainTo where it ends
     * @param testFrom where the horizon begins
     * @param testTo where it ends
     */
    public record Window(int trainFrom, int trainTo, int testFrom, int testTo) {
        /** Refuses what is empty or not in the order of time with {@link InvalidInput}. */
        public Window {
            if (trainFrom < 0 || trainTo <= trainFrom || testFrom < trainTo || testTo <= testFrom) {
                throw new InvalidInput("A window that is trained on [" + trainFrom + ", " + trainTo
                        + ") and tested on [" + testFrom + ", " + testTo + ") is empty or out of the order of time.");
            }
        }
    }

    /** A model that is trained on a history and forecasts so many steps. */
    @FunctionalInterface
    public interface Forecaster {
        /** As many numbers as the horizon has steps. */
        double[] forecast(double[] history, int horizon);
    }

    /** A model that needs more than the series, and takes it from the positions of a window. */
    @FunctionalInterface
    public interface WindowForecaster {
        /** As many numbers as the window's horizon has steps. */
        double[] forecast(Window window);
    }

    /**
     * The windows over a series of a length, in the order of time; whole horizons only.
     *
     * @throws InvalidInput if the series is too short for one
     */
    public List<Window> windows(int length) {
        List<Window> windows = new ArrayList<>();
        for (long origin = initial; origin + gap + horizon <= length; origin += step) {
            int to = (int) origin;
            int from = window == 0 ? 0 : Math.max(0, to - window);
            windows.add(new Window(from, to, to + gap, to + gap + horizon));
        }
        if (windows.isEmpty()) {
            throw new InvalidInput("A series of " + length + " numbers is too short for a history of " + initial
                    + ", a gap of " + gap + " and a horizon of " + horizon + ".");
        }
        return windows;
    }

    /**
     * Trains and forecasts from every origin.
     *
     * @throws InvalidInput if the series is too short or holds what is not finite, or the model forecasts another number of steps or what is not
     *     finite
     */
    public BacktestResult evaluate(double[] series, Forecaster forecaster) {
        return evaluate(
                series,
                window -> forecaster.forecast(
                        Arrays.copyOfRange(series, window.trainFrom(), window.trainTo()),
                        window.testTo() - window.testFrom()));
    }

    /**
     * Trains and forecasts from every origin, by positions.
     *
     * @throws InvalidInput if the series is too short or holds what is not finite, or the model forecasts another number of steps or what is not
     *     finite
     */
    public BacktestResult evaluate(double[] series, WindowForecaster forecaster) {
        List<Window> windows = windows(series.length);
        Forecast.check("series", series);
        // One copy for all origins: a copy for each would grow with the square of the series.
        double[] shared = series.clone();
        List<Forecast> forecasts = new ArrayList<>();
        for (Window window : windows) {
            forecasts.add(Forecast.within(shared, window, forecaster.forecast(window)));
        }
        return new BacktestResult(this, windows, forecasts);
    }

    /** After how many steps a season repeats. */
    public int seasonality() {
        return seasonality;
    }

    /** In words, as an evaluation's settings have it, which have the season beside it. */
    @Override
    public String toString() {
        return "rolling origins, " + (window == 0 ? "history from " + initial : "window of " + window) + ", horizon "
                + horizon + ", step " + step + (gap == 0 ? "" : ", gap " + gap);
    }
}
