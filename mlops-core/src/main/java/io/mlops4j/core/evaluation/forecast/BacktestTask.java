package io.mlops4j.core.evaluation.forecast;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Rows;
import io.mlops4j.core.evaluation.assess.Wanted;
import io.mlops4j.evaluation.Backtest.Window;
import io.mlops4j.evaluation.BacktestResult;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Forecast;
import io.mlops4j.evaluation.ForecastEvaluator;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Evaluates a backtest as a whole, by origin, and by step of the horizon. For one evaluation and one thread. */
public final class BacktestTask {
    private static final String ORIGIN = "origin";
    private static final String STEP = "step";

    /** What tells of a single number: its rmse is its mae once more, its rmsse as good as its mase, and its wape its mape. */
    private static final Set<String> OF_ONE_STEP = Set.of("mase", "mae", "smape", "bias");

    private final ForecastEvaluator evaluator;
    private final BacktestResult result;
    private final double[] weights;

    /** By origin; taken out once, as a forecast hands out copies. */
    private final double[][] actual;

    private final double[][] predicted;
    private final NaiveErrors[] naive;

    private BacktestTask(ForecastEvaluator evaluator, BacktestResult result) {
        List<Forecast> forecasts = result.forecasts();
        this.evaluator = evaluator;
        this.result = result;
        this.weights = Checks.weights(evaluator.options(), forecasts.size());
        this.actual = forecasts.stream().map(Forecast::actual).toArray(double[][]::new);
        this.predicted = forecasts.stream().map(Forecast::predicted).toArray(double[][]::new);
        this.naive = forecasts.stream()
                .map(forecast -> NaiveErrors.of(forecast, evaluator.seasonality()))
                .toArray(NaiveErrors[]::new);
    }

    /** Evaluates; the evaluator's season is the backtest's. */
    public static Evaluation evaluate(ForecastEvaluator evaluator, BacktestResult result) {
        for (String taken : List.of(ORIGIN, STEP)) {
            if (evaluator.options().slices().containsKey(taken)) {
                throw new InvalidInput("A backtest is sliced by '" + taken + "' already; name your slices otherwise.");
            }
        }
        return new BacktestTask(evaluator, result).evaluate();
    }

    private Evaluation evaluate() {
        EvaluationOptions options = evaluator.options();
        Wanted wanted = ForecastTask.wanted(options);
        Evaluation.Builder evaluation = Assessment.of(rows(wanted, weights, 0, horizon()), options).toBuilder()
                .setting("strategy", result.plan().toString());
        overlap().ifPresent(evaluation::warning);
        List<Evaluation> steps = bySteps(wanted);
        for (int step = 0; step < steps.size(); step++) {
            evaluation.slice(STEP, Integer.toString(step + 1), steps.get(step));
        }
        List<Evaluation> origins = byOrigins(wanted);
        for (int origin = 0; origin < origins.size(); origin++) {
            Window window = result.windows().get(origin);
            evaluation.slice(ORIGIN, Integer.toString(window.trainTo()), origins.get(origin));
        }
        if (options.only().isEmpty()) {
            evaluation.plot(errors(steps));
        }
        return evaluation.build();
    }

    private int horizon() {
        return actual[0].length;
    }

    private List<Evaluation> bySteps(Wanted wanted) {
        Wanted ofStep = Wanted.of(
                ForecastMeasures.ALL,
                wanted.measures().stream()
                        .filter(measure -> OF_ONE_STEP.contains(measure.name()))
                        .toList());
        return ofStep.measures().isEmpty()
                ? List.of()
                : IntStream.range(0, horizon())
                        .mapToObj(step -> bare(rows(ofStep, weights, step, step + 1)))
                        .toList();
    }

    private List<Evaluation> byOrigins(Wanted wanted) {
        // An origin by itself is measured whatever it weighs among the others.
        double[] ones = new double[weights.length];
        Arrays.fill(ones, 1);
        MeanRows equals = rows(wanted, ones, 0, horizon());
        return IntStream.range(0, weights.length)
                .mapToObj(origin -> bare(equals.at(new int[] {origin})))
                .toList();
    }

    private static Evaluation bare(Rows rows) {
        return Assessment.of(rows, EvaluationOptions.defaults());
    }

    /** The origins, each with the values of the steps in [from, to). */
    private MeanRows rows(Wanted wanted, double[] rowWeights, int from, int to) {
        double[][] values = new double[wanted.measures().size()][actual.length];
        for (int origin = 0; origin < actual.length; origin++) {
            double[] ofOrigin =
                    wanted.select(ForecastMeasures.of(actual[origin], predicted[origin], from, to, naive[origin]));
            for (int m = 0; m < values.length; m++) {
                values[m][origin] = ofOrigin[m];
            }
        }
        return ForecastTask.rows(evaluator, wanted, values, rowWeights);
    }

    /** What to know of horizons that share numbers of the series. */
    private Optional<String> overlap() {
        List<Window> inOrder = new ArrayList<>(result.windows());
        inOrder.sort(Comparator.comparingInt(Window::testFrom));
        int overlapping = 0;
        int end = 0;
        for (Window window : inOrder) {
            overlapping += window.testFrom() < end ? 1 : 0;
            end = Math.max(end, window.testTo());
        }
        return overlapping == 0
                ? Optional.empty()
                : Optional.of(
                        "The horizons of " + overlapping + " of " + inOrder.size() + " origins overlap those before,"
                                + " so their errors are not independent and intervals over the origins are too narrow; a step of"
                                + " at least the horizon, " + horizon() + ", keeps them apart.");
    }

    private static Plot errors(List<Evaluation> steps) {
        List<Plot.Point> points = IntStream.range(0, steps.size())
                .mapToObj(step ->
                        new Plot.Point(step + 1.0, steps.get(step).metric("mae").value()))
                .toList();
        return new Plot.Curve(
                "error_by_step",
                "Error by step of the horizon",
                "step",
                "mean absolute error",
                List.of(new Plot.Line("mean over the origins", false, points)));
    }
}
