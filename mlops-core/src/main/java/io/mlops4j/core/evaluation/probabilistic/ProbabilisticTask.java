package io.mlops4j.core.evaluation.probabilistic;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.evaluation.assess.Assessment;
import io.mlops4j.core.evaluation.assess.Checks;
import io.mlops4j.core.evaluation.assess.MeanRows;
import io.mlops4j.core.evaluation.assess.Measure;
import io.mlops4j.core.evaluation.scores.RowLoss;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Plot;
import io.mlops4j.evaluation.Plot.Bars;
import io.mlops4j.evaluation.Plot.Series;
import io.mlops4j.evaluation.ProbabilisticEvaluator;
import io.mlops4j.spi.EvaluationOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Checks predicted distributions and evaluates them. Stateless. */
public final class ProbabilisticTask {
    private static final int PIT_BINS = 20;

    private ProbabilisticTask() {}

    /** Evaluates normal distributions. */
    public static Evaluation normal(
            ProbabilisticEvaluator evaluator, double[] targets, double[] means, double[] deviations) {
        Checks.rows("targets", targets.length, "means", means.length);
        Checks.rows("targets", targets.length, "standard deviations", deviations.length);
        Distribution[] rows = new Distribution[targets.length];
        for (int i = 0; i < rows.length; i++) {
            Checks.finite("target", targets[i], i);
            Checks.finite("mean", means[i], i);
            if (!(deviations[i] > 0 && deviations[i] <= Double.MAX_VALUE)) {
                throw new InvalidInput("The standard deviation " + deviations[i] + " at index " + i
                        + " is not a finite number above 0.");
            }
            rows[i] = new NormalPrediction(means[i], deviations[i]);
        }
        return evaluate(evaluator, targets, rows, List.of("crps", "log_score"));
    }

    /** Evaluates samples. */
    public static Evaluation samples(ProbabilisticEvaluator evaluator, double[] targets, double[][] samples) {
        Checks.rows("targets", targets.length, "rows of samples", samples.length);
        Distribution[] rows = new Distribution[targets.length];
        for (int i = 0; i < rows.length; i++) {
            Checks.finite("target", targets[i], i);
            if (samples[i].length == 0) {
                throw new InvalidInput("The row at index " + i + " has no samples; give at least one.");
            }
            for (double sample : samples[i]) {
                Checks.finite("sample", sample, i);
            }
            rows[i] = new SampledPrediction(samples[i]);
        }
        return evaluate(evaluator, targets, rows, List.of("crps"));
    }

    private static Evaluation evaluate(
            ProbabilisticEvaluator evaluator, double[] targets, Distribution[] rows, List<String> scores) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (String score : scores) {
            values.put(score, each(targets, i -> rows[i].score(score, targets[i])));
        }
        for (double level : evaluator.levels()) {
            double[] low = each(targets, i -> rows[i].quantile((1 - level) / 2));
            double[] high = each(targets, i -> rows[i].quantile(1 - (1 - level) / 2));
            intervals(values, level, targets, low, high);
        }
        double[] pit = each(targets, i -> rows[i].cumulative(targets[i]));
        return assess(
                evaluator, targets.length, values, List.of(pit(pit, Checks.weights(evaluator.options(), pit.length))));
    }

    /** Evaluates quantiles. */
    public static Evaluation quantiles(
            ProbabilisticEvaluator evaluator, double[] targets, double[] quantiles, double[][] predicted) {
        Checks.rows("targets", targets.length, "rows of quantiles", predicted.length);
        checkQuantiles(quantiles);
        for (int i = 0; i < targets.length; i++) {
            Checks.finite("target", targets[i], i);
            checkRow(predicted[i], quantiles.length, i);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        values.put("mean_pinball", new double[targets.length]);
        for (int q = 0; q < quantiles.length; q++) {
            int number = q;
            double[] losses = each(targets, i -> RowLoss.pinball(quantiles[number], targets[i], predicted[i][number]));
            values.put("pinball_" + quantiles[q], losses);
            double[] mean = values.getOrDefault("mean_pinball", losses);
            Arrays.setAll(mean, i -> mean[i] + losses[i] / quantiles.length);
        }
        for (double level : evaluator.levels()) {
            int low = find(quantiles, (1 - level) / 2);
            int high = find(quantiles, 1 - (1 - level) / 2);
            if (low >= 0 && high >= 0) {
                intervals(
                        values,
                        level,
                        targets,
                        each(targets, i -> predicted[i][low]),
                        each(targets, i -> predicted[i][high]));
            }
        }
        return assess(evaluator, targets.length, values, List.of());
    }

    /** Where a quantile is; the dust of binary fractions aside. */
    private static int find(double[] quantiles, double wanted) {
        for (int q = 0; q < quantiles.length; q++) {
            if (Math.abs(quantiles[q] - wanted) < 1e-9) {
                return q;
            }
        }
        return -1;
    }

    private static void checkQuantiles(double[] quantiles) {
        for (int q = 0; q < quantiles.length; q++) {
            if (!(quantiles[q] > 0 && quantiles[q] < 1) || (q > 0 && quantiles[q] <= quantiles[q - 1])) {
                throw new InvalidInput(
                        "The quantiles " + Arrays.toString(quantiles) + " do not ascend between 0 and 1.");
            }
        }
        if (quantiles.length == 0) {
            throw new InvalidInput("There are no quantiles; give at least one, such as 0.5.");
        }
    }

    private static void checkRow(double[] row, int quantiles, int index) {
        if (row.length != quantiles) {
            throw new InvalidInput(
                    "The row at index " + index + " has " + row.length + " numbers for " + quantiles + " quantiles.");
        }
        for (int q = 0; q < row.length; q++) {
            Checks.finite("quantile", row[q], index);
            if (q > 0 && row[q] < row[q - 1]) {
                throw new InvalidInput("The quantiles " + Arrays.toString(row) + " at index " + index
                        + " cross; sort each row before it is evaluated.");
            }
        }
    }

    private static void intervals(
            Map<String, double[]> values, double level, double[] targets, double[] low, double[] high) {
        values.put(
                "interval_coverage_" + level,
                each(targets, i -> targets[i] >= low[i] && targets[i] <= high[i] ? 1 : 0));
        values.put("interval_width_" + level, each(targets, i -> high[i] - low[i]));
        values.put(
                "interval_score_" + level,
                each(
                        targets,
                        i -> high[i]
                                - low[i]
                                + 2
                                        / (1 - level)
                                        * (Math.max(0, low[i] - targets[i]) + Math.max(0, targets[i] - high[i]))));
    }

    private interface RowValue {
        double of(int row);
    }

    private static double[] each(double[] targets, RowValue value) {
        double[] values = new double[targets.length];
        Arrays.parallelSetAll(values, value::of);
        return values;
    }

    private static Evaluation assess(
            ProbabilisticEvaluator evaluator, int rows, Map<String, double[]> values, List<Plot> plots) {
        EvaluationOptions options = evaluator.options();
        List<Measure> known = new ArrayList<>();
        values.keySet()
                .forEach(name ->
                        known.add(name.startsWith("interval_coverage") ? Measure.rate(name) : Measure.loss(name)));
        Checks.wanted("probabilistic", known, List.of(), options);
        List<Measure> measures = Checks.wanted(known, options);
        double[][] wanted = measures.stream()
                .map(measure -> values.getOrDefault(measure.name(), new double[0]))
                .toArray(double[][]::new);
        return Assessment.of(
                MeanRows.of("probabilistic", Map.of(), measures, wanted, Checks.weights(options, rows))
                        .drawn(plots),
                options);
    }

    private static Bars pit(double[] values, double[] weights) {
        double[] counts = new double[PIT_BINS];
        for (int i = 0; i < values.length; i++) {
            counts[Math.min(PIT_BINS - 1, (int) (values[i] * PIT_BINS))] += weights[i];
        }
        return new Bars(
                "pit",
                "Where in their predicted distributions the numbers lie",
                "predicted probability of less",
                IntStream.rangeClosed(0, PIT_BINS)
                        .mapToObj(b -> (double) b / PIT_BINS)
                        .toList(),
                List.of(new Series("rows", DoubleStream.of(counts).boxed().toList())));
    }
}
