package io.mlops4j.core.stats.tests;

import static io.mlops4j.core.stats.tests.References.close;
import static io.mlops4j.core.stats.tests.References.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What SciPy 1.10.1 says of the same numbers; see the README beside the files. */
class TwoSampleReferenceTest {
    static Stream<Named<JsonNode>> oracle() {
        return References.cases("two_sample.json");
    }

    static Stream<Named<JsonNode>> more() {
        return References.cases("two_sample_more.json");
    }

    @ParameterizedTest
    @MethodSource("oracle")
    void everyStatisticIsSciPys(JsonNode node) {
        double[] a = doubles(node.get("a"));
        double[] b = doubles(node.get("b"));
        JsonNode expected = node.get("expected");
        same("ks", TwoSample.kolmogorovSmirnov(a, b), expected, "ks_statistic", "ks_pvalue_auto", 1e-12);
        same(
                "mann-whitney",
                TwoSample.mannWhitney(a, b),
                expected,
                "mannwhitney_u",
                "mannwhitney_pvalue_asymptotic",
                1e-12);
        if (expected.has("cvm_statistic")) {
            TestResult test = TwoSample.cramerVonMises(a, b);
            close("cvm", test.statistic(), expected.get("cvm_statistic").doubleValue(), 1e-9);
            // SciPy's series ends at terms of 1e-7.
            assertThat(test.pValue())
                    .isCloseTo(expected.get("cvm_pvalue_asymptotic").doubleValue(), within(1e-8));
        }
        if (expected.has("welch_t")) {
            same("welch", TwoSample.welch(a, b), expected, "welch_t", "welch_pvalue", 1e-11);
        }
        close(
                "wasserstein",
                TwoSample.wasserstein(a, b),
                expected.get("wasserstein").doubleValue(),
                1e-12);
        close(
                "energy",
                TwoSample.energyDistance(a, b),
                expected.get("energy_distance").doubleValue(),
                1e-12);
    }

    @ParameterizedTest
    @MethodSource("more")
    void tiesTinySamplesAndExtremesAreSciPys(JsonNode node) {
        double[] a = doubles(node.get("a"));
        double[] b = doubles(node.get("b"));
        JsonNode expected = node.get("expected");
        same("ks", TwoSample.kolmogorovSmirnov(a, b), expected.get("ks"), 1e-11);
        same("mann-whitney", TwoSample.mannWhitney(a, b), expected.get("mann_whitney"), 1e-11);
        if (expected.has("cramer_von_mises")) {
            TestResult test = TwoSample.cramerVonMises(a, b);
            close(
                    "cvm",
                    test.statistic(),
                    expected.get("cramer_von_mises").get(0).doubleValue(),
                    1e-9);
            assertThat(test.pValue())
                    .isCloseTo(expected.get("cramer_von_mises").get(1).doubleValue(), within(1e-8));
        }
        if (expected.has("anderson_darling")) {
            same("anderson-darling", TwoSample.andersonDarling(a, b), expected.get("anderson_darling"), 1e-11);
        }
        if (expected.has("welch")) {
            same("welch", TwoSample.welch(a, b), expected.get("welch"), 1e-9);
        }
        close(
                "wasserstein",
                TwoSample.wasserstein(a, b),
                expected.get("wasserstein").doubleValue(),
                1e-9);
        close("energy", TwoSample.energyDistance(a, b), expected.get("energy").doubleValue(), 1e-9);
    }

    private static void same(
            String what, TestResult test, JsonNode expected, String statistic, String pValue, double tolerance) {
        close(what, test.statistic(), expected.get(statistic).doubleValue(), tolerance);
        close(what + " p", test.pValue(), expected.get(pValue).doubleValue(), tolerance);
    }

    private static void same(String what, TestResult test, JsonNode expected, double tolerance) {
        close(what, test.statistic(), expected.get(0).doubleValue(), tolerance);
        close(what + " p", test.pValue(), expected.get(1).doubleValue(), tolerance);
    }
}
