package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationsTest {
    @Test
    void thePValueIsTheShareOfAllWaysToDeal() {
        // Of the 20 ways to deal six values to three and three, 2 are as far apart as this.
        TestResult test = TwoSample.permutation(
                new double[] {1, 2, 3}, new double[] {4, 5, 6}, TwoSample::wasserstein, 20_000, 1);
        assertThat(test.statistic()).isEqualTo(3);
        assertThat(test.pValue()).isCloseTo(0.1, within(0.01));
        assertThat(test.method()).isEqualTo("Permutation test, 20000 permutations");
    }

    @Test
    void unequalSidesAreDealtAsManyAsTheyHave() {
        // The distance tells whether the side of four holds the 9: it does in four of five ways.
        TestResult test = TwoSample.permutation(
                new double[] {9, 1, 2, 3},
                new double[] {4},
                (a, b) -> {
                    assertThat(a).hasSize(4);
                    assertThat(b).hasSize(1);
                    return Arrays.stream(a).max().orElseThrow();
                },
                20_000,
                1);
        assertThat(test.pValue()).isCloseTo(0.8, within(0.015));
    }

    @Test
    void theSameSeedGivesTheSamePValue() {
        double[] a = numbers(30, 1, 0);
        double[] b = numbers(25, 2, 0.1);
        TestResult once = TwoSample.permutation(a, b, TwoSample::energyDistance, 500, 11);
        assertThat(TwoSample.permutation(a, b, TwoSample::energyDistance, 500, 11))
                .isEqualTo(once);
        assertThat(TwoSample.permutation(a, b, TwoSample::energyDistance, 500, 12))
                .isNotEqualTo(once);
    }

    @Test
    void thePValueIsNeverBelowWhatSoManyCanTell() {
        double[] low = numbers(40, 1, 0);
        double[] high = numbers(40, 2, 100);
        assertThat(TwoSample.permutation(low, high, TwoSample::wasserstein, 99, 1)
                        .pValue())
                .isEqualTo(0.01);
    }

    @Test
    void theSamplesAreNotChangedByADistanceThatSorts() {
        double[] a = {3, 1, 2};
        TwoSample.permutation(
                a,
                new double[] {5, 4},
                (x, y) -> {
                    Arrays.sort(x);
                    return x[0];
                },
                9,
                1);
        assertThat(a).containsExactly(3, 1, 2);
    }

    @Test
    void aTableIsDealtAsItsRowsAre() {
        // Against all C(19, 10) ways to deal the rows.
        long[] a = {7, 1, 2};
        long[] b = {2, 6, 1};
        double exact = enumerated(a, b);
        TestResult test = Categorical.chiSquare(a, b, 20_000, 5);
        assertThat(test.pValue()).isCloseTo(exact, within(4 * Math.sqrt(exact * (1 - exact) / 20_000)));
        assertThat(test.statistic()).isEqualTo(Categorical.chiSquare(a, b).statistic());
        assertThat(test.method()).isEqualTo("Pearson's chi-square, 20000 permutations");
        assertThat(test.warnings()).isEmpty();
    }

    /** The share of all ways to choose ten of the 19 rows whose table has at least this statistic. */
    private static double enumerated(long[] a, long[] b) {
        int[] category = new int[19];
        int row = 0;
        for (int k = 0; k < 3; k++) {
            for (long i = 0; i < a[k] + b[k]; i++) {
                category[row++] = k;
            }
        }
        double observed = Categorical.chiSquare(a, b).statistic() - 1e-9;
        double[][][] statistic = new double[11][11][11];
        for (double[][] plane : statistic) {
            for (double[] line : plane) {
                Arrays.fill(line, -1);
            }
        }
        int all = 0;
        int atLeast = 0;
        for (int chosen = 0; chosen < 1 << 19; chosen++) {
            if (Integer.bitCount(chosen) == 10) {
                long[] x = new long[3];
                for (int i = 0; i < 19; i++) {
                    x[category[i]] += chosen >> i & 1;
                }
                double[] cell = statistic[(int) x[0]][(int) x[1]];
                if (cell[(int) x[2]] < 0) {
                    long[] y = {a[0] + b[0] - x[0], a[1] + b[1] - x[1], a[2] + b[2] - x[2]};
                    cell[(int) x[2]] = Categorical.chiSquare(x, y).statistic();
                }
                all++;
                atLeast += cell[(int) x[2]] >= observed ? 1 : 0;
            }
        }
        return (double) atLeast / all;
    }

    @Test
    void aTableOfMillionsIsDealtByItsCounts() {
        long[] a = {500_000, 300_000, 200_000, 3};
        long[] b = {501_000, 299_500, 199_490, 13};
        TestResult test = Categorical.chiSquare(a, b, 2_000, 5);
        // The one cell with small counts hardly shifts the chi-square distribution's p-value.
        assertThat(test.pValue()).isCloseTo(Categorical.chiSquare(a, b).pValue(), within(0.02));
    }

    private static double[] numbers(int count, long seed, double shift) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(count).map(value -> value + shift).toArray();
    }
}
