package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.EvaluationEngine;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;

/**
 * Evaluates forecasts of time series: {@code mase, rmsse, mae, rmse, bias, mape, smape, wape}. The rows are the series; each metric is computed for
 * each series over its horizon, and is the mean over the series, as in the M competitions. Made by {@link Evaluator#forecasting()}. Immutable.
 *
 * <ul>
 *   <li>{@code mase} is the mean absolute error by that of the seasonal naive forecast within the history (Hyndman and Koehler 2006,
 *       doi:10.1016/j.ijforecast.2006.03.001): below 1 is better than repeating the last season. {@code rmsse} is its squared form, of the M5
 *       competition. Series whose history is shorter than a season or repeats itself exactly have neither.
 *   <li>{@code bias} is the mean error, the forecast less what came: above 0 it is too high on average, below 0 too low.
 *   <li>{@code mape} is a share, 0.1 for a tenth; a series with an error where 0 came has none. {@code smape} is in [0, 2]; {@code wape} is the sum of the absolute errors by the sum of the absolute numbers that came.
 * </ul>
 */
public final class ForecastEvaluator extends Evaluator<ForecastEvaluator> {
    private final int seasonality;

    ForecastEvaluator(EvaluationOptions options, int seasonality) {
        super(options);
        this.seasonality = seasonality;
    }

    /**
     * After how many steps a season repeats: 12 for months, 7 for days of weeks; 1, none, by default.
     *
     * @throws InvalidInput if it is below 1
     */
    public ForecastEvaluator seasonality(int steps) {
        if (steps < 1) {
            throw new InvalidInput("A season of " + steps + " steps never repeats; give at least 1.");
        }
        return new ForecastEvaluator(options(), steps);
    }

    /** After how many steps a season repeats. */
    public int seasonality() {
        return seasonality;
    }

    /**
     * Evaluates the forecast of one series.
     *
     * @see Forecast#of
     */
    public Evaluation evaluate(double[] history, double[] actual, double[] predicted) {
        return evaluate(List.of(Forecast.of(history, actual, predicted)));
    }

    /**
     * Evaluates the forecasts of several series.
     *
     * @throws InvalidInput if there are none
     */
    public Evaluation evaluate(List<Forecast> forecasts) {
        return EvaluationEngine.installed().forecasting(this, forecasts);
    }

    @Override
    ForecastEvaluator with(EvaluationOptions changed) {
        return new ForecastEvaluator(changed, seasonality);
    }
}
