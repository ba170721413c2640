package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class SmirnovPathsProperties {
    @Property(tries = 300)
    void theShareIsThatOfCountedPaths(
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @IntRange(min = 1, max = 40) int m,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        long difference = Math.round(share * n * m);
        double expected = counted(difference, n, m);
        // Values that a statistic can have are multiples of the greatest common divisor; between them nothing changes.
        long gcd = BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).longValue();
        long reached = (difference + gcd - 1) / gcd * gcd;
        assertThat(SmirnovPaths.reaching(reached, n, m)).isCloseTo(expected, within(1e-13 * expected));
    }

    /** 1 − (paths that stay inside) / (all paths), in whole numbers. */
    private static double counted(long difference, int n, int m) {
        if (difference == 0) {
            return 1;
        }
        BigInteger[][] inside = new BigInteger[n + 1][m + 1];
        BigInteger[][] all = new BigInteger[n + 1][m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                boolean touches = Math.abs((long) i * m - (long) j * n) >= difference;
                all[i][j] = paths(all, i, j);
                inside[i][j] = touches ? BigInteger.ZERO : paths(inside, i, j);
            }
        }
        BigInteger outside = all[n][m].subtract(inside[n][m]);
        return new BigDecimal(outside)
                .divide(new BigDecimal(all[n][m]), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger paths(BigInteger[][] to, int i, int j) {
        if (i == 0 && j == 0) {
            return BigInteger.ONE;
        }
        BigInteger left = i == 0 ? BigInteger.ZERO : to[i - 1][j];
        return j == 0 ? left : left.add(to[i][j - 1]);
    }
}
