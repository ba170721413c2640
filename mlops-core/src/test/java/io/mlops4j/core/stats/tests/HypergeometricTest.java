package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class HypergeometricTest {
    @Test
    void whatIsDrawnIsHypergeometric() {
        Hypergeometric counts = Hypergeometric.of(12, 9, 7);
        HypergeometricDistribution expected = HypergeometricDistribution.of(21, 12, 7);
        int[] seen = new int[8];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100_000; i++) {
            seen[counts.draw(random)]++;
        }
        for (int count = 0; count <= 7; count++) {
            // Five standard errors.
            assertThat(seen[count] / 100_000.0).isCloseTo(expected.probability(count), within(0.008));
        }
    }

    @Test
    void whatIsDrawnOfMillionsHasTheirMeanAndSpread() {
        Hypergeometric counts = Hypergeometric.of(1_000_000, 3_000_000, 400_000);
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 2_000; i++) {
            double off = counts.draw(random) - 100_000.0;
            sum += off;
            squares += off * off;
        }
        double deviation = Math.sqrt(400_000 * 0.25 * 0.75 * 0.9);
        assertThat(sum / 2_000).isCloseTo(0, within(4 * deviation / Math.sqrt(2_000)));
        assertThat(Math.sqrt(squares / 2_000)).isCloseTo(deviation, within(0.07 * deviation));
    }

    @Test
    void theTwoSidedProbabilityIsTheSumOverAllTablesAsUnlikely() {
        for (int n = 1; n <= 9; n++) {
            for (int m = 1; m <= 9; m++) {
                for (int column = 1; column < n + m; column++) {
                    everyCount(n, m, column);
                }
            }
        }
    }

    private static void everyCount(int n, int m, int column) {
        HypergeometricDistribution distribution = HypergeometricDistribution.of(n + m, n, column);
        for (int count = Math.max(0, column - m); count <= Math.min(n, column); count++) {
            double sum = 0;
            for (int other = 0; other <= column; other++) {
                double probability = distribution.probability(other);
                sum += probability <= distribution.probability(count) * (1 + 1e-7) ? probability : 0;
            }
            long[] a = {count, n - count};
            long[] b = {column - count, m - column + count};
            assertThat(Categorical.fisherExact(a, b).pValue())
                    .as("%d of %d, %d of %d", count, n, column - count, m)
                    .isCloseTo(sum, within(1e-12));
        }
    }

    @Test
    void millionsOfRowsAreTested() {
        // scipy.stats.fisher_exact of SciPy 1.10.1.
        double p = Categorical.fisherExact(new long[] {500_000, 1_500_000}, new long[] {502_000, 1_498_000})
                .pValue();
        assertThat(p).isCloseTo(0.021070930973114334, within(1e-9));
    }
}
