package io.mlops4j.core.tuning.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.experiment.Parameter;
import io.mlops4j.experiment.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
    /** The first eight points of the sequence in three dimensions, as Joe and Kuo publish them with their numbers. */
    @Test
    void theSequenceBeginsAsPublished() {
        double[][] published = {
            {0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75},
            {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}
        };
        for (int i = 0; i < published.length; i++) {
            for (int d = 0; d < 3; d++) {
                double coordinate = Integer.toUnsignedLong(SobolSequence.bits(i, d)) * 0x1p-32;
                assertThat(coordinate).isEqualTo(published[i][d]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 17, 100, 511})
    void everyStretchOfThePowerOfTwoFillsEachIntervalOnceInAnyDimension(int dimension) {
        int shift = new SplittableRandom(dimension).nextInt();
        boolean[] filled = new boolean[256];
        for (int i = 0; i < 256; i++) {
            int cell = (int) (SobolSequence.coordinate(i, dimension, shift) * 256);
            assertThat(filled[cell]).isFalse();
            filled[cell] = true;
        }
    }

    /** Reference values: φ(z) + z Φ(z) with 80 digits, in Python's decimal, by the series of Φ and, in the tail, its continued fraction. */
    @ParameterizedTest
    @CsvSource({
        "-60, -1809.10846018227",
        "-38, -730.196183402114",
        "-26, -345.439546722318",
        "-25, -319.861463581496",
        "-10, -55.5531220361224",
        "-1, -2.48512102571264",
        "0, -0.918938533204673",
        "2, 0.697383545788228",
        "10, 2.30258509299405"
    })
    void theLogarithmOfTheExpectedImprovementIsRightFarOut(double z, double expected) {
        assertThat(Normal.logExpectedImprovement(z)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void theLogarithmOfTheExpectedImprovementGrowsAcrossTheChangeOfFormula() {
        double before = Normal.logExpectedImprovement(-40);
        for (double z = -39.99; z < 5; z += 0.01) {
            double now = Normal.logExpectedImprovement(z);
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void aDensityOverARealNumberIntegratesToOne() {
        Parameter x = SearchSpace.builder().uniform("x", 0, 1).build().parameter("x");
        Parzen density = new Parzen(List.of(x), points("x", 0.1, 0.12, 0.9), new double[] {1, 0.5, 1});
        double sum = 0;
        int cells = 20_000;
        for (int i = 0; i < cells; i++) {
            sum += Math.exp(density.log(Map.of("x", (i + 0.5) / cells))) / cells;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    @Test
    void aDensityOverWholeNumbersAndWordsSumsToOne() {
        SearchSpace space = SearchSpace.builder()
                .logInteger("n", 1, 40)
                .choice("c", "a", "b", "c")
                .build();
        List<Map<String, Object>> observed = List.of(Map.of("n", 3L, "c", "a"), Map.of("n", 30L, "c", "b"));
        Parzen density = new Parzen(List.of(space.parameter("n"), space.parameter("c")), observed, new double[] {1, 1});
        double sum = 0;
        for (long n = 1; n <= 40; n++) {
            for (String c : List.of("a", "b", "c")) {
                sum += Math.exp(density.log(Map.of("n", n, "c", c)));
            }
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }

    private static List<Map<String, Object>> points(String name, double... values) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (double value : values) {
            points.add(Map.of(name, value));
        }
        return points;
    }

    private static final double[][] PLACES = {{0.1, 0.2}, {0.5, 0.9}, {0.8, 0.4}, {0.3, 0.7}};
    private static final double[] VALUES = {1.0, -0.5, 0.3, -0.8};
    private static final boolean[] REAL = {false, false};

    @Test
    void aProcessGoesThroughWhatItHasSeen() {
        GaussianProcess process = GaussianProcess.with(PLACES, VALUES, REAL, new double[] {-0.7, -0.7, Math.log(1e-8)});
        for (int i = 0; i < VALUES.length; i++) {
            double[] prediction = process.predict(PLACES[i]);
            assertThat(prediction[0]).isCloseTo(VALUES[i], within(1e-6));
            assertThat(prediction[1]).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void farFromWhatItHasSeenAProcessKnowsNothing() {
        GaussianProcess process = GaussianProcess.with(PLACES, VALUES, REAL, new double[] {-4, -4, Math.log(1e-4)});
        double[] prediction = process.predict(new double[] {0.99, 0.01});
        assertThat(prediction[0]).isCloseTo(0, within(1e-6));
        assertThat(prediction[1]).isCloseTo(1, within(1e-6));
    }

    @Test
    void theGradientIsThatOfThePosterior() {
        boolean[] mixed = {false, true};
        double[] at = {-0.4, 0.3, -3.0};
        double[] gradient = GaussianProcess.posterior(PLACES, VALUES, mixed, at).gradient;
        for (int p = 0; p < at.length; p++) {
            double h = 1e-5;
            double[] up = at.clone();
            up[p] += h;
            double[] down = at.clone();
            down[p] -= h;
            double slope = (GaussianProcess.posterior(PLACES, VALUES, mixed, up).logPosterior
                            - GaussianProcess.posterior(PLACES, VALUES, mixed, down).logPosterior)
                    / (2 * h);
            assertThat(gradient[p]).isCloseTo(slope, within(1e-6));
        }
    }
}
