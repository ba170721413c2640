package io.mlops4j.core.evaluation.probabilistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.evaluation.assess.SortedOrder;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What holds of the scores of any distributions. */
class ProbabilisticProperties {
    private static double[] numbers(int n, Random random) {
        return random.doubles(n, -5, 5).toArray();
    }

    /** Quarters, so that ties abound, and sums are exact. */
    private static double[] coarse(int n, Random random) {
        return random.ints(n, -8, 8).mapToDouble(i -> i / 4.0).toArray();
    }

    private static double crps(double target, double[] samples) {
        return Evaluator.probabilistic()
                .evaluateSamples(new double[] {target}, new double[][] {samples})
                .metric("crps")
                .value();
    }

    private static Evaluation quantiles(double target, double[] quantiles, double[] predicted) {
        return Evaluator.probabilistic()
                .evaluateQuantiles(new double[] {target}, quantiles, new double[][] {predicted});
    }

    private static double[] middles(int n) {
        return IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n).toArray();
    }

    @Property(tries = 300)
    void samplesFarFromZeroScoreAsThoseNearIt(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = coarse(n, random);
        double target = samples[random.nextInt(n)];
        double far = Math.scalb(1.0, 45);
        double crps = crps(target, samples);
        assertThat(crps).isGreaterThanOrEqualTo(0);
        assertThat(crps(far + target, Arrays.stream(samples).map(x -> far + x).toArray()))
                .isEqualTo(crps);
    }

    @Property(tries = 500)
    void oneSampleManyTimesScoresItsAbsoluteError(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @DoubleRange(min = -1e6, max = 1e6) double sample) {
        double[] samples = new double[n];
        Arrays.fill(samples, sample);
        assertThat(crps(sample, samples)).isZero();
        assertThat(crps(sample + 3, samples)).isEqualTo(Math.abs(sample + 3 - sample));
        assertThat(crps(sample - 3, samples)).isEqualTo(Math.abs(sample - 3 - sample));
    }

    @Property(tries = 200)
    void samplesScoreByTheirDistances(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = numbers(n, random);
        double target = 6 * random.nextGaussian();
        double expected = 0;
        for (double one : samples) {
            expected += Math.abs(one - target) / n;
            for (double other : samples) {
                expected -= Math.abs(one - other) / (2.0 * n * n);
            }
        }
        assertThat(crps(target, samples)).isCloseTo(expected, within(1e-12));
    }

    /** Laio and Tamea 2007, doi:10.5194/hess-11-1267-2007: the score is an integral over quantiles, and samples have as many as there are. */
    @Property(tries = 200)
    void halfTheScoreOfSamplesIsTheMeanPinballLossInTheMiddleOfEach(
            @ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] samples = numbers(n, random);
        Arrays.sort(samples);
        double target = 6 * random.nextGaussian();
        assertThat(quantiles(target, middles(n), samples).metric("mean_pinball").value())
                .isCloseTo(crps(target, samples) / 2, within(1e-12));
    }

    @Property(tries = 100)
    void halfTheScoreOfANormalIsAboutTheMeanPinballLossOfManyQuantiles(
            @ForAll @DoubleRange(min = -3, max = 3) double target,
            @ForAll @DoubleRange(min = 0.1, max = 10) double deviation) {
        NormalDistribution normal = NormalDistribution.of(1, deviation);
        double[] quantiles = middles(500);
        double[] predicted = Arrays.stream(quantiles)
                .map(normal::inverseCumulativeProbability)
                .toArray();
        double crps = Evaluator.probabilistic()
                .evaluateNormal(new double[] {target}, new double[] {1}, new double[] {deviation})
                .metric("crps")
                .value();
        assertThat(2
                        * quantiles(target, quantiles, predicted)
                                .metric("mean_pinball")
                                .value())
                .isCloseTo(crps, within(0.01 * crps));
    }

    @Property(tries = 200)
    void theScoreOfANormalShrinksToTheAbsoluteError(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double target,
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double mean) {
        double crps = Evaluator.probabilistic()
                .evaluateNormal(new double[] {target}, new double[] {mean}, new double[] {1e-12})
                .metric("crps")
                .value();
        assertThat(crps).isGreaterThanOrEqualTo(0).isCloseTo(Math.abs(target - mean), within(1e-9));
    }

    @Property(tries = 100)
    void widerIntervalsHoldNoLess(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] samples = IntStream.range(0, n)
                .mapToObj(i -> numbers(1 + random.nextInt(20), random))
                .toArray(double[][]::new);
        Evaluation evaluation =
                Evaluator.probabilistic().intervals(0.3, 0.6, 0.9).evaluateSamples(numbers(n, random), samples);
        double before = 0;
        double width = 0;
        for (String level : new String[] {"0.3", "0.6", "0.9"}) {
            double coverage = evaluation.metric("interval_coverage_" + level).value();
            assertThat(coverage).isBetween(before, 1.0);
            assertThat(evaluation.metric("interval_width_" + level).value()).isGreaterThanOrEqualTo(width);
            assertThat(evaluation.metric("interval_score_" + level).value())
                    .isGreaterThanOrEqualTo(
                            evaluation.metric("interval_width_" + level).value());
            before = coverage;
            width = evaluation.metric("interval_width_" + level).value();
        }
    }

    @Property(tries = 100)
    void anotherUnitIsAnotherUnitOfTheScores(
            @ForAll @IntRange(min = 1, max = 20) int n,
            @ForAll long seed,
            @ForAll @DoubleRange(min = 0.01, max = 100) double unit) {
        Random random = new Random(seed);
        double[] targets = numbers(n, random);
        double[][] samples =
                IntStream.range(0, n).mapToObj(i -> numbers(7, random)).toArray(double[][]::new);
        double[][] scaled = Arrays.stream(samples)
                .map(row -> Arrays.stream(row).map(x -> x * unit).toArray())
                .toArray(double[][]::new);
        Evaluation one = Evaluator.probabilistic().evaluateSamples(targets, samples);
        Evaluation other = Evaluator.probabilistic()
                .evaluateSamples(Arrays.stream(targets).map(x -> x * unit).toArray(), scaled);
        one.metrics().forEach((name, metric) -> {
            double factor = name.startsWith("interval_coverage") ? 1 : unit;
            assertThat(other.metric(name).value())
                    .as(name)
                    .isCloseTo(metric.value() * factor, within(1e-9 * (1 + factor)));
        });
    }

    @Property(tries = 100)
    void aWholeWeightIsARepetition(@ForAll @IntRange(min = 1, max = 20) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] targets = numbers(n, random);
        double[] means = numbers(n, random);
        double[] deviations = random.doubles(n, 0.1, 3).toArray();
        int[] repeats = random.ints(n, 0, 4).toArray();
        repeats[random.nextInt(n)] = 1;
        int[] rows = IntStream.range(0, n)
                .flatMap(i -> IntStream.generate(() -> i).limit(repeats[i]))
                .toArray();
        Evaluation repeated = Evaluator.probabilistic()
                .evaluateNormal(
                        SortedOrder.permuted(targets, rows),
                        SortedOrder.permuted(means, rows),
                        SortedOrder.permuted(deviations, rows));
        Evaluation weighted = Evaluator.probabilistic()
                .weights(Arrays.stream(repeats).asDoubleStream().toArray())
                .evaluateNormal(targets, means, deviations);
        assertThat(weighted.metrics()).containsOnlyKeys(repeated.metrics().keySet());
        assertThat(weighted.plots()).hasSize(1).isEqualTo(repeated.plots());
        repeated.metrics()
                .forEach((name, metric) -> assertThat(weighted.metric(name).value())
                        .as(name)
                        .isCloseTo(metric.value(), within(1e-9 * (1 + Math.abs(metric.value())))));
    }
}
