package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import java.util.List;

/**
 * What a backtest has forecast. Immutable.
 *
 * @param plan how it was done
 * @param windows what was trained on and forecast, by origin, in the order of time
 * @param forecasts what was forecast, by origin, all of the same horizon
 */
public record BacktestResult(Backtest plan, List<Backtest.Window> windows, List<Forecast> forecasts) {
    /** Copies the lists; refuses none, another number of windows than of forecasts, and several horizons with {@link InvalidInput}. */
    public BacktestResult {
        windows = List.copyOf(windows);
        forecasts = List.copyOf(forecasts);
        if (windows.isEmpty() || windows.size() != forecasts.size()) {
            throw new InvalidInput("A backtest has a forecast for each window and at least one, not " + forecasts.size()
                    + " for " + windows.size() + ".");
        }
        int horizon = forecasts.get(0).horizon();
        for (Forecast forecast : forecasts) {
            if (forecast.horizon() != horizon) {
                throw new InvalidInput("All forecasts of a backtest have one horizon, not " + horizon + " and "
                        + forecast.horizon() + ".");
            }
        }
    }

    /**
     * The metrics of {@link ForecastEvaluator}, each the mean over the origins, with slices by {@code origin} (the number of the series that it
     * lies before), and by {@code step} of the horizon for those that one number has ({@code mase}, {@code mae}, {@code smape}, {@code bias}).
     * There are no intervals. A warning tells if horizons overlap.
     */
    public Evaluation evaluation() {
        return evaluation(Evaluator.forecasting());
    }

    /**
     * As {@link #evaluation()}, with an evaluator's settings: its confidence, metrics, weights and further slices by origin, which are its rows. The
     * season is that of the plan.
     *
     * <p>Intervals hold if the origins' errors are independent. They are not if horizons overlap, as they do with a step that is shorter than
     * the horizon: the intervals are too narrow then, and a warning says so.
     *
     * @throws InvalidInput if weights or slices are of another number than the origins, or a slice is called {@code origin} or {@code step}
     */
    public Evaluation evaluation(ForecastEvaluator evaluator) {
        return EvaluationEngine.installed().backtest(evaluator.seasonality(plan.seasonality()), this);
    }
}
