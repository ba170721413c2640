package io.mlops4j.core.stats.tests;

import static io.mlops4j.core.stats.tests.References.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KolmogorovSmirnovTest {
    @Test
    void everySizeIsSciPys() {
        for (JsonNode node : References.json("kolmogorov_smirnov_sizes.json")) {
            double[] a = values(node.get("n").intValue(), 7_919, 1_009, 0);
            double[] b = values(
                    node.get("m").intValue(), 104_729, 1_013, node.get("shift").doubleValue());
            TestResult test = TwoSample.kolmogorovSmirnov(a, b);
            close(node + " D", test.statistic(), node.get("statistic").doubleValue(), 1e-12);
            close(node + " p", test.pValue(), node.get("p").doubleValue(), 1e-10);
        }
    }

    private static double[] values(int length, long step, long modulus, double shift) {
        return IntStream.range(0, length)
                .mapToDouble(i -> i * step % modulus + shift)
                .toArray();
    }

    @Test
    void theDistributionOfTheOneSampleStatisticIsSciPys() {
        for (JsonNode node : References.json("kstwo.json")) {
            double p = KolmogorovDistribution.survival(
                    node.get(0).intValue(), node.get(1).doubleValue());
            close(node.toString(), p, node.get(2).doubleValue(), 1e-9);
        }
    }

    @Test
    void upToTenThousandValuesThePValueIsExact() {
        double[] some = values(KolmogorovSmirnov.MOST_EXACT, 1, 100_000, 0);
        double[] more = values(KolmogorovSmirnov.MOST_EXACT + 1, 1, 100_000, 0);
        assertThat(TwoSample.kolmogorovSmirnov(some, some).method()).isEqualTo("Kolmogorov-Smirnov, exact");
        assertThat(TwoSample.kolmogorovSmirnov(some, more).method()).isEqualTo("Kolmogorov-Smirnov, asymptotic");
        assertThat(TwoSample.kolmogorovSmirnov(more, some).method()).isEqualTo("Kolmogorov-Smirnov, asymptotic");
    }

    @Test
    void thePathsOfASquareAreThoseOfTheRectangleBesideIt() {
        // 10 000 against 10 000 by the closed form, against 9 999 by the recurrence.
        for (double d : new double[] {0.005, 0.01, 0.02, 0.05, 0.1}) {
            double square = SmirnovPaths.reaching(Math.round(d * 1e8), 10_000, 10_000);
            double beside = SmirnovPaths.reaching(Math.round(d * 10_000 * 9_999), 10_000, 9_999);
            assertThat(Math.log(beside)).isCloseTo(Math.log(square), within(0.1 + 0.01 * Math.abs(Math.log(square))));
        }
    }

    @Test
    void whatIsTooImprobableForADoubleIsZero() {
        assertThat(SmirnovPaths.reaching(50_000_000, 10_000, 10_000)).isZero();
        assertThat(SmirnovPaths.reaching(50_000_000, 10_000, 9_999)).isZero();
        assertThat(SmirnovPaths.reaching(99_990_000, 9_999, 10_000)).isZero();
    }

    @Test
    void samplesApartHaveTwoOfAllOrders() {
        // C(6, 3) = 20 and C(9, 4) = 126.
        assertThat(TwoSample.kolmogorovSmirnov(new double[] {1, 2, 3}, new double[] {4, 5, 6})
                        .pValue())
                .isCloseTo(2.0 / 20, within(1e-15));
        assertThat(TwoSample.kolmogorovSmirnov(new double[] {1, 2, 3, 0}, new double[] {4, 5, 6, 7, 8})
                        .pValue())
                .isCloseTo(2.0 / 126, within(1e-15));
    }

    @Test
    void theGreatestDoublesCanBeCompared() {
        double[] a = {-Double.MAX_VALUE, 0, Double.MIN_VALUE};
        double[] b = {Double.MAX_VALUE, 0, Double.MAX_VALUE};
        assertThat(TwoSample.kolmogorovSmirnov(a, b).statistic()).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void bothZerosAreOneValue() {
        assertThat(TwoSample.kolmogorovSmirnov(new double[] {0.0, -0.0}, new double[] {-0.0, 0.0})
                        .statistic())
                .isZero();
    }
}
