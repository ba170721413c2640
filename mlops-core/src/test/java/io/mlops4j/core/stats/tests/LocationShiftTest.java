package io.mlops4j.core.stats.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LocationShiftTest {
    private static Map<Double, Long> counted(double... values) {
        Map<Double, Long> counts = new TreeMap<>();
        for (double value : values) {
            counts.merge(value, 1L, Long::sum);
        }
        return counts;
    }

    /** The example of Kayenta's own test of its Mann-Whitney, at 0.95. */
    @Test
    void kayentasExampleHasItsIntervalAndItsEstimate() {
        LocationShift shift = LocationShift.of(counted(10, 20, 30, 40), counted(1, 2, 3, 4), 0.95);
        assertThat(shift.low()).isEqualTo(6.0);
        assertThat(shift.high()).isEqualTo(39.0);
        assertThat(shift.estimate()).isEqualTo(22.5);
    }

    /** Kayenta's root finder stops at 1e-4, whatever the scale of the values is. */
    @Test
    void aShiftOfVerySmallValuesIsFoundToo() {
        LocationShift shift =
                LocationShift.of(counted(10e-6, 20e-6, 30e-6, 40e-6), counted(1e-6, 2e-6, 3e-6, 4e-6), 0.95);
        assertThat(shift.low()).isCloseTo(6e-6, within(1e-18));
        assertThat(shift.estimate()).isCloseTo(22.5e-6, within(1e-18));
    }

    @Property(tries = 200)
    void theEstimateIsTheMedianOfAllDifferencesAndLiesInTheInterval(@ForAll long seed) {
        Random random = new Random(seed);
        double[] x = random.doubles(1 + random.nextInt(30))
                .map(v -> Math.rint(v * 20) / 4 - 1)
                .toArray();
        double[] y = random.doubles(1 + random.nextInt(30))
                .map(v -> Math.rint(v * 20) / 4)
                .toArray();
        double[] differences = Arrays.stream(x)
                .flatMap(a -> Arrays.stream(y).map(b -> a - b))
                .sorted()
                .toArray();
        int n = differences.length;
        LocationShift shift = LocationShift.of(counted(x), counted(y), 0.9);
        assertThat(shift.estimate()).isEqualTo((differences[(n - 1) / 2] + differences[n / 2]) / 2);
        assertThat(shift.low())
                .isLessThanOrEqualTo(shift.estimate())
                .isIn(Arrays.stream(differences).boxed().toList());
        assertThat(shift.high())
                .isGreaterThanOrEqualTo(shift.estimate())
                .isIn(Arrays.stream(differences).boxed().toList());
    }

    @Property(tries = 100)
    void samplesThatChangePlacesHaveTheOppositeShift(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Double, Long> x = counted(random.doubles(20).toArray());
        Map<Double, Long> y = counted(random.doubles(25).toArray());
        LocationShift one = LocationShift.of(x, y, 0.98);
        LocationShift other = LocationShift.of(y, x, 0.98);
        assertThat(other.low()).isCloseTo(-one.high(), within(1e-12));
        assertThat(other.high()).isCloseTo(-one.low(), within(1e-12));
        assertThat(other.estimate()).isCloseTo(-one.estimate(), within(1e-12));
    }
}
