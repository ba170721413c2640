package io.mlops4j.core.evaluation.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Backtest;
import io.mlops4j.evaluation.Backtest.Window;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds of the errors of any forecasts. */
class ForecastProperties {
    private static final List<String> WITHOUT_UNIT = List.of("mase", "rmsse", "mape", "smape", "wape");
    private static final int SEASON = 4;

    /** Above 0, so that every metric is defined. */
    private static double[] numbers(int n, Random random) {
        return random.doubles(n, 1, 9).toArray();
    }

    private static List<Forecast> forecasts(int n, Random random) {
        return IntStream.range(0, n)
                .mapToObj(i -> {
                    int horizon = 1 + random.nextInt(6);
                    return Forecast.of(
                            numbers(SEASON + 1 + random.nextInt(20), random),
                            numbers(horizon, random),
                            numbers(horizon, random));
                })
                .toList();
    }

    private static Forecast scaled(Forecast forecast, double unit) {
        return Forecast.of(
                DoubleStream.of(forecast.history()).map(x -> x * unit).toArray(),
                DoubleStream.of(forecast.actual()).map(x -> x * unit).toArray(),
                DoubleStream.of(forecast.predicted()).map(x -> x * unit).toArray());
    }

    private static Evaluation evaluate(List<Forecast> forecasts) {
        return Evaluator.forecasting().seasonality(SEASON).evaluate(forecasts);
    }

    private static void assertSame(Evaluation actual, Evaluation expected) {
        assertThat(actual.metrics()).containsOnlyKeys(expected.metrics().keySet());
        expected.metrics()
                .forEach((name, metric) -> assertThat(actual.metric(name).value())
                        .as(name)
                        .isCloseTo(metric.value(), within(1e-9 * (1 + Math.abs(metric.value())))));
    }

    @Property(tries = 200)
    void metricsWithoutAUnitAreBlindToIt(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 1000) double unit) {
        List<Forecast> forecasts = forecasts(n, new Random(seed));
        Evaluation one = evaluate(forecasts);
        Evaluation other = evaluate(
                forecasts.stream().map(forecast -> scaled(forecast, unit)).toList());
        one.metrics().forEach((name, metric) -> {
            double expected = metric.value() * (WITHOUT_UNIT.contains(name) ? 1 : unit);
            assertThat(other.metric(name).value()).as(name).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
        });
    }

    @Property(tries = 200)
    void aShiftChangesNothingThatIsMeasuredInSteps(
            @ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed, @ForAll @IntRange(min = 0, max = 99) int by) {
        List<Forecast> forecasts = forecasts(n, new Random(seed));
        Evaluation one = evaluate(forecasts);
        Evaluation other = evaluate(forecasts.stream()
                .map(forecast -> Forecast.of(
                        DoubleStream.of(forecast.history()).map(x -> x + by).toArray(),
                        DoubleStream.of(forecast.actual()).map(x -> x + by).toArray(),
                        DoubleStream.of(forecast.predicted()).map(x -> x + by).toArray()))
                .toList());
        for (String name : List.of("mase", "rmsse", "mae", "rmse", "bias")) {
            assertThat(other.metric(name).value())
                    .as(name)
                    .isCloseTo(one.metric(name).value(), within(1e-9));
        }
    }

    /** The horizon goes on as the history did: each season differs from the one before as those of the history do, in another order. */
    @Property(tries = 200)
    void repeatingTheSeasonHasAScaledErrorOfOneWhereTheSeriesGoesOnAsBefore(
            @ForAll @IntRange(min = 1, max = 6) int seasons, @ForAll long seed) {
        Random random = new Random(seed);
        double[] first = numbers(SEASON, random);
        List<Double> changes = new ArrayList<>(
                random.doubles((long) seasons * SEASON, -3, 3).boxed().toList());
        double[] history = continued(first, changes);
        double[] last = Arrays.copyOfRange(history, history.length - SEASON, history.length);
        // One season only is forecast from the last, so the changes that make it are all that counts: each of the
        // history's, once.
        double mase = 0;
        double msse = 0;
        Collections.shuffle(changes, random);
        for (int s = 0; s < seasons; s++) {
            double[] actual = new double[SEASON];
            for (int i = 0; i < SEASON; i++) {
                actual[i] = last[i] + changes.get(s * SEASON + i);
            }
            Evaluation evaluation = Evaluator.forecasting().seasonality(SEASON).evaluate(history, actual, last);
            mase += evaluation.metric("mase").value() / seasons;
            msse += Math.pow(evaluation.metric("rmsse").value(), 2) / seasons;
        }
        assertThat(mase).isCloseTo(1, within(1e-9));
        assertThat(msse).isCloseTo(1, within(1e-9));
    }

    private static double[] continued(double[] first, List<Double> changes) {
        double[] series = Arrays.copyOf(first, first.length + changes.size());
        for (int i = first.length; i < series.length; i++) {
            series[i] = series[i - first.length] + changes.get(i - first.length);
        }
        return series;
    }

    @Property(tries = 200)
    void errorsAreOrderedAsMeansAre(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed) {
        Evaluation evaluation = evaluate(forecasts(n, new Random(seed)));
        double mae = evaluation.metric("mae").value();
        assertThat(Math.abs(evaluation.metric("bias").value())).isLessThanOrEqualTo(mae + 1e-12);
        assertThat(evaluation.metric("rmse").value()).isGreaterThanOrEqualTo(mae - 1e-12);
        assertThat(evaluation.metric("smape").value()).isBetween(0.0, 2.0);
    }

    @Property(tries = 200)
    void aForecastOfWhatComesHasNoError(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed) {
        List<Forecast> perfect = forecasts(n, new Random(seed)).stream()
                .map(forecast -> Forecast.of(forecast.history(), forecast.actual(), forecast.actual()))
                .toList();
        assertThat(evaluate(perfect).metrics().values())
                .hasSize(8)
                .allSatisfy(metric -> assertThat(metric.value()).isZero());
    }

    @Property(tries = 200)
    void aWholeWeightIsARepetition(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll long seed) {
        Random random = new Random(seed);
        List<Forecast> forecasts = forecasts(n, random);
        int[] repeats = random.ints(n, 0, 4).toArray();
        repeats[random.nextInt(n)] = 1;
        List<Forecast> repeated = IntStream.range(0, n)
                .boxed()
                .flatMap(i -> Collections.nCopies(repeats[i], forecasts.get(i)).stream())
                .toList();
        assertSame(
                Evaluator.forecasting()
                        .seasonality(SEASON)
                        .weights(Arrays.stream(repeats).asDoubleStream().toArray())
                        .evaluate(forecasts),
                evaluate(repeated));
    }

    @Property(tries = 100)
    void aBacktestIsTheEvaluationOfItsForecastsAndItsSlicesAreTheirParts(
            @ForAll @IntRange(min = 12, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 5) int horizon,
            @ForAll @IntRange(min = 1, max = 7) int step,
            @ForAll @IntRange(min = 0, max = 2) int gap,
            @ForAll long seed) {
        Random random = new Random(seed);
        BacktestResult result = Backtest.rolling()
                .initial(SEASON + 1)
                .horizon(horizon)
                .step(step)
                .gap(gap)
                .seasonality(SEASON)
                .evaluate(numbers(length, random), window -> numbers(horizon, random));
        Evaluation evaluation = result.evaluation();
        assertSame(evaluation, evaluate(result.forecasts()));
        for (int origin = 0; origin < result.windows().size(); origin++) {
            Window window = result.windows().get(origin);
            assertSame(
                    evaluation.slice("origin", Integer.toString(window.trainTo())),
                    evaluate(List.of(result.forecasts().get(origin))));
        }
        for (int at = 0; at < horizon; at++) {
            int from = at;
            Evaluation ofStep = Evaluator.forecasting()
                    .seasonality(SEASON)
                    .only("mase", "mae", "bias", "smape")
                    .evaluate(result.forecasts().stream()
                            .map(forecast -> Forecast.of(
                                    forecast.history(),
                                    new double[] {forecast.actual()[from]},
                                    new double[] {forecast.predicted()[from]}))
                            .toList());
            assertSame(evaluation.slice("step", Integer.toString(at + 1)), ofStep);
        }
        assertThat(evaluation.warnings().isEmpty()).isEqualTo(apart(result.windows()));
    }

    /** Whether no number of the series lies in two horizons, counted one by one. */
    private static boolean apart(List<Window> windows) {
        Set<Integer> seen = new HashSet<>();
        return windows.stream()
                .flatMap(window ->
                        IntStream.range(window.testFrom(), window.testTo()).boxed())
                .allMatch(seen::add);
    }
}
