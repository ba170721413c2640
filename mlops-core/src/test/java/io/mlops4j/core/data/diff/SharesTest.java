package io.mlops4j.core.data.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SharesTest {
    /** The sum of (q - p) ln(q / p) over counts with 0.5 added, in NumPy 2.4.6. */
    private static final Map<String, Double> WITH_JEFFREYS = Map.of(
            "balanced", 0.004862035476919357,
            "shifted", 0.26640787776874375,
            "rare", 0.011227009245191082,
            "missing_bin", 0.31832231763879715,
            "two", 0.012079459803502926,
            "many", 0.47141845693649503);

    @TestFactory
    Stream<DynamicTest> distancesAreThoseOfTheReference() {
        return cases().map(each -> DynamicTest.dynamicTest(each.get("name").stringValue(), () -> {
            long[] a = counts(each.get("a"));
            long[] b = counts(each.get("b"));
            JsonNode expected = each.get("expected");
            assertThat(Shares.jensenShannon(a, b))
                    .isEqualTo(expected.get("jensenshannon_base2").doubleValue(), within(1e-12));
            assertThat(Shares.psi(a, b))
                    .isEqualTo(WITH_JEFFREYS.get(each.get("name").stringValue()), within(1e-12));
            if (Arrays.stream(a).allMatch(count -> count > 0)) {
                assertThat(Shares.psi(a, b, 0))
                        .isEqualTo(expected.get("psi_eps_1e-4").doubleValue(), within(1e-12));
            }
        }));
    }

    private static Stream<JsonNode> cases() {
        try (InputStream json = SharesTest.class.getResourceAsStream("/io/mlops4j/core/data/categorical.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(json)).valueStream().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] counts(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::longValue).toArray();
    }

    /** scipy.stats.ks_2samp of SciPy 1.17.1. */
    @Test
    void kolmogorovSmirnovIsThatOfTheReference() {
        assertThat(Shares.kolmogorovSmirnov(new double[] {1, 2, 2, 3, 5, 8, 13.5}, new double[] {2, 2, 4, 4, 9, 21}))
                .isEqualTo(0.23809523809523808, within(1e-15));
        assertThat(Shares.kolmogorovSmirnov(
                        new long[] {1, 2, 1, 0, 1, 1, 0, 1, 0}, new long[] {0, 2, 0, 2, 0, 0, 1, 0, 1}))
                .isEqualTo(0.23809523809523808, within(1e-15));
    }

    @Test
    void theAdjustmentTakesAwayWhatChanceDoes() {
        assertThat(Shares.adjusted(0.5, 11, 100, 200)).isEqualTo(0.35, within(1e-15));
        assertThat(Shares.adjusted(0.1, 11, 100, 200)).isZero();
    }
}
