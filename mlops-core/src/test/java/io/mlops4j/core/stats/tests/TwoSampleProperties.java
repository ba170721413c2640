package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any samples; whole numbers, so that there are ties, and moving and stretching them does not round. */
class TwoSampleProperties {
    private static final List<BiFunction<double[], double[], TestResult>> OF_RANKS = List.of(
            TwoSample::kolmogorovSmirnov,
            TwoSample::cramerVonMises,
            TwoSample::mannWhitney,
            TwoSample::andersonDarling);

    private static final List<ToDoubleBiFunction<double[], double[]>> DISTANCES =
            List.of(TwoSample::wasserstein, TwoSample::energyDistance);

    @Provide
    Arbitrary<double[]> samples() {
        return Arbitraries.integers()
                .between(-20, 20)
                .list()
                .ofMinSize(2)
                .ofMaxSize(25)
                .map(list -> list.stream().mapToDouble(Integer::doubleValue).toArray());
    }

    @Property(tries = 200)
    void theSidesOfATestCanBeSwapped(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        assumeVaried(a, b);
        for (BiFunction<double[], double[], TestResult> test : OF_RANKS) {
            TestResult one = test.apply(a, b);
            assertThat(test.apply(b, a).pValue()).as(one.method()).isCloseTo(one.pValue(), within(1e-12));
        }
        double pairs = (double) a.length * b.length;
        assertThat(TwoSample.mannWhitney(a, b).statistic()
                        + TwoSample.mannWhitney(b, a).statistic())
                .isEqualTo(pairs);
        TestResult welch = TwoSample.welch(a, b);
        assertThat(TwoSample.welch(b, a).statistic()).isCloseTo(-welch.statistic(), within(1e-12));
        assertThat(TwoSample.welch(b, a).pValue()).isCloseTo(welch.pValue(), within(1e-12));
        for (ToDoubleBiFunction<double[], double[]> distance : DISTANCES) {
            assertThat(distance.applyAsDouble(b, a)).isCloseTo(distance.applyAsDouble(a, b), within(1e-12));
        }
    }

    @Property(tries = 200)
    void theOrderOfTheValuesDoesNotMatter(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        assumeVaried(a, b);
        double[] reversed = new double[a.length];
        Arrays.setAll(reversed, i -> a[a.length - 1 - i]);
        double[] before = reversed.clone();
        for (BiFunction<double[], double[], TestResult> test : OF_RANKS) {
            assertThat(test.apply(reversed, b)).isEqualTo(test.apply(a, b));
        }
        assertThat(TwoSample.welch(reversed, b)).isEqualTo(TwoSample.welch(a, b));
        for (ToDoubleBiFunction<double[], double[]> distance : DISTANCES) {
            assertThat(distance.applyAsDouble(reversed, b)).isEqualTo(distance.applyAsDouble(a, b));
        }
        assertThat(reversed).isEqualTo(before);
    }

    @Property(tries = 200)
    void testsOfRanksDoNotChangeUnderARisingMap(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        assumeVaried(a, b);
        for (DoubleUnaryOperator rising : List.<DoubleUnaryOperator>of(Math::exp, x -> x * x * x, x -> x * 1e-300)) {
            for (BiFunction<double[], double[], TestResult> test : OF_RANKS) {
                assertThat(test.apply(mapped(a, rising), mapped(b, rising))).isEqualTo(test.apply(a, b));
            }
        }
    }

    @Property(tries = 200)
    void distancesMoveWithTheScaleAndNotWithTheOrigin(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        assumeVaried(a, b);
        double wasserstein = TwoSample.wasserstein(a, b);
        double energy = TwoSample.energyDistance(a, b);
        TestResult welch = TwoSample.welch(a, b);
        DoubleUnaryOperator moved = x -> 1024 - 8 * x;
        assertThat(TwoSample.wasserstein(mapped(a, moved), mapped(b, moved))).isCloseTo(8 * wasserstein, within(1e-11));
        assertThat(TwoSample.energyDistance(mapped(a, moved), mapped(b, moved)))
                .isCloseTo(Math.sqrt(8) * energy, within(1e-11));
        assertThat(TwoSample.welch(mapped(a, moved), mapped(b, moved)).pValue())
                .isCloseTo(welch.pValue(), within(1e-12));
        DoubleUnaryOperator huge = x -> Math.scalb(x, 1_000);
        assertThat(TwoSample.welch(mapped(a, huge), mapped(b, huge))).isEqualTo(welch);
        assertThat(TwoSample.wasserstein(mapped(a, huge), mapped(b, huge))).isEqualTo(Math.scalb(wasserstein, 1_000));
    }

    @Property(tries = 200)
    void everyStatisticKeepsItsBounds(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        assumeVaried(a, b);
        assertThat(TwoSample.kolmogorovSmirnov(a, b).statistic()).isBetween(0.0, 1.0);
        assertThat(TwoSample.mannWhitney(a, b).statistic()).isBetween(0.0, (double) a.length * b.length);
        assertThat(TwoSample.andersonDarling(a, b).pValue()).isBetween(0.001, 0.25);
        double[] sortedA = mapped(a, x -> x);
        double[] sortedB = mapped(b, x -> x);
        Arrays.sort(sortedA);
        Arrays.sort(sortedB);
        double range = Math.max(sortedA[a.length - 1], sortedB[b.length - 1]) - Math.min(sortedA[0], sortedB[0]);
        double means = Math.abs(Arrays.stream(a).average().orElseThrow()
                - Arrays.stream(b).average().orElseThrow());
        assertThat(TwoSample.wasserstein(a, b)).isBetween(means - 1e-12, range + 1e-12);
        assertThat(TwoSample.energyDistance(a, b)).isBetween(0.0, Math.sqrt(2 * range) + 1e-12);
    }

    @Property(tries = 200)
    void aSampleIsLikeItself(@ForAll("samples") double[] a) {
        assertThat(TwoSample.kolmogorovSmirnov(a, a).pValue()).isOne();
        assertThat(TwoSample.mannWhitney(a, a).pValue()).isOne();
        assertThat(TwoSample.wasserstein(a, a)).isZero();
        assertThat(TwoSample.energyDistance(a, a)).isZero();
        double[] twice = Arrays.copyOf(a, 2 * a.length);
        System.arraycopy(a, 0, twice, a.length, a.length);
        assertThat(TwoSample.wasserstein(a, twice)).isZero();
    }

    @Property(tries = 200)
    void wassersteinIsWhatSortedSamplesOfOneSizeDifferByOnTheAverage(
            @ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        int size = Math.min(a.length, b.length);
        double[] one = Arrays.copyOf(a, size);
        double[] other = Arrays.copyOf(b, size);
        double distance = TwoSample.wasserstein(one, other);
        Arrays.sort(one);
        Arrays.sort(other);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        assertThat(distance).isCloseTo(sum / size, within(1e-12));
    }

    @Property(tries = 200)
    void theEnergyDistanceIsThatOfTheMeanDistancesOfPairs(
            @ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        double squared = 2 * mean(a, b) - mean(a, a) - mean(b, b);
        assertThat(TwoSample.energyDistance(a, b)).isCloseTo(Math.sqrt(Math.max(0, squared)), within(1e-6));
    }

    private static double mean(double[] a, double[] b) {
        return Arrays.stream(a)
                .map(x -> Arrays.stream(b).map(y -> Math.abs(x - y)).average().orElseThrow())
                .average()
                .orElseThrow();
    }

    @Property(tries = 200)
    void mannWhitneyCountsPairs(@ForAll("samples") double[] a, @ForAll("samples") double[] b) {
        double wins = 0;
        for (double x : a) {
            for (double y : b) {
                wins += x > y ? 1 : x == y ? 0.5 : 0;
            }
        }
        assertThat(TwoSample.mannWhitney(a, b).statistic()).isEqualTo(wins);
    }

    private static void assumeVaried(double[] a, double[] b) {
        Assume.that(Arrays.stream(a).distinct().count() > 1
                || Arrays.stream(b).distinct().count() > 1);
    }

    private static double[] mapped(double[] values, DoubleUnaryOperator map) {
        return Arrays.stream(values).map(map).toArray();
    }
}
