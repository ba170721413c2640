package io.mlops4j.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What a backtest has forecast. Immutable.
 *
 * @param plan how it was done
 * @param windows what was trained on and forecast, by origin
 * @param forecasts what was forecast, by origin
 */
public record BacktestResult(Backtest plan, List<Backtest.Window> windows, List<Forecast> forecasts) {
    /** Copies the lists. */
    public BacktestResult {
        windows = List.copyOf(windows);
        forecasts = List.copyOf(forecasts);
    }

    /**
     * The metrics of {@link ForecastEvaluator}, each the mean over the origins, with slices by {@code origin}, and by {@code step} of the horizon for
     * those that one number has ({@code mae}, {@code mase}, {@code smape}). The forecasts from neighbouring origins overlap and err together, so there
     * are no intervals: they would be too narrow.
     */
    public Evaluation evaluation() {
        ForecastEvaluator evaluator = Evaluator.forecasting().seasonality(plan.seasonality());
        Evaluation.Builder all = evaluator.evaluate(forecasts).toBuilder().setting("strategy", plan.toString());
        for (int step = 0; step < forecasts.get(0).horizon(); step++) {
            int at = step;
            List<Forecast> ofStep = forecasts.stream()
                    .map(forecast ->
                            Forecast.of(forecast.history(), new double[] {forecast.actual()[at]}, new double[] {
                                forecast.predicted()[at]
                            }))
                    .toList();
            all.slice(
                    "step",
                    Integer.toString(step + 1),
                    evaluator.only("mae", "mase", "smape").evaluate(ofStep));
        }
        for (int origin = 0; origin < forecasts.size(); origin++) {
            all.slice(
                    "origin",
                    Integer.toString(windows.get(origin).trainTo()),
                    evaluator.evaluate(List.of(forecasts.get(origin))));
        }
        all.plot(new Plot.Curve(
                "error_by_step", "Error by step of the horizon", "step", "mean absolute error", List.of(errors())));
        return all.build();
    }

    private Plot.Line errors() {
        List<Plot.Point> points = new ArrayList<>();
        for (int step = 0; step < forecasts.get(0).horizon(); step++) {
            double sum = 0;
            for (Forecast forecast : forecasts) {
                sum += Math.abs(forecast.actual()[step] - forecast.predicted()[step]);
            }
            points.add(new Plot.Point(step + 1.0, sum / forecasts.size()));
        }
        return new Plot.Line("mean over the origins", false, points);
    }
}
