package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoSampleTest {
    @Test
    void aTestIsSignificantAtItsOwnPValue() {
        TestResult test = TwoSample.kolmogorovSmirnov(new double[] {1, 2, 3}, new double[] {4, 5, 6, 7});
        assertThat(test.significantAt(test.pValue())).isTrue();
        assertThat(test.significantAt(Math.nextDown(test.pValue()))).isFalse();
    }

    @Test
    void fewValuesAreWarnedOfWhereTheNormalDistributionStandsIn() {
        double[] seven = numbers(7, 0);
        double[] eight = numbers(8, 0.5);
        assertThat(TwoSample.mannWhitney(seven, eight).warnings())
                .containsExactly("With 7 and 8 values the normal p-value is rough; take the one by permutation.");
        assertThat(TwoSample.mannWhitney(eight, eight).warnings()).isEmpty();
    }

    @Test
    void andersonAndDarlingsTableEndsOnBothSides() {
        assertThat(TwoSample.andersonDarling(numbers(20, 0), numbers(20, 0.5)).warnings())
                .containsExactly("The p-value is capped: the true one is greater.");
        assertThat(TwoSample.andersonDarling(numbers(20, 0), numbers(20, 18)).warnings())
                .containsExactly("The p-value is floored: the true one is smaller.");
        assertThat(TwoSample.andersonDarling(numbers(20, 0), numbers(20, 7)).warnings())
                .isEmpty();
    }

    @Test
    void meansFarFromZeroKeepTheDigitsInWhichTheyDiffer() {
        double[] a = IntStream.range(0, 50).mapToDouble(i -> 1e9 + i % 7).toArray();
        double[] b = IntStream.range(0, 60).mapToDouble(i -> 1e9 + i % 9).toArray();
        double[] nearA = IntStream.range(0, 50).mapToDouble(i -> i % 7).toArray();
        double[] nearB = IntStream.range(0, 60).mapToDouble(i -> i % 9).toArray();
        assertThat(TwoSample.welch(a, b).statistic())
                .isCloseTo(TwoSample.welch(nearA, nearB).statistic(), within(1e-12));
    }

    @Test
    void distancesKeepTheirDigitsFarFromZero() {
        double[] a = IntStream.range(0, 50).mapToDouble(i -> 1e15 + i % 7).toArray();
        double[] b = IntStream.range(0, 60).mapToDouble(i -> 1e15 + i % 9).toArray();
        double[] nearA = IntStream.range(0, 50).mapToDouble(i -> i % 7).toArray();
        double[] nearB = IntStream.range(0, 60).mapToDouble(i -> i % 9).toArray();
        assertThat(TwoSample.wasserstein(a, b)).isEqualTo(TwoSample.wasserstein(nearA, nearB));
        assertThat(TwoSample.energyDistance(a, b)).isEqualTo(TwoSample.energyDistance(nearA, nearB));
    }

    @Test
    void aDistanceThatFitsIsFoundThoughTheRangeDoesNot() {
        // The range is 2 · 1.7e308, the distance a quarter of it.
        double[] a = {-1.7e308, -1.7e308, 1.7e308, 1.7e308};
        double[] b = {-1.7e308, 1.7e308, 1.7e308, 1.7e308};
        assertThat(TwoSample.wasserstein(a, b)).isCloseTo(0.85e308, within(1e294));
    }

    private static double[] numbers(int count, double shift) {
        return IntStream.range(0, count).mapToDouble(i -> i + shift).toArray();
    }
}
