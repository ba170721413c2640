package io.mlops4j.core.evaluation.forecast;

import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.scores.RowLoss;
import java.util.List;

/** What is measured of the forecast of one series. Stateless. */
final class ForecastMeasures {
    static final List<Measure> ALL = List.of(
            Measure.loss("mase"),
            Measure.loss("rmsse"),
            Measure.loss("mae"),
            Measure.loss("rmse"),
            Measure.bias("bias"),
            Measure.loss("mape"),
            Measure.loss("smape"),
            Measure.loss("wape"));

    private ForecastMeasures() {}

    /** All measures of the steps in [from, to) of a horizon, in their order; NaN for one that is undefined. */
    static double[] of(double[] actual, double[] predicted, int from, int to, NaiveErrors naive) {
        double errors = 0;
        double absolutes = 0;
        double squares = 0;
        double relatives = 0;
        double symmetric = 0;
        double sizes = 0;
        for (int i = from; i < to; i++) {
            double error = predicted[i] - actual[i];
            double absolute = Math.abs(error);
            errors += error;
            absolutes += absolute;
            squares += error * error;
            // Without a size nothing is relative to it; and no error is none, whatever the size.
            relatives += absolute == 0 ? 0 : actual[i] == 0 ? Double.NaN : absolute / Math.abs(actual[i]);
            symmetric += RowLoss.symmetric(actual[i], predicted[i]);
            sizes += Math.abs(actual[i]);
        }
        int n = to - from;
        return new double[] {
            scaled(absolutes / n, naive.absolute()),
            Math.sqrt(scaled(squares / n, naive.squared())),
            absolutes / n,
            Math.sqrt(squares / n),
            errors / n,
            relatives / n,
            symmetric / n,
            sizes == 0 ? Double.NaN : absolutes / sizes
        };
    }

    private static double scaled(double error, double scale) {
        return scale > 0 ? error / scale : Double.NaN;
    }
}
