package io.mlops4j.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestResultTest {
    @Test
    void aStatisticIsFinite() {
        for (double statistic : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new TestResult(statistic, 0.5, "a test", List.of()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("The statistic " + statistic + " of 'a test'");
        }
    }

    @Test
    void aPValueIsAProbability() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> new TestResult(1, p, "a test", List.of()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageStartingWith("The p-value " + p + " of 'a test'");
        }
    }

    @Test
    void warningsAreCopied() {
        List<String> warnings = new ArrayList<>(List.of("few"));
        TestResult result = new TestResult(1, 0.5, "a test", warnings);
        warnings.clear();
        assertThat(result.warnings()).containsExactly("few");
    }

    @Test
    void aPValueAtTheLevelIsSignificant() {
        TestResult result = new TestResult(1, 0.05, "a test", List.of());
        assertThat(result.significantAt(0.05)).isTrue();
        assertThat(result.significantAt(0.04)).isFalse();
        assertThatThrownBy(() -> result.significantAt(5))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("The level 5.0 is not in (0, 1); give one such as 0.05.");
    }

    @Test
    void anIndexIsANumberFromZeroUp() {
        for (double index : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new PopulationStability(index, 0, EmptyBins.FLOOR))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContaining("The index " + index);
        }
        assertThatThrownBy(() -> new PopulationStability(0, -1, EmptyBins.FLOOR))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("-1 is negative");
    }

    @Test
    void withoutAnEngineTheDependencyIsNamed() {
        double[] values = {1, 2};
        assertThatThrownBy(() -> TwoSample.wasserstein(values, values))
                .isInstanceOf(NotFound.class)
                .hasMessageEndingWith("add the dependency io.mlops4j:mlops-core.");
    }
}
