package io.mlops4j.core.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Forecast;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What other libraries publish of the same metrics, and what numpy and scikit-learn make of random series; see the README of the resources. */
class ForecastReferenceTest {
    private final JsonNode reference = Resources.json("forecast.json");

    private List<Forecast> series() {
        JsonNode series = reference.get("series");
        return IntStream.range(0, series.size())
                .mapToObj(series::get)
                .map(one -> Forecast.of(
                        Resources.doubles(one.get("history")),
                        Resources.doubles(one.get("actual")),
                        Resources.doubles(one.get("predicted"))))
                .toList();
    }

    private static void assertAgrees(Evaluation evaluation, JsonNode expected) {
        assertThat(evaluation.metrics()).containsOnlyKeys(expected.propertyNames());
        expected.properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(1e-12)));
    }

    @Test
    void everyMetricIsThatOfNumpyAndScikitLearn() {
        assertAgrees(Evaluator.forecasting().seasonality(7).evaluate(series()), reference.get("expected"));
    }

    @Test
    void withWeightsTooItIsNumpysAverage() {
        assertAgrees(
                Evaluator.forecasting()
                        .seasonality(7)
                        .weights(Resources.doubles(reference.get("weights")))
                        .evaluate(series()),
                reference.get("weighted"));
    }

    /** sktime/sktime, sktime/performance_metrics/forecasting/_functions.py: the examples of the functions of these metrics. */
    @ParameterizedTest
    @CsvSource({
        "mase, 0.18333333333333335",
        "rmsse, 0.20568833780186058",
        "mape, 0.33690476190476193",
        "smape, 0.5553379953379953"
    })
    void oneSeriesIsMeasuredAsInTheExamplesOfSktime(String metric, double expected) {
        Evaluation evaluation = Evaluator.forecasting()
                .evaluate(new double[] {5, 0.5, 4, 6, 3, 5, 2}, new double[] {3, -0.5, 2, 7, 2}, new double[] {
                    2.5, 0, 2, 8, 1.25
                });
        assertThat(evaluation.metric(metric).value()).isCloseTo(expected, within(1e-15));
    }

    /** The same file: two series, with {@code multioutput='raw_values'}, to eight digits. */
    @ParameterizedTest
    @CsvSource({
        "mase, 0.10526316, 0.28571429",
        "rmsse, 0.11215443, 0.20203051",
        "mape, 0.38095238, 0.72222222",
        "smape, 0.71111111, 0.50505051"
    })
    void severalSeriesHaveTheMeanOfWhatSktimeHasForEach(String metric, double first, double second) {
        List<Forecast> series = List.of(
                Forecast.of(new double[] {0.5, -1, 7}, new double[] {0.5, -1, 7}, new double[] {0, -1, 8}),
                Forecast.of(new double[] {1, 1, -6}, new double[] {1, 1, -6}, new double[] {2, 2, -5}));
        assertThat(Evaluator.forecasting().evaluate(series).metric(metric).value())
                .isCloseTo((first + second) / 2, within(1e-8));
    }

    /**
     * awslabs/gluonts, test/evaluation/test_evaluator.py, {@code TIMESERIES_M4} and {@code RES_M4}: the last seen number, three steps ahead, by the
     * definitions of the M4 competition; to the seven digits that are given there.
     */
    @Test
    void fiveSeriesAreMeasuredAsByTheM4Competition() {
        double[][] series = {
            {2.943013, 2.822251, 4.196222, 1.328664, 4.947390, 3.333131, 1.479800, 2.265094, 3.413493, 3.497607},
            {-0.1267812, 3.0574122, 1.9015944, 2.7725495, 3.3128531, 4.4118180, 3.7090252, 4.322028, 2.565359, 3.074308
            },
            {2.542998, 2.336757, 1.417916, 1.335139, 2.523035, 3.645589, 3.382819, 2.075960, 2.643869, 2.772456},
            {0.3156856, 1.8923121, 2.4768612, 3.5116286, 4.3843465, 2.9606856, 4.8975725, 3.280125, 4.768556, 4.958616},
            {2.2058773, 0.7827594, 2.4014208, 2.3856434, 4.8458182, 3.1023229, 3.5677237, 4.878143, 3.735245, 2.218113}
        };
        Evaluation evaluation = Evaluator.forecasting().evaluate(lastSeen(series));
        assertThat(evaluation.metric("mase").value()).isCloseTo(0.816837618, within(1e-6));
        assertThat(evaluation.metric("smape").value()).isCloseTo(0.3269732684, within(1e-6));
    }

    /** The same file, {@code TIMESERIES[2]} and {@code RES[2]}: 0 to 49 as five series. */
    @Test
    void fiveLinesAreMeasuredAsByGluonts() {
        double[][] series = new double[5][10];
        for (int s = 0; s < 5; s++) {
            int first = 10 * s;
            Arrays.setAll(series[s], i -> first + i);
        }
        Evaluation evaluation = Evaluator.forecasting().evaluate(lastSeen(series));
        assertThat(evaluation.metric("mase").value()).isCloseTo(2, within(1e-12));
        assertThat(evaluation.metric("rmse").value()).isCloseTo(2.1602468994692869, within(1e-12));
        assertThat(evaluation.metric("smape").value()).isCloseTo(0.1132540493, within(1e-10));
        assertThat(evaluation.metric("bias").value()).isCloseTo(-2, within(1e-12));
    }

    private static List<Forecast> lastSeen(double[][] series) {
        return Arrays.stream(series)
                .map(one -> {
                    double[] forecast = new double[3];
                    Arrays.fill(forecast, one[6]);
                    return Forecast.of(Arrays.copyOf(one, 7), Arrays.copyOfRange(one, 7, 10), forecast);
                })
                .toList();
    }
}
