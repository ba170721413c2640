package io.mlops4j.core.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Backtest;
import io.mlops4j.evaluation.Backtest.Window;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Forecast;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
    /** Period 4, with a trend of 1 a season. */
    private static double[] series(int length) {
        double[] series = new double[length];
        Arrays.setAll(series, i -> i / 4 + new double[] {0, 3, 1, 5}[i % 4]);
        return series;
    }

    private static double[] repeatSeason(double[] history, int horizon) {
        double[] forecast = new double[horizon];
        Arrays.setAll(forecast, i -> history[history.length - 4 + i % 4]);
        return forecast;
    }

    @Test
    void repeatingTheSeasonHasAScaledErrorOfOne() {
        BacktestResult result = Backtest.rolling()
                .initial(12)
                .horizon(4)
                .step(2)
                .seasonality(4)
                .evaluate(series(24), BacktestTest::repeatSeason);
        Evaluation evaluation = result.evaluation();
        assertThat(result.forecasts()).hasSize(5);
        assertThat(evaluation.metric("mase").value()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.metric("rmsse").value()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.metric("mae").value()).isCloseTo(1, within(1e-12));
        assertThat(evaluation.metric("mae").findInterval()).isEmpty();
        assertThat(evaluation.settings())
                .containsEntry("seasonality", "4")
                .containsEntry("strategy", "rolling origins, history from 12, horizon 4, step 2");
        assertThat(evaluation.slices().get("step")).containsOnlyKeys("1", "2", "3", "4");
        assertThat(evaluation.slices().get("origin")).containsOnlyKeys("12", "14", "16", "18", "20");
    }

    @Test
    void windowsGrowOrSlideAndLeaveTheGapOut() {
        Backtest growing = Backtest.rolling().initial(5).horizon(2).step(3).gap(1);
        assertThat(growing.windows(12)).containsExactly(new Window(0, 5, 6, 8), new Window(0, 8, 9, 11));
        assertThat(growing.sliding(4).windows(12)).containsExactly(new Window(1, 5, 6, 8), new Window(4, 8, 9, 11));
        assertThatThrownBy(() -> growing.windows(7))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("too short");
    }

    @Test
    void horizonsThatOverlapAreWarnedOf() {
        Backtest plan = Backtest.rolling().initial(12).horizon(4).seasonality(4);
        assertThat(plan.step(2)
                        .evaluate(series(24), BacktestTest::repeatSeason)
                        .evaluation()
                        .warnings())
                .containsExactly(
                        "The horizons of 4 of 5 origins overlap those before, so their errors are not independent and"
                                + " intervals over the origins are too narrow; a step of at least the horizon, 4, keeps them"
                                + " apart.");
        assertThat(plan.step(4)
                        .evaluate(series(24), BacktestTest::repeatSeason)
                        .evaluation()
                        .warnings())
                .isEmpty();
    }

    @Test
    void anEvaluatorsSettingsAreKeptButItsSeasonIsThePlans() {
        BacktestResult result = Backtest.rolling()
                .initial(8)
                .horizon(4)
                .step(4)
                .seasonality(4)
                .evaluate(series(32), (history, horizon) -> new double[] {history.length % 3, 4, 5, 6});
        Evaluation evaluation =
                result.evaluation(Evaluator.forecasting().confidence(0.9).only("mase", "rmse", "bias"));
        assertThat(evaluation.metrics()).containsOnlyKeys("mase", "rmse", "bias");
        assertThat(evaluation.metric("mase").value())
                .isEqualTo(result.evaluation().metric("mase").value());
        assertThat(evaluation.metric("mase").interval().confidence()).isEqualTo(0.9);
        assertThat(evaluation.slice("step", "2").metrics()).containsOnlyKeys("mase", "bias");
        assertThat(evaluation.slice("origin", "12").metrics()).containsOnlyKeys("mase", "rmse", "bias");
        assertThat(evaluation.plots()).isEmpty();
    }

    @Test
    void originsWeighAsTheEvaluatorSays() {
        BacktestResult result = Backtest.rolling()
                .initial(8)
                .horizon(2)
                .step(2)
                .evaluate(series(14), (history, horizon) -> new double[] {history.length, 0});
        Evaluation evaluation = result.evaluation(Evaluator.forecasting().weights(new double[] {0, 1, 3}));
        double[] errors = result.forecasts().stream()
                .mapToDouble(forecast -> Math.abs(forecast.actual()[0] - forecast.predicted()[0]))
                .toArray();
        assertThat(evaluation.slice("step", "1").metric("mae").value())
                .isCloseTo((errors[1] + 3 * errors[2]) / 4, within(1e-12));
        assertThat(evaluation.slice("origin", "8").metric("mae").value()).isPositive();
        assertThatThrownBy(() -> result.evaluation(Evaluator.forecasting().weights(new double[] {1, 1})))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("3 rows but 2 weights");
    }

    @Test
    void aSliceOfTheBacktestsOwnNameIsRefused() {
        BacktestResult result =
                Backtest.rolling().initial(20).horizon(4).evaluate(series(24), BacktestTest::repeatSeason);
        assertThatThrownBy(() -> result.evaluation(Evaluator.forecasting().slice("step", new String[] {"a"})))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sliced by 'step' already");
    }

    @Test
    void aSeriesWithAGapIsRefusedBeforeAnythingIsTrained() {
        double[] series = series(24);
        series[22] = Double.NaN;
        assertThatThrownBy(() -> Backtest.rolling().evaluate(series, (history, horizon) -> {
                    throw new AssertionError("trained");
                }))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The series number NaN at index 22");
    }

    @Test
    void resultsThatDoNotFitTogetherAreRefused() {
        Backtest plan = Backtest.rolling();
        Window window = new Window(0, 1, 1, 2);
        Forecast one = Forecast.of(new double[] {1}, new double[] {1}, new double[] {2});
        Forecast two = Forecast.of(new double[] {1}, new double[] {1, 2}, new double[] {2, 2});
        assertThatThrownBy(() -> new BacktestResult(plan, List.of(), List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new BacktestResult(plan, List.of(window, window), List.of(one)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("1 for 2");
        assertThatThrownBy(() -> new BacktestResult(plan, List.of(window, window), List.of(one, two)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one horizon, not 1 and 2");
        assertThatThrownBy(() -> new Window(0, 3, 2, 4))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("out of the order of time");
    }

    @Test
    void aModelThatNeedsMoreThanTheSeriesGetsPositions() {
        BacktestResult result = Backtest.rolling().initial(8).horizon(2).evaluate(series(12), window ->
                new double[] {window.testFrom(), window.testTo()});
        assertThat(result.forecasts().get(0).predicted()).containsExactly(8, 10);
    }

    @Test
    void aForecastOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> Backtest.rolling().initial(8).horizon(2).evaluate(series(12), (history, horizon) ->
                        new double[] {1}))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("2 actual and 1 predicted");
    }

    @Test
    void aConstantHistoryHasNoScaledError() {
        Evaluation evaluation =
                Evaluator.forecasting().evaluate(new double[] {3, 3, 3}, new double[] {4, 0}, new double[] {3, 1});
        assertThat(evaluation.findMetric("mase")).isEmpty();
        assertThat(evaluation.metric("wape").value()).isEqualTo(0.5);
        assertThat(evaluation.metric("smape").value()).isCloseTo((2 / 7.0 + 2) / 2, within(1e-12));
        assertThat(evaluation.findMetric("mape")).isEmpty();
    }

    @Test
    void biasIsAboveZeroWhereForecastsAreTooHigh() {
        Evaluation tooHigh =
                Evaluator.forecasting().evaluate(new double[] {1, 2}, new double[] {1, 5, 3}, new double[] {4, 4, 4});
        assertThat(tooHigh.metric("bias").value()).isCloseTo((3 - 1 + 1) / 3.0, within(1e-12));
        assertThat(tooHigh.toMarkdown()).contains("Bias (forecast less actual)");
    }

    @Test
    void metricsAreMeansOverTheSeries() {
        Evaluation evaluation = Evaluator.forecasting()
                .evaluate(List.of(
                        Forecast.of(new double[] {1, 2}, new double[] {2}, new double[] {4}),
                        Forecast.of(new double[] {1, 3}, new double[] {2}, new double[] {4})));
        assertThat(evaluation.metric("mase").value()).isCloseTo((2 + 1) / 2.0, within(1e-12));
    }
}
