package io.mlops4j.core.stats.tests;

import static io.mlops4j.core.stats.tests.References.close;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CramerVonMisesTest {
    @Test
    void theLimitIsSciPys() {
        for (JsonNode node : References.json("cramer_von_mises_limit.json")) {
            assertThat(CramerVonMisesLimit.survival(node.get(0).doubleValue()))
                    .isCloseTo(1 - node.get(1).doubleValue(), within(1e-10));
        }
    }

    @Test
    void theTailOfTheLimitKeepsItsDigits() {
        // scipy.integrate.quad of Smirnov's integral with weight="alg", SciPy 1.10.1.
        close("5", CramerVonMisesLimit.survival(5), 3.053929033103444e-12, 1e-12);
        close("20", CramerVonMisesLimit.survival(20), 1.0972093165654621e-44, 1e-12);
        close("120", CramerVonMisesLimit.survival(120), 2.1707119482430536e-259, 1e-10);
        assertThat(CramerVonMisesLimit.survival(400)).isZero();
    }

    @Test
    void theLimitFallsFromOne() {
        double last = 1;
        for (double x = 0.001; x < 3; x *= 1.1) {
            double p = CramerVonMisesLimit.survival(x);
            assertThat(p).isBetween(0.0, last + 1e-14);
            last = p;
        }
        assertThat(CramerVonMisesLimit.survival(0)).isOne();
    }

    @Test
    void aPointMassIsWarnedOf() {
        double[] a = new double[200];
        double[] b = new double[150];
        Random random = new Random(1);
        Arrays.setAll(a, i -> i < 160 ? 0 : random.nextDouble());
        Arrays.setAll(b, i -> i < 120 ? 0 : random.nextDouble());
        assertThat(TwoSample.cramerVonMises(a, b).warnings())
                .singleElement()
                .asString()
                .startsWith("So many values are equal");
        Arrays.setAll(a, i -> random.nextGaussian());
        Arrays.setAll(b, i -> random.nextGaussian());
        assertThat(TwoSample.cramerVonMises(a, b).warnings()).isEmpty();
    }
}
