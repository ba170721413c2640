package io.mlops4j.core.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LogBucketsProperties {
    private static double any(long bits) {
        double value = Double.longBitsToDouble(bits);
        return Double.isFinite(value) ? value : 1;
    }

    /** Subnormal numbers lie farther apart than one part in a hundred. */
    @Property
    void theNumberOfABucketIsNearEachInIt(@ForAll long bits) {
        double value = any(bits);
        double stands = LogBuckets.value(LogBuckets.code(value));
        double allowed = Math.abs(value) * LogBuckets.ACCURACY * (1 + 1e-9) + 2 * Double.MIN_VALUE;
        assertThat(stands).isCloseTo(value, within(allowed));
    }

    @Property
    void codesAscendWithNumbers(@ForAll long one, @ForAll long other) {
        double a = any(one);
        double b = any(other);
        assertThat(Integer.compare(LogBuckets.code(Math.min(a, b)), LogBuckets.code(Math.max(a, b))))
                .isLessThanOrEqualTo(0);
    }

    @Example
    void theSmallestAndTheGreatestHaveCodes() {
        assertThat(LogBuckets.code(Double.MIN_VALUE)).isPositive();
        assertThat(LogBuckets.code(-Double.MIN_VALUE)).isNegative();
        assertThat(LogBuckets.code(-0.0)).isZero();
        assertThat(LogBuckets.value(LogBuckets.code(Double.MAX_VALUE)))
                .isFinite()
                .isGreaterThan(1.7e308);
    }

    @Property(tries = 50)
    void countsAreThoseOfANaiveMap(@ForAll long seed) {
        Random random = new Random(seed);
        BucketCounts counts = new BucketCounts();
        Map<Integer, Long> expected = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(6));
            counts.add(value);
            expected.merge(LogBuckets.code(value), 1L, Long::sum);
        }
        Map<Integer, Long> sums = new HashMap<>();
        counts.addTo(sums);
        assertThat(sums).isEqualTo(expected);
        assertThat(counts.count()).isEqualTo(2_000);
    }

    @Example
    void whereThereAreTooManyBucketsNoNumberIsLost() {
        BucketCounts counts = new BucketCounts();
        for (int i = 0; i < 4_000; i++) {
            counts.add(Math.pow(1.05, i - 2_000));
        }
        Map<Integer, Long> sums = new HashMap<>();
        counts.addTo(sums);
        assertThat(sums).hasSizeLessThanOrEqualTo(2_048);
        assertThat(sums.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4_000);
    }
}
