package io.mlops4j.core.evaluation.forecast;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Forecast;
import io.mlops4j.evaluation.ForecastEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;
import java.util.Map;

/** Measures what was forecast of each series, and evaluates all. Stateless. */
public final class ForecastTask {
    private ForecastTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(ForecastEvaluator evaluator, List<Forecast> forecasts) {
        if (forecasts.isEmpty()) {
            throw new InvalidInput("There are no forecasts, so there is nothing to evaluate; give at least one.");
        }
        EvaluationOptions options = evaluator.options();
        Wanted wanted = wanted(options);
        double[][] values = new double[wanted.measures().size()][forecasts.size()];
        for (int series = 0; series < forecasts.size(); series++) {
            Forecast forecast = forecasts.get(series);
            double[] ofSeries = wanted.select(ForecastMeasures.of(
                    forecast.actual(),
                    forecast.predicted(),
                    0,
                    forecast.horizon(),
                    NaiveErrors.of(forecast, evaluator.seasonality())));
            for (int m = 0; m < values.length; m++) {
                values[m][series] = ofSeries[m];
            }
        }
        return Assessment.of(rows(evaluator, wanted, values, Checks.weights(options, forecasts.size())), options);
    }

    /** Which measures are wanted; refuses the name of none. */
    static Wanted wanted(EvaluationOptions options) {
        Checks.wanted("forecasting", ForecastMeasures.ALL, List.of(), options);
        return Wanted.of(ForecastMeasures.ALL, Checks.wanted(ForecastMeasures.ALL, options));
    }

    /** Series or origins with their values by measure. */
    static MeanRows rows(ForecastEvaluator evaluator, Wanted wanted, double[][] values, double[] weights) {
        return MeanRows.of(
                "forecasting",
                Map.of("seasonality", Integer.toString(evaluator.seasonality())),
                wanted.measures(),
                values,
                weights);
    }
}
