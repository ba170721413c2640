package io.mlops4j.core.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Calibrator;
import io.mlops4j.evaluation.IsotonicCalibrator;
import io.mlops4j.evaluation.PlattCalibrator;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CalibratorProperties {
    @Property(tries = 100)
    void theRisingLineIsTheLeastSquaresOneByMinimaxOfMeans(
            @ForAll @IntRange(min = 2, max = 25) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = labels(rows, random);
        double[] scores = random.ints(rows, 0, 12).mapToDouble(s -> s / 11.0).toArray();
        IsotonicCalibrator fitted = Calibrator.isotonic(labels, scores);
        for (double score : scores) {
            assertThat(fitted.apply(score)).isCloseTo(minimax(labels, scores, score), within(1e-12));
        }
    }

    /** The greatest over lower bounds of the least over upper bounds of the mean label between (Robertson, Wright and Dykstra 1988, 1.4). */
    private static double minimax(int[] labels, double[] scores, double at) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double low : scores) {
            double least = Double.POSITIVE_INFINITY;
            for (double high : scores) {
                if (low <= at && at <= high) {
                    double mean = IntStream.range(0, labels.length)
                            .filter(i -> low <= scores[i] && scores[i] <= high)
                            .mapToDouble(i -> labels[i])
                            .average()
                            .orElseThrow();
                    least = Math.min(least, mean);
                }
            }
            greatest = low <= at ? Math.max(greatest, least) : greatest;
        }
        return greatest;
    }

    @Property(tries = 100)
    void theSigmoidHasAsManyExpectedAsItsTargets(
            @ForAll @IntRange(min = 2, max = 60) int rows,
            @ForAll @IntRange(min = -6, max = 6) int exponent,
            @ForAll long seed) {
        Random random = new Random(seed);
        double unit = Math.pow(10, exponent);
        int[] labels = labels(rows, random);
        double[] scores = IntStream.range(0, rows)
                .mapToDouble(i -> unit * (random.nextGaussian() + labels[i]))
                .toArray();
        PlattCalibrator fitted = Calibrator.platt(labels, scores);
        int positives = Arrays.stream(labels).sum();
        double expected =
                positives * (positives + 1.0) / (positives + 2) + (rows - positives) / (rows - positives + 2.0);
        assertThat(Arrays.stream(fitted.apply(scores)).sum()).isCloseTo(expected, within(1e-7 * rows));
    }

    @Property(tries = 100)
    void aTemperatureKeepsTheOrderOfTheClasses(@ForAll @IntRange(min = 2, max = 40) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = labels(rows, random);
        double[] scores = random.doubles(rows).toArray();
        Calibrator fitted = Calibrator.temperature(labels, scores);
        for (double score : scores) {
            assertThat(fitted.apply(score)).isBetween(0.0, 1.0);
            assertThat(fitted.apply(score) >= 0.5).isEqualTo(score >= 0.5);
        }
    }

    @Property(tries = 100)
    void allComeBackFromJsonAndNeverFall(@ForAll @IntRange(min = 3, max = 40) int rows, @ForAll long seed) {
        Random random = new Random(seed);
        int[] labels = labels(rows, random);
        double[] scores = random.doubles(rows).toArray();
        for (Calibrator fitted : new Calibrator[] {
            Calibrator.platt(labels, scores),
            Calibrator.isotonic(labels, scores),
            Calibrator.temperature(labels, scores)
        }) {
            assertThat(Calibrator.fromJson(fitted.toJson())).isEqualTo(fitted);
            if (!(fitted instanceof PlattCalibrator platt) || platt.slope() >= 0) {
                double[] probabilities =
                        fitted.apply(Arrays.stream(scores).sorted().toArray());
                assertThat(probabilities).isSorted();
            }
        }
    }

    private static int[] labels(int rows, Random random) {
        int[] labels = random.ints(rows, 0, 2).toArray();
        labels[0] = 0;
        labels[1] = 1;
        return labels;
    }
}
