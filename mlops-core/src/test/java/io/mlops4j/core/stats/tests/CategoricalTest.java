package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.PopulationStability;
import io.mlops4j.stats.TestResult;
import org.junit.jupiter.api.Test;

class CategoricalTest {
    @Test
    void expectedCountsUnderFiveAreWarnedOf() {
        TestResult rare = Categorical.chiSquare(new long[] {1000, 3, 1}, new long[] {990, 9, 5});
        assertThat(rare.warnings())
                .singleElement()
                .asString()
                .isEqualTo(
                        "The expected count is under 5 in 1 of 3 categories, 3.00 at the least: the p-value is rough;"
                                + " take the p-value by permutation, or merge rare categories.");
        assertThat(Categorical.gTest(new long[] {1000, 3, 1}, new long[] {990, 9, 5})
                        .warnings())
                .hasSize(1);
        assertThat(Categorical.twoProportions(1, 10, 3, 12).warnings())
                .singleElement()
                .asString()
                .contains("Fisher's exact test");
    }

    @Test
    void anExpectedCountOfFiveIsEnough() {
        assertThat(Categorical.chiSquare(new long[] {5, 5}, new long[] {5, 5}).warnings())
                .isEmpty();
        assertThat(Categorical.chiSquare(new long[] {5, 4}, new long[] {4, 5}).warnings())
                .hasSize(1);
    }

    @Test
    void whereThereIsOneCategoryNothingCanDiffer() {
        TestResult chiSquare = Categorical.chiSquare(new long[] {0, 12}, new long[] {0, 30});
        assertThat(chiSquare.statistic()).isZero();
        assertThat(chiSquare.pValue()).isOne();
        assertThat(chiSquare.warnings()).containsExactly("All rows are of one category: nothing can differ.");
        assertThat(Categorical.fisherExact(new long[] {0, 12}, new long[] {0, 30})
                        .pValue())
                .isOne();
        assertThat(Categorical.twoProportions(12, 12, 30, 30).pValue()).isOne();
        assertThat(Categorical.chiSquare(new long[] {12}, new long[] {30}, 9, 1).pValue())
                .isOne();
    }

    @Test
    void twoProportionsAreTheChiSquareTestOfTheirTable() {
        TestResult z = Categorical.twoProportions(312, 704, 189, 486);
        TestResult chiSquare = Categorical.chiSquare(new long[] {312, 392}, new long[] {189, 297});
        assertThat(z.statistic()).isPositive();
        assertThat(z.statistic() * z.statistic()).isCloseTo(chiSquare.statistic(), within(1e-11));
        assertThat(z.pValue()).isCloseTo(chiSquare.pValue(), within(1e-13));
    }

    @Test
    void fishersStatisticIsTheDifferenceOfTheShares() {
        assertThat(Categorical.fisherExact(new long[] {60, 30}, new long[] {45, 45})
                        .statistic())
                .isCloseTo(60.0 / 90 - 0.5, within(1e-15));
    }

    @Test
    void aBinWithoutRowsCountsAsTheRuleSays() {
        long[] a = {10, 0, 20, 0};
        long[] b = {12, 5, 13, 0};
        PopulationStability floor = Categorical.populationStability(a, b);
        assertThat(floor.replacedShares()).isOne();
        assertThat(floor.rule()).isEqualTo(EmptyBins.FLOOR);
        assertThat(floor.index()).isEqualTo(Categorical.psi(a, b));
        assertThat(floor.index())
                .isCloseTo(
                        psi(new double[] {1 / 3.0, 1e-4, 2 / 3.0}, new double[] {0.4, 1 / 6.0, 13 / 30.0}),
                        within(1e-14));
        PopulationStability half = Categorical.populationStability(a, b, EmptyBins.HALF);
        assertThat(half.index())
                .isCloseTo(
                        psi(
                                new double[] {10.5 / 31.5, 0.5 / 31.5, 20.5 / 31.5},
                                new double[] {12.5 / 31.5, 5.5 / 31.5, 13.5 / 31.5}),
                        within(1e-14));
    }

    private static double psi(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += (q[i] - p[i]) * Math.log(q[i] / p[i]);
        }
        return sum;
    }

    @Test
    void distancesOfSamplesWithNothingInCommonAreOne() {
        long[] a = {3, 4, 0, 0};
        long[] b = {0, 0, 5, 1};
        assertThat(Categorical.jensenShannon(a, b)).isOne();
        assertThat(Categorical.hellinger(a, b)).isCloseTo(1, within(1e-15));
        assertThat(Categorical.totalVariation(a, b)).isCloseTo(1, within(1e-15));
    }

    @Test
    void theGreatestCountsDoNotOverflow() {
        long most = Long.MAX_VALUE / 4;
        TestResult equal = Categorical.chiSquare(new long[] {most, most}, new long[] {most, most});
        assertThat(equal.statistic()).isZero();
        assertThat(Categorical.gTest(new long[] {most, most}, new long[] {most, most / 2})
                        .pValue())
                .isZero();
        assertThat(Categorical.twoProportions(most, 2 * most, most, 2 * most).pValue())
                .isOne();
    }

    @Test
    void theArraysAreOnlyRead() {
        long[] a = {5, 0, 7};
        long[] b = {0, 9, 7};
        Categorical.chiSquare(a, b, 99, 1);
        Categorical.psi(a, b);
        assertThat(a).containsExactly(5, 0, 7);
        assertThat(b).containsExactly(0, 9, 7);
    }
}
