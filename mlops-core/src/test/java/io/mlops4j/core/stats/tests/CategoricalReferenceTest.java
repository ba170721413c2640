package io.mlops4j.core.stats.tests;

import static io.mlops4j.core.stats.tests.References.close;
import static io.mlops4j.core.stats.tests.References.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.EmptyBins;
import io.mlops4j.stats.PopulationStability;
import io.mlops4j.stats.TestResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What SciPy 1.10.1 and NumPy say of the same counts; see the README beside the files. */
class CategoricalReferenceTest {
    static Stream<Named<JsonNode>> oracle() {
        return References.cases("categorical.json");
    }

    static Stream<Named<JsonNode>> more() {
        return References.cases("categorical_more.json");
    }

    @ParameterizedTest
    @MethodSource("oracle")
    void everyStatisticIsSciPys(JsonNode node) {
        long[] a = longs(node.get("a"));
        long[] b = longs(node.get("b"));
        JsonNode expected = node.get("expected");
        TestResult chiSquare = Categorical.chiSquare(a, b);
        close("chi2", chiSquare.statistic(), expected.get("chi2").doubleValue(), 1e-12);
        close("chi2 p", chiSquare.pValue(), expected.get("chi2_pvalue").doubleValue(), 1e-11);
        TestResult gTest = Categorical.gTest(a, b);
        close("G", gTest.statistic(), expected.get("g").doubleValue(), 1e-11);
        close("G p", gTest.pValue(), expected.get("g_pvalue").doubleValue(), 1e-11);
        int freedom = expected.get("dof").intValue();
        assertThat(chiSquare.method()).contains(", " + freedom + (freedom == 1 ? " degree " : " degrees "));
        close(
                "JS",
                Categorical.jensenShannon(a, b),
                expected.get("jensenshannon_base2").doubleValue(),
                1e-11);
        close(
                "Hellinger",
                Categorical.hellinger(a, b),
                expected.get("hellinger").doubleValue(),
                1e-11);
        close(
                "TVD",
                Categorical.totalVariation(a, b),
                expected.get("total_variation").doubleValue(),
                1e-11);
        close("PSI", Categorical.psi(a, b), expected.get("psi_eps_1e-4").doubleValue(), 1e-11);
    }

    @ParameterizedTest
    @MethodSource("more")
    void emptyBinsAndExtremesAreSciPys(JsonNode node) {
        long[] a = longs(node.get("a"));
        long[] b = longs(node.get("b"));
        JsonNode expected = node.get("expected");
        same("chi2", Categorical.chiSquare(a, b), expected.get("chi2"), 1e-9);
        same("G", Categorical.gTest(a, b), expected.get("g"), 1e-6);
        assertThat(Categorical.jensenShannon(a, b))
                .isCloseTo(expected.get("jensen_shannon").doubleValue(), within(2e-8));
        near(Categorical.hellinger(a, b), expected.get("hellinger"));
        near(Categorical.totalVariation(a, b), expected.get("total_variation"));
        near(Categorical.kullbackLeibler(a, b), expected.get("kl"));
        near(Categorical.kullbackLeibler(a, b, EmptyBins.HALF), expected.get("kl_half"));
        near(Categorical.populationStability(a, b, EmptyBins.HALF).index(), expected.get("psi_half"));
        PopulationStability stability = Categorical.populationStability(a, b);
        near(stability.index(), expected.get("psi"));
        assertThat(stability.replacedShares())
                .isEqualTo(expected.get("replaced").intValue());
        if (expected.has("fisher")) {
            close(
                    "Fisher",
                    Categorical.fisherExact(a, b).pValue(),
                    expected.get("fisher").doubleValue(),
                    1e-9);
        }
    }

    private static void near(double actual, JsonNode expected) {
        assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-12));
    }

    /** SciPy adds O ln(O/E), which cancels where the shares are nearly equal, to about 1e-10 here. */
    private static void same(String what, TestResult test, JsonNode expected, double tolerance) {
        assertThat(test.statistic())
                .as(what)
                .isCloseTo(
                        expected.get(0).doubleValue(),
                        within(1e-9 + tolerance * expected.get(0).doubleValue()));
        close(what + " p", test.pValue(), expected.get(1).doubleValue(), tolerance);
    }
}
