package io.mlops4j.core.stats.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributionTest {
    /** Values by the formula of Lindon and Malek with SciPy's betaln. */
    @ParameterizedTest
    @CsvSource({"12, 45, 0.1, 1.35557", "10, 20, 0.1, 3.692681", "45, 15, 0.5, 5.74963", "5, 45, 0.1, -0.963836"})
    void evidenceIsThatOfTheFormula(double canary, double champion, double weight, double expected) {
        assertThat(Attribution.logEvidence(canary, champion, weight)).isCloseTo(expected, within(5e-6));
    }

    @Test
    void noEventsAreNoEvidence() {
        assertThat(Attribution.logEvidence(0, 0, 0.3)).isZero();
    }

    @Test
    void lookingAllTheTimeRejectsATrueWeightNoMoreOftenThanStated() {
        SplittableRandom random = new SplittableRandom(11);
        int rejected = 0;
        for (int run = 0; run < 1_000; run++) {
            int canary = 0;
            boolean ever = false;
            for (int n = 1; n <= 2_000 && !ever; n++) {
                canary += random.nextDouble() < 0.1 ? 1 : 0;
                ever = Attribution.logEvidence(canary, n - canary, 0.1) >= Math.log(20);
            }
            rejected += ever ? 1 : 0;
        }
        // 5 % are allowed: 50, and three standard deviations of chance.
        assertThat(rejected).isLessThanOrEqualTo(71);
    }
}
