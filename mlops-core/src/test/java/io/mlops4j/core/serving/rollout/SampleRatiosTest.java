package io.mlops4j.core.serving.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.serving.Rollout.SampleRatio;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRatiosTest {
    private static StepEvidence step(long canary, long champion) {
        return new StepEvidence(arm(champion), arm(canary));
    }

    private static ArmEvidence arm(long units) {
        return new ArmEvidence(units, units, 0, Map.of(), Map.of(), Map.of());
    }

    private static SampleRatio ratio(StepEvidence... steps) {
        return SampleRatios.of(RolloutSettings.DEFAULTS, List.of(steps));
    }

    @Test
    void thePValueIsThatOfTheFormula() {
        // Lindon and Malek with k = 10, by SciPy's betaln.
        assertThat(ratio(step(10, 20)).pValue()).isCloseTo(0.024905, within(1e-6));
        assertThat(ratio(step(10, 20)).suspicious()).isFalse();
    }

    @Test
    void aShareThatIsFarOffIsSuspicious() {
        SampleRatio ratio = ratio(step(130, 870));
        assertThat(ratio.observed()).isEqualTo(0.13);
        assertThat(ratio.expected()).isCloseTo(0.1, within(1e-12));
        assertThat(ratio(step(200, 800)).suspicious()).isTrue();
        assertThat(ratio(step(20, 980)).suspicious()).isTrue();
    }

    @Test
    void aShareAsTheWeightSaysIsNotSuspicious() {
        assertThat(ratio(step(10_000, 90_000)).pValue()).isEqualTo(1);
    }

    @Test
    void withoutRequestsNothingIsSuspicious() {
        SampleRatio ratio = ratio(StepEvidence.NONE);
        assertThat(ratio.pValue()).isEqualTo(1);
        assertThat(ratio.expected()).isNaN();
    }
}
