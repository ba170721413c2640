package io.mlops4j.core.monitoring.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The fast forms against the definitions. */
class AreaProperties {
    private static double[] scores(SplittableRandom random, int count, int ties) {
        return random.ints(count, 0, ties).asDoubleStream().toArray();
    }

    private static double order(double reference, double current) {
        return reference < current ? 1 : reference == current ? 0.5 : 0;
    }

    @Property(tries = 200)
    void areaAndVarianceAreThoseOfAllPairs(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll @IntRange(min = 2, max = 40) int m,
            @ForAll @IntRange(min = 1, max = 60) int ties) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] reference = scores(random, n, ties);
        double[] current = scores(random, m, ties);
        double[] ofReference = new double[n];
        double[] ofCurrent = new double[m];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < m; k++) {
                ofReference[i] += order(reference[i], current[k]) / m;
                ofCurrent[k] += order(reference[i], current[k]) / n;
            }
        }
        double area = 0;
        for (double share : ofCurrent) {
            area += share / m;
        }

        Area fast = Area.of(reference, current);

        assertThat(fast.value()).isCloseTo(area, within(1e-12));
        assertThat(fast.variance())
                .isCloseTo(variance(ofReference, area) / n + variance(ofCurrent, area) / m, within(1e-12));
    }

    private static double variance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /** (n + m + 1) / (12 n m) without ties, whatever the scores. */
    @Property(tries = 50)
    void theVarianceByChanceIsMannAndWhitneys(
            @ForAll @IntRange(min = 2, max = 50) int n, @ForAll @IntRange(min = 2, max = 50) int m) {
        double[] reference = new double[n];
        double[] current = new double[m];
        for (int i = 0; i < n; i++) {
            reference[i] = 2 * i;
        }
        for (int k = 0; k < m; k++) {
            current[k] = 2 * k + 1;
        }

        assertThat(Area.of(reference, current).chanceVariance()).isCloseTo((n + m + 1) / (12.0 * n * m), within(1e-12));
    }

    /** Over all ways to deal tied scores to the two sides. */
    @Property(tries = 20)
    void theVarianceByChanceHoldsWithTies(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] all = scores(random, 10, 4);
        double sum = 0;
        double squares = 0;
        int count = 0;
        double claimed = 0;
        for (int mask = 0; mask < 1 << 10; mask++) {
            if (Integer.bitCount(mask) == 4) {
                double[] current = new double[4];
                double[] reference = new double[6];
                int c = 0;
                int r = 0;
                for (int i = 0; i < 10; i++) {
                    if ((mask >> i & 1) == 1) {
                        current[c++] = all[i];
                    } else {
                        reference[r++] = all[i];
                    }
                }
                Area area = Area.of(reference, current);
                sum += area.value();
                squares += area.value() * area.value();
                claimed = area.chanceVariance();
                count++;
            }
        }
        double mean = sum / count;

        assertThat(mean).isCloseTo(0.5, within(1e-12));
        assertThat(claimed).isCloseTo(squares / count - mean * mean, within(1e-12));
    }
}
