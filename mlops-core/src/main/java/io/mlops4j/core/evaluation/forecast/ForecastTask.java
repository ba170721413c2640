package io.mlops4j.core.evaluation.forecast;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.core.evaluation.scores.RowLoss;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Forecast;
import io.mlops4j.evaluation.ForecastEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.List;
import java.util.Map;

/** Measures what was forecast of each series, and evaluates all. Stateless. */
public final class ForecastTask {
    private static final List<Measure> MEASURES = List.of(
            Measure.loss("mase"),
            Measure.loss("rmsse"),
            Measure.loss("mae"),
            Measure.loss("rmse"),
            Measure.loss("mape"),
            Measure.loss("smape"),
            Measure.loss("wape"));

    private ForecastTask() {}

    /** Evaluates. */
    public static Evaluation evaluate(ForecastEvaluator evaluator, List<Forecast> forecasts) {
        if (forecasts.isEmpty()) {
            throw new InvalidInput("There are no forecasts, so there is nothing to evaluate; give at least one.");
        }
        EvaluationOptions options = evaluator.options();
        Checks.wanted("forecasting", MEASURES, List.of(), options);
        Wanted wanted = Wanted.of(MEASURES, Checks.wanted(MEASURES, options));
        double[][] values = new double[wanted.measures().size()][forecasts.size()];
        for (int series = 0; series < forecasts.size(); series++) {
            double[] ofSeries = wanted.select(measure(forecasts.get(series), evaluator.seasonality()));
            for (int m = 0; m < values.length; m++) {
                values[m][series] = ofSeries[m];
            }
        }
        return Assessment.of(
                MeanRows.of(
                        "forecasting",
                        Map.of("seasonality", Integer.toString(evaluator.seasonality())),
                        wanted.measures(),
                        values,
                        Checks.weights(options, forecasts.size())),
                options);
    }

    private static double[] measure(Forecast forecast, int seasonality) {
        double[] actual = forecast.actual();
        double[] predicted = forecast.predicted();
        double absolutes = 0;
        double squares = 0;
        double relatives = 0;
        double symmetric = 0;
        double sizes = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - predicted[i]);
            absolutes += error;
            squares += error * error;
            // Without a size nothing is relative to it; and no error is none, whatever the size.
            relatives += error == 0 ? 0 : actual[i] == 0 ? Double.NaN : error / Math.abs(actual[i]);
            symmetric += RowLoss.symmetric(actual[i], predicted[i]);
            sizes += Math.abs(actual[i]);
        }
        double[] naive = naiveErrors(forecast.history(), seasonality);
        int n = actual.length;
        return new double[] {
            scaled(absolutes / n, naive[0]),
            Math.sqrt(scaled(squares / n, naive[1])),
            absolutes / n,
            Math.sqrt(squares / n),
            relatives / n,
            symmetric / n,
            sizes == 0 ? Double.NaN : absolutes / sizes
        };
    }

    private static double scaled(double error, double scale) {
        return scale > 0 ? error / scale : Double.NaN;
    }

    /** The mean absolute and squared error of repeating the season before, within a history; NaN if it is not longer than a season. */
    private static double[] naiveErrors(double[] history, int seasonality) {
        double absolutes = 0;
        double squares = 0;
        for (int i = seasonality; i < history.length; i++) {
            double error = history[i] - history[i - seasonality];
            absolutes += Math.abs(error);
            squares += error * error;
        }
        int n = Math.max(0, history.length - seasonality);
        return new double[] {absolutes / n, squares / n};
    }
}
