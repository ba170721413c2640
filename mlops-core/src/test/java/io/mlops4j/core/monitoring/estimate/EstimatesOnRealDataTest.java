package io.mlops4j.core.monitoring.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Estimates without labels beside the metrics of the same rows with them, on real data; the first half of the rows is the reference. Prints the table of docs/monitoring.md with
 * {@code -Dmlops.print=true}.
 */
class EstimatesOnRealDataTest {
    private static double[][] rows(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EstimatesOnRealDataTest.class.getResourceAsStream(file)),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void holds(String what, List<String> names, Map<String, Metric> estimated, Evaluation realised) {
        for (String name : names) {
            Metric estimate = estimated.get(name);
            Metric truth = realised.metric(name);
            if (Boolean.getBoolean("mlops.print")) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.3f | %.3f to %.3f | %.3f |%n",
                        what,
                        name,
                        estimate.value(),
                        estimate.interval().low(),
                        estimate.interval().high(),
                        truth.value());
            }
            assertThat(truth.value())
                    .as(name)
                    .isBetween(estimate.interval().low(), estimate.interval().high());
        }
    }

    private static double[][] pairs(double[][] rows, int column) {
        return Arrays.stream(rows)
                .map(row -> new double[] {1 - row[column], row[column]})
                .toArray(double[][]::new);
    }

    private static int[] labels(double[][] rows) {
        return Arrays.stream(rows).mapToInt(row -> (int) row[0]).toArray();
    }

    @Test
    void tumoursAreEstimatedWithinTheInterval() {
        double[][] all = rows("tumours.csv");
        double[][] reference = Arrays.copyOfRange(all, 0, 200);
        double[][] window = Arrays.copyOfRange(all, 200, 400);
        Cbpe cbpe = Cbpe.learn(labels(reference), pairs(reference, 1), 0.5);
        assertThat(cbpe.refusal()).isEmpty();
        Evaluation realised = Evaluator.binary()
                .evaluate(
                        labels(window),
                        Arrays.stream(window).mapToDouble(row -> row[1]).toArray());
        holds(
                "tumours",
                List.of("roc_auc", "accuracy", "precision", "recall", "specificity", "f1", "brier"),
                cbpe.estimate(pairs(window, 1), 0.95),
                realised);
    }

    private static double[][] classes(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> {
                    double sum = row[1] + row[2] + row[3];
                    return new double[] {row[1] / sum, row[2] / sum, row[3] / sum};
                })
                .toArray(double[][]::new);
    }

    @Test
    void weatherIsEstimatedWithinTheInterval() {
        double[][] all = rows("weather_classes.csv");
        double[][] reference = Arrays.copyOfRange(all, 0, 545);
        double[][] window = Arrays.copyOfRange(all, 545, all.length);
        Cbpe cbpe = Cbpe.learn(labels(reference), classes(reference), 0.5);
        assertThat(cbpe.refusal()).isEmpty();
        holds(
                "weather",
                List.of("accuracy", "precision_macro", "recall_macro", "f1_macro", "roc_auc_ovr_macro"),
                cbpe.estimate(classes(window), 0.95),
                Evaluator.multiclass().evaluate(labels(window), classes(window)));
    }

    @Test
    void temperaturesAreEstimatedWithinTheInterval() {
        double[][] all = rows("weather_temperature.csv");
        double[][] reference = Arrays.copyOfRange(all, 0, 545);
        double[][] window = Arrays.copyOfRange(all, 545, all.length);
        Dle dle = dle(reference);
        assertThat(dle.refusal()).isEmpty();
        double[][] expected = Arrays.stream(window)
                .map(row -> dle.expect(Arrays.copyOf(row, 4), row[4]))
                .toArray(double[][]::new);
        holds(
                "temperature",
                List.of("mae", "mse", "rmse"),
                dle.estimate(expected, 0.95),
                Evaluator.regression().evaluate(column(window, 5), column(window, 4)));
    }

    private static Dle dle(double[][] reference) {
        return Dle.learn(
                Arrays.stream(reference).map(row -> Arrays.copyOf(row, 4)).toArray(double[][]::new),
                column(reference, 4),
                column(reference, 5));
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    @Test
    void rowsOfWorsePartsAreExpectedToBeWorse() {
        // Errors grow with x, and the window has the greater x.
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[4_000][];
        double[] predictions = new double[rows.length];
        double[] truths = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double x = random.nextDouble();
            rows[i] = new double[] {x};
            truths[i] = x * random.nextGaussian();
        }
        Dle dle = Dle.learn(rows, predictions, truths);
        double[][] expected = new double[500][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = dle.expect(new double[] {0.8 + 0.2 * random.nextDouble()}, 0);
        }
        // E|0.9 z| = 0.9 sqrt(2/π)
        assertThat(dle.estimate(expected, 0.95).get("mae").interval().contains(0.9 * Math.sqrt(2 / Math.PI)))
                .isTrue();
    }
}
