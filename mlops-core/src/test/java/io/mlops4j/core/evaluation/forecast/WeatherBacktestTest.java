package io.mlops4j.core.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.Resources;
import io.mlops4j.evaluation.Backtest;
import io.mlops4j.evaluation.Backtest.Window;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Plot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The highest temperature of each day of 2015 in Seattle, two weeks ahead, beside what twenty lines of numpy have computed. */
class WeatherBacktestTest {
    private static final int YEAR = 365;

    private final JsonNode reference = Resources.json("forecast_weather.json");

    private static double[] warmest() throws IOException {
        String file = "/io/mlops4j/core/data/seattle-weather.csv";
        try (InputStream in = Objects.requireNonNull(WeatherBacktestTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .mapToDouble(line -> Double.parseDouble(line.split(",")[2]))
                    .toArray();
        }
    }

    private static BacktestResult backtest(Backtest.Forecaster model) throws IOException {
        return Backtest.rolling()
                .initial(3 * YEAR + 1)
                .horizon(14)
                .step(14)
                .seasonality(YEAR)
                .evaluate(warmest(), model);
    }

    private static double[] lastYear(double[] history, int horizon) {
        return Arrays.copyOfRange(history, history.length - YEAR, history.length - YEAR + horizon);
    }

    private static double[] yesterday(double[] history, int horizon) {
        double[] forecast = new double[horizon];
        Arrays.fill(forecast, history[history.length - 1]);
        return forecast;
    }

    private static void assertAgrees(Evaluation evaluation, JsonNode expected) {
        assertThat(evaluation.metrics()).containsOnlyKeys(expected.propertyNames());
        expected.properties()
                .forEach(entry -> assertThat(evaluation.metric(entry.getKey()).value())
                        .as(entry.getKey())
                        .isCloseTo(entry.getValue().doubleValue(), within(1e-12)));
    }

    private void assertAgrees(BacktestResult result, JsonNode expected) {
        Evaluation evaluation = result.evaluation();
        assertThat(result.windows().stream().mapToInt(Window::trainTo).toArray())
                .isEqualTo(Resources.ints(reference.get("origins")));
        assertAgrees(evaluation, expected.get("expected"));
        assertAgrees(evaluation.slice("origin", "1096"), expected.get("first"));
        assertAgrees(evaluation.slice("origin", "1446"), expected.get("last"));
        double[] bySteps = Resources.doubles(expected.get("mae_by_step"));
        assertThat(IntStream.rangeClosed(1, 14)
                        .mapToDouble(step -> evaluation
                                .slice("step", Integer.toString(step))
                                .metric("mae")
                                .value())
                        .toArray())
                .containsExactly(bySteps, within(1e-12));
        Plot.Curve curve = (Plot.Curve) evaluation.plot("error_by_step");
        assertThat(curve.lines().get(0).points().stream()
                        .mapToDouble(Plot.Point::y)
                        .toArray())
                .containsExactly(bySteps, within(1e-12));
        assertThat(evaluation.warnings()).isEmpty();
    }

    @Test
    void theSameDayOfTheYearBeforeIsMeasuredAsByNumpy() throws IOException {
        assertAgrees(backtest(WeatherBacktestTest::lastYear), reference.get("seasonal_naive"));
    }

    @Test
    void theDayBeforeIsMeasuredAsByNumpy() throws IOException {
        assertAgrees(backtest(WeatherBacktestTest::yesterday), reference.get("naive"));
    }

    @Test
    void inSeattleYesterdayTellsMoreOfTheNextTwoWeeksThanTheYearBefore() throws IOException {
        double lastYear = backtest(WeatherBacktestTest::lastYear)
                .evaluation()
                .metric("mase")
                .value();
        double yesterday = backtest(WeatherBacktestTest::yesterday)
                .evaluation()
                .metric("mase")
                .value();
        assertThat(yesterday).isLessThan(lastYear).isLessThan(1);
    }
}
