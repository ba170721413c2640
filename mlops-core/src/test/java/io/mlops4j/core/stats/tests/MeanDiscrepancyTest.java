package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanDiscrepancyTest {
    @Test
    void theBandwidthIsTheMedianDistance() {
        // Distances of {0, 1, 3} and {7, 8}: 1, 1, 2, 3, 4, 5, 6, 7, 7, 8; the median is 4.5.
        double[] a = {0, 1, 3};
        double[] b = {7, 8};
        TestResult test = TwoSample.maximumMeanDiscrepancy(a, b, 99, 1);
        assertThat(test.method()).isEqualTo("Maximum mean discrepancy, RBF kernel of bandwidth 4.500, 99 permutations");
        assertThat(test.statistic())
                .isCloseTo(TwoSample.maximumMeanDiscrepancy(column(a), column(b), 4.5), within(1e-14));
    }

    @Test
    void equalRowsDoNotNarrowTheBandwidth() {
        double[] a = {0, 0, 0, 0, 0, 0};
        double[] b = {0, 0, 0, 2};
        assertThat(TwoSample.maximumMeanDiscrepancy(a, b, 9, 1).method()).contains("bandwidth 2.000");
    }

    @Test
    void theEstimateIsTheMeanKernelWithinLessThatBetween() {
        double[][] a = gaussians(7, 3, 1, 0);
        double[][] b = gaussians(4, 3, 2, 0);
        double expected = mean(a, a, true) + mean(b, b, true) - 2 * mean(a, b, false);
        assertThat(TwoSample.maximumMeanDiscrepancy(a, b, 1.7)).isCloseTo(expected, within(1e-14));
        assertThat(TwoSample.maximumMeanDiscrepancy(b, a, 1.7)).isCloseTo(expected, within(1e-14));
    }

    private static double mean(double[][] a, double[][] b, boolean within) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                if (!within || i != j) {
                    double squares = 0;
                    for (int k = 0; k < a[i].length; k++) {
                        squares += Math.pow(a[i][k] - b[j][k], 2);
                    }
                    sum += Math.exp(-squares / (2 * 1.7 * 1.7));
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void aChangedCorrelationIsSeenThatNoColumnShows() {
        Random random = new Random(3);
        double[][] together = new double[120][];
        double[][] against = new double[100][];
        Arrays.setAll(together, i -> pair(random, 1));
        Arrays.setAll(against, i -> pair(random, -1));
        assertThat(TwoSample.maximumMeanDiscrepancy(together, against, 199, 1).pValue())
                .isEqualTo(0.005);
    }

    private static double[] pair(Random random, int sign) {
        double common = random.nextGaussian();
        return new double[] {common, sign * common + 0.3 * random.nextGaussian()};
    }

    @Test
    void samplesOfOneDistributionAreSeldomToldApart() {
        int rejected = 0;
        for (int i = 0; i < 100; i++) {
            double[][] a = gaussians(20, 2, 2 * i, 0);
            double[][] b = gaussians(30, 2, 2 * i + 1, 0);
            rejected += TwoSample.maximumMeanDiscrepancy(a, b, 99, i).pValue() <= 0.1 ? 1 : 0;
        }
        // Ten are expected; 20 or more have a probability of 0.2 %.
        assertThat(rejected).isBetween(2, 19);
    }

    @Test
    void theSidesMayBeOfAnySizes() {
        double[][] few = gaussians(5, 2, 1, 3);
        double[][] many = gaussians(60, 2, 2, 0);
        TestResult one = TwoSample.maximumMeanDiscrepancy(few, many, 199, 1);
        TestResult other = TwoSample.maximumMeanDiscrepancy(many, few, 199, 1);
        assertThat(one.statistic()).isCloseTo(other.statistic(), within(1e-13));
        assertThat(one.pValue()).isLessThanOrEqualTo(0.01);
        assertThat(other.pValue()).isLessThanOrEqualTo(0.01);
    }

    @Test
    void scalingEveryColumnAlikeChangesNothing() {
        double[][] a = gaussians(15, 2, 1, 0);
        double[][] b = gaussians(12, 2, 2, 1);
        TestResult test = TwoSample.maximumMeanDiscrepancy(a, b, 99, 1);
        TestResult scaled = TwoSample.maximumMeanDiscrepancy(scaled(a), scaled(b), 99, 1);
        assertThat(scaled.statistic()).isCloseTo(test.statistic(), within(1e-12));
        assertThat(scaled.pValue()).isEqualTo(test.pValue());
    }

    private static double[][] scaled(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).map(value -> 1024 * value).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] column(double[] values) {
        return Arrays.stream(values).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
    }

    private static double[][] gaussians(int rows, int columns, long seed, double shift) {
        Random random = new Random(seed);
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) {
            Arrays.setAll(row, i -> shift + random.nextGaussian());
        }
        return numbers;
    }
}
