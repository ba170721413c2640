package io.mlops4j.core.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.BinaryEvaluator;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ModelComparisonProperties {
    @Property(tries = 40)
    void swappingTheModelsTurnsTheDifferencesAround(
            @ForAll @IntRange(min = 6, max = 60) int rows, @ForAll @IntRange(max = 1000) int seed) {
        Random random = new Random(seed);
        int[] labels = IntStream.range(0, rows).map(i -> i % 2).toArray();
        double[] one = tenths(rows, random);
        double[] other = tenths(rows, random);
        BinaryEvaluator evaluator =
                Evaluator.binary().only("roc_auc", "accuracy", "recall").resamples(100);
        Comparison there =
                evaluator.against("other", other).evaluate(labels, one).comparison("other");
        Comparison back = evaluator.against("one", one).evaluate(labels, other).comparison("one");
        for (Difference difference : there.differences()) {
            Difference turned = back.difference(difference.metric());
            assertThat(turned.difference()).isEqualTo(-difference.difference());
            assertThat(turned.interval().low()).isCloseTo(-difference.interval().high(), within(1e-12));
            assertThat(turned.interval().high())
                    .isCloseTo(-difference.interval().low(), within(1e-12));
            assertThat(turned.pValue()).isCloseTo(difference.pValue(), within(1e-12));
            assertThat(turned.better()).isEqualTo(difference.worse());
        }
    }

    @Property(tries = 40)
    void theBootstrapsPValueAgreesWithItsInterval(
            @ForAll @IntRange(min = 20, max = 60) int rows, @ForAll @IntRange(max = 1000) int seed) {
        Random random = new Random(seed);
        double[] targets = random.doubles(rows).toArray();
        double[] one = random.doubles(rows).toArray();
        double[] other = random.doubles(rows).map(p -> p * 1.3).toArray();
        Comparison comparison = Evaluator.regression()
                .confidence(0.9)
                .against("other", other)
                .evaluate(targets, one)
                .comparison("other");
        for (Difference difference : comparison.differences()) {
            // Between two neighbouring resamples the interval is interpolated and the p-value is not.
            if (Math.abs(difference.pValue() - 0.1) > 0.02) {
                assertThat(difference.interval().contains(0))
                        .as(difference.toString())
                        .isEqualTo(difference.pValue() > 0.1);
            }
        }
    }

    /** Two models that are equally good, many times: a p-value below 0.05 in about 5 % of them, below 0.5 in about half. */
    @Example
    void amongEqualModelsPValuesAreAboutUniform() {
        int samples = 400;
        Map<String, double[]> pValues = new LinkedHashMap<>();
        SplittableRandom seeds = new SplittableRandom(20261123);
        for (int s = 0; s < samples; s++) {
            Random random = new Random(seeds.nextLong());
            int[] labels = IntStream.range(0, 120).map(i -> i % 2).toArray();
            double[] shared = random.doubles(120, -1, 1).toArray();
            Comparison comparison = Evaluator.binary()
                    .only("roc_auc", "accuracy", "brier", "average_precision", "f1")
                    .resamples(200)
                    .against("equal", noisy(labels, shared, random))
                    .evaluate(labels, noisy(labels, shared, random))
                    .comparison("equal");
            for (Difference difference : comparison.differences()) {
                pValues.computeIfAbsent(difference.metric(), name -> new double[samples])[s] = difference.pValue();
            }
        }
        pValues.forEach((metric, values) -> {
            // Four standard errors of 400 draws; McNemar's exact test and its correction are conservative.
            assertThat(share(values, 0.05)).as(metric).isBetween(metric.equals("accuracy") ? 0.0 : 0.006, 0.094);
            assertThat(share(values, 0.5)).as(metric).isBetween(metric.equals("accuracy") ? 0.25 : 0.4, 0.6);
        });
    }

    private static double share(double[] values, double below) {
        int count = 0;
        for (double value : values) {
            count += value < below ? 1 : 0;
        }
        return (double) count / values.length;
    }

    private static double[] noisy(int[] labels, double[] shared, Random random) {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> 1 / (1 + Math.exp(-(2.0 * labels[i] - 1 + shared[i] + random.nextGaussian()))))
                .toArray();
    }

    private static double[] tenths(int rows, Random random) {
        return random.ints(rows, 0, 11).mapToDouble(tenth -> tenth / 10.0).toArray();
    }
}
