package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.MultipleTesting;
import io.mlops4j.stats.TwoSample;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndefinedStatisticsTest {
    private static final double[] SOME = {1, 2, 3};
    private static final double[] NONE = {};
    private static final long[] COUNTS = {3, 4};

    static Stream<Named<BiConsumer<double[], double[]>>> ofNumbers() {
        return Stream.of(
                Named.of("Kolmogorov-Smirnov", TwoSample::kolmogorovSmirnov),
                Named.of("Cramér-von Mises", TwoSample::cramerVonMises),
                Named.of("Mann-Whitney", TwoSample::mannWhitney),
                Named.of("Anderson-Darling", TwoSample::andersonDarling),
                Named.of("Welch", TwoSample::welch),
                Named.of("Wasserstein", TwoSample::wasserstein),
                Named.of("energy", TwoSample::energyDistance),
                Named.of("permutation", (a, b) -> TwoSample.permutation(a, b, TwoSample::wasserstein, 9, 1)));
    }

    static Stream<Named<BiConsumer<long[], long[]>>> ofCounts() {
        return Stream.of(
                Named.of("chi-square", Categorical::chiSquare),
                Named.of("chi-square, permutations", (a, b) -> Categorical.chiSquare(a, b, 9, 1)),
                Named.of("G", Categorical::gTest),
                Named.of("Fisher", Categorical::fisherExact),
                Named.of("PSI", Categorical::psi),
                Named.of("Jensen-Shannon", Categorical::jensenShannon),
                Named.of("Kullback-Leibler", Categorical::kullbackLeibler),
                Named.of("Hellinger", Categorical::hellinger),
                Named.of("total variation", Categorical::totalVariation));
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void aSampleOfNothingIsRefused(BiConsumer<double[], double[]> statistic) {
        refused(() -> statistic.accept(NONE, SOME), "The first sample is empty");
        refused(() -> statistic.accept(SOME, NONE), "The second sample is empty");
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void whatIsNotFiniteIsRefused(BiConsumer<double[], double[]> statistic) {
        refused(
                () -> statistic.accept(new double[] {1, Double.NaN}, SOME),
                "The first sample has the value NaN at index 1");
        refused(
                () -> statistic.accept(SOME, new double[] {Double.NEGATIVE_INFINITY, 1}),
                "The second sample has the value -Infinity at index 0");
    }

    @ParameterizedTest
    @MethodSource("ofCounts")
    void countsThatCannotBeComparedAreRefused(BiConsumer<long[], long[]> statistic) {
        refused(() -> statistic.accept(COUNTS, new long[] {1, -1}), "the count -1 at index 1");
        refused(() -> statistic.accept(new long[] {0, 0}, COUNTS), "The first sample has no rows in any of its 2");
        refused(() -> statistic.accept(COUNTS, new long[] {0, 0}), "The second sample has no rows");
        refused(() -> statistic.accept(new long[] {Long.MAX_VALUE, 1}, COUNTS), "more than a long holds");
        refused(() -> statistic.accept(new long[] {Long.MAX_VALUE, 0}, COUNTS), "more than a long holds");
        refused(() -> statistic.accept(COUNTS, new long[] {1, 2, 3}), "2");
        refused(() -> statistic.accept(new long[0], new long[0]), "0");
    }

    @Test
    void whereNothingVariesThereIsNothingToMeasureIn() {
        double[] ones = {1, 1, 1};
        refused(() -> TwoSample.cramerVonMises(ones, ones), "all values are the same, here 1.0");
        refused(() -> TwoSample.andersonDarling(ones, ones), "all values are the same, here 1.0");
        refused(() -> TwoSample.welch(ones, new double[] {2, 2}), "neither sample varies: the first is 1.0");
        refused(() -> TwoSample.maximumMeanDiscrepancy(ones, ones, 9, 1), "all rows are the same");
    }

    @Test
    void tooFewValuesAreRefused() {
        double[] one = {1};
        refused(() -> TwoSample.cramerVonMises(one, SOME), "at least 2 values a side; there are 1 and 3");
        refused(() -> TwoSample.welch(SOME, one), "at least 2 values a side; there are 3 and 1");
        refused(() -> TwoSample.andersonDarling(one, new double[] {1, 2}), "at least four values in all");
        refused(() -> TwoSample.maximumMeanDiscrepancy(one, SOME, 9, 1), "at least two rows a side; there are 1 and 3");
    }

    @Test
    void aDistanceThatNoDoubleHoldsIsRefused() {
        double[] low = {-Double.MAX_VALUE};
        double[] high = {Double.MAX_VALUE};
        refused(() -> TwoSample.wasserstein(low, high), "greater than a double can be");
        refused(() -> TwoSample.energyDistance(low, high), "greater than a double can be");
    }

    @Test
    void rowsOfDifferentLengthsAreRefused() {
        double[][] two = {{1, 2}, {3, 4}};
        refused(
                () -> TwoSample.maximumMeanDiscrepancy(two, new double[][] {{1, 2}, {3}}, 1),
                "Row 1 of the second sample has 1 numbers, the first row of the first sample 2");
        refused(() -> TwoSample.maximumMeanDiscrepancy(new double[2][0], new double[2][0], 1), "at least one");
        refused(
                () -> TwoSample.maximumMeanDiscrepancy(two, new double[][] {{1, 2}, {3, Double.NaN}}, 9, 1),
                "The second sample has the value NaN");
    }

    @Test
    void moreRowsThanAKernelIsKeptForAreRefused() {
        refused(
                () -> TwoSample.maximumMeanDiscrepancy(new double[3_000], new double[1_001], 9, 1),
                "4001 rows, more than the 4000");
    }

    @Test
    void aBandwidthIsPositive() {
        double[][] rows = {{1}, {2}};
        for (double bandwidth : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(() -> TwoSample.maximumMeanDiscrepancy(rows, rows, bandwidth), "The bandwidth " + bandwidth);
        }
    }

    @Test
    void permutationsAreFromOneToAMillion() {
        for (int permutations : new int[] {-1, 0, 1_000_001}) {
            String message = "The number of permutations " + permutations + " is not from 1 to 1000000";
            refused(() -> TwoSample.permutation(SOME, SOME, TwoSample::wasserstein, permutations, 1), message);
            refused(() -> TwoSample.maximumMeanDiscrepancy(SOME, SOME, permutations, 1), message);
            refused(() -> Categorical.chiSquare(COUNTS, COUNTS, permutations, 1), message);
        }
    }

    @Test
    void aDistanceThatCannotBeRankedIsRefused() {
        refused(() -> TwoSample.permutation(SOME, SOME, (a, b) -> Double.NaN, 9, 1), "is NaN, which cannot be ranked");
    }

    @Test
    void fishersTestHasTwoCategories() {
        refused(
                () -> Categorical.fisherExact(new long[] {1, 2, 3}, COUNTS),
                "compares two categories; there are 3 and 2");
    }

    @Test
    void moreRowsThanCanBeDealtAreRefused() {
        long[] many = {1L << 30, 1L << 30};
        refused(() -> Categorical.fisherExact(many, COUNTS), "more than the 2147483647");
        refused(() -> Categorical.chiSquare(many, COUNTS, 9, 1), "more than the 2147483647");
    }

    @Test
    void aCountIsNotMoreThanItsRows() {
        refused(() -> Categorical.twoProportions(3, 2, 1, 2), "The first sample has the count 3 of 2 rows");
        refused(() -> Categorical.twoProportions(1, 2, -1, 2), "The second sample has the count -1 of 2 rows");
        refused(() -> Categorical.twoProportions(0, 0, 1, 2), "The first sample has the count 0 of 0 rows");
    }

    @Test
    void whatIsNoProbabilityIsNotAdjusted() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            refused(() -> MultipleTesting.benjaminiHochberg(new double[] {0.5, p}), "The p-value " + p + " at index 1");
            refused(() -> MultipleTesting.holm(new double[] {p}), "The p-value " + p + " at index 0");
        }
        refused(() -> MultipleTesting.eBenjaminiHochberg(new double[] {2, -1}, 0.1), "The e-value -1.0 at index 1");
        refused(() -> MultipleTesting.eBenjaminiHochberg(new double[] {Double.NaN}, 0.1), "The e-value NaN at index 0");
    }

    @Test
    void aLevelIsBetweenZeroAndOne() {
        for (double level : new double[] {0, 1, -1, Double.NaN}) {
            refused(() -> MultipleTesting.atMost(new double[] {0.5}, level), "The level " + level);
            refused(() -> MultipleTesting.eBenjaminiHochberg(new double[] {2}, level), "The level " + level);
            refused(() -> TwoSample.mannWhitney(SOME, SOME).significantAt(level), "The level " + level);
        }
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidInput.class).hasMessageContaining(message);
    }
}
