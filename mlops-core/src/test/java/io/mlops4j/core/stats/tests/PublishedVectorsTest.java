package io.mlops4j.core.stats.tests;

import static io.mlops4j.core.stats.tests.References.close;
import static io.mlops4j.core.stats.tests.References.doubles;
import static io.mlops4j.core.stats.tests.References.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.stats.Categorical;
import io.mlops4j.stats.MultipleTesting;
import io.mlops4j.stats.TestResult;
import io.mlops4j.stats.TwoSample;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Values that other projects' own tests expect; {@code published_vectors.json} names the file of each. */
class PublishedVectorsTest {
    private static final JsonNode VECTORS = References.json("published_vectors.json");

    /** The reference and the current sample of Evidently's tests. */
    private static final double[] REFERENCE =
            doubles(vector("ad_2").get("input").get("x"));

    private static final double[] CURRENT = doubles(vector("ad_2").get("input").get("y"));
    private static final long[] REFERENCE_COUNTS =
            longs(vector("chi2_gof_evidently").get("input").get("ref"));
    private static final long[] CURRENT_COUNTS =
            longs(vector("chi2_gof_evidently").get("input").get("cur"));

    private static JsonNode vector(String id) {
        return VECTORS.valueStream()
                .filter(node -> node.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double expected(String id) {
        return vector(id).get("expected").doubleValue();
    }

    private static double expected(String id, String name) {
        return vector(id).get("expected").get(name).doubleValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ks_tiny", "ks_2v3_plus", "ks_2v3_minus", "ks_2v4_plus", "ks_2v4_minus"})
    void kolmogorovSmirnovOfTinySamples(String id) {
        JsonNode input = vector(id).get("input");
        TestResult test = TwoSample.kolmogorovSmirnov(doubles(input.get("x")), doubles(input.get("y")));
        close("D", test.statistic(), expected(id, "D"), 1e-12);
        close("p", test.pValue(), expected(id, "p"), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ks_ties1", "ks_ties2"})
    void kolmogorovSmirnovOfTies(String id) {
        JsonNode vector = vector(id);
        exactAndAsymptotic(
                vector,
                doubles(vector.get("input").get("x")),
                doubles(vector.get("input").get("y")));
    }

    @Test
    void kolmogorovSmirnovOfAHundred() {
        double[] x = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        double[] y = IntStream.range(0, 110)
                .mapToDouble(i -> 1 + 99.0 * i / 109 + 20.1)
                .toArray();
        exactAndAsymptotic(vector("ks_100_110"), x, y);
    }

    private static void exactAndAsymptotic(JsonNode vector, double[] x, double[] y) {
        JsonNode expected = vector.get("expected");
        TestResult test = TwoSample.kolmogorovSmirnov(x, y);
        close("D", test.statistic(), expected.get("exact").get("D").doubleValue(), 1e-12);
        close("p", test.pValue(), expected.get("exact").get("p").doubleValue(), 1e-12);
        int effective = (int) Math.rint((double) x.length * y.length / (x.length + y.length));
        close(
                "asymptotic p",
                KolmogorovDistribution.survival(effective, test.statistic()),
                expected.get("asymp").get("p").doubleValue(),
                1e-10);
    }

    @Test
    void cramerVonMisesOfConover() {
        JsonNode input = vector("cvm_conover").get("input");
        double[] x = doubles(input.get("x"));
        double[] y = doubles(input.get("y"));
        TestResult test = TwoSample.cramerVonMises(x, y);
        close("T", test.statistic(), expected("cvm_conover", "T"), 1e-12);
        close("p", test.pValue(), expected("cvm_conover", "p_asymp"), 1e-7);
        TestResult dealt = TwoSample.permutation(
                x, y, (a, b) -> TwoSample.cramerVonMises(a, b).statistic(), 9_999, 7);
        // Four standard errors of a share of 9 999.
        assertThat(dealt.pValue()).isCloseTo(expected("cvm_conover", "p_exact"), within(0.016));
    }

    @Test
    void andersonDarlingOfEvidently() {
        TestResult test = TwoSample.andersonDarling(REFERENCE, CURRENT);
        close("A2", test.statistic(), expected("ad_2", "A2_mid"), 1e-12);
        close("p", test.pValue(), expected("ad_2", "p"), 1e-12);
    }

    @Test
    void welchOfEvidentlysSamples() {
        TestResult test = TwoSample.welch(REFERENCE, CURRENT);
        close("t", test.statistic(), expected("welch", "t"), 1e-12);
        close("p", test.pValue(), expected("welch", "p"), 1e-12);
        assertThat(expected("welch", "df")).isCloseTo(9.21703, within(1e-5));
        assertThat(test.method()).isEqualTo("Welch's t, 9.21703 degrees of freedom");
    }

    @Test
    void kolmogorovSmirnovOfEvidentlysSamples() {
        TestResult test = TwoSample.kolmogorovSmirnov(REFERENCE, CURRENT);
        close("D", test.statistic(), expected("ks_RC", "D"), 1e-12);
        close("p", test.pValue(), expected("ks_RC", "p"), 1e-12);
    }

    @Test
    void mannWhitneyOfEvidentlysSamples() {
        assertThat(TwoSample.mannWhitney(REFERENCE, CURRENT).statistic()).isEqualTo(expected("mwu_RC", "U"));
        TestResult dealt = TwoSample.permutation(
                REFERENCE,
                CURRENT,
                (a, b) -> Math.abs(TwoSample.mannWhitney(a, b).statistic() - 32),
                9_999,
                7);
        // The published p-value is the exact one; four standard errors of a share of 9 999.
        assertThat(dealt.pValue()).isCloseTo(expected("mwu_RC", "p"), within(0.011));
    }

    @Test
    void distancesOfEvidentlysSamples() {
        close("W1", TwoSample.wasserstein(REFERENCE, CURRENT), expected("w1_RC", "W1"), 1e-12);
        double[] shifted = Arrays.stream(REFERENCE).map(value -> value + 5).toArray();
        close("energy", TwoSample.energyDistance(REFERENCE, shifted), expected("energy_shift5"), 1e-12);
    }

    @Test
    void distancesOfSciPysTests() {
        double[] u = {0, 1, 2};
        double[] v = {1, 2, 3};
        close("energy", TwoSample.energyDistance(u, v), expected("energy"), 1e-12);
        // Weights 3, 1, 1 and 1, 3, 1 are that many copies.
        double[] copies = {4.5, 4.5, 4.5, 6.7, 2.1};
        double[] others = {4.6, 7, 7, 7, 9.2};
        close("W1", TwoSample.wasserstein(copies, others), expected("w1_weighted"), 1e-12);
    }

    @Test
    void theMeanDiscrepancyOfGrettonsEquations() {
        double[][] x = {{0}, {1}, {2}};
        double[][] y = {{1}, {2}, {3}};
        close("MMD²", TwoSample.maximumMeanDiscrepancy(x, y, 1), expected("mmd2", "unbiased"), 1e-12);
    }

    @Test
    void countsOfEvidently() {
        TestResult chiSquare = Categorical.chiSquare(REFERENCE_COUNTS, CURRENT_COUNTS);
        close("chi2", chiSquare.statistic(), expected("chi2_two_sample", "stat"), 1e-12);
        close("chi2 p", chiSquare.pValue(), expected("chi2_two_sample", "p"), 1e-12);
        TestResult gTest = Categorical.gTest(REFERENCE_COUNTS, CURRENT_COUNTS);
        close("G", gTest.statistic(), expected("g_two_sample", "stat"), 1e-12);
        close("G p", gTest.pValue(), expected("g_two_sample", "p"), 1e-12);
        close("Hellinger", Categorical.hellinger(REFERENCE_COUNTS, CURRENT_COUNTS), expected("hellinger"), 1e-11);
        close("PSI", Categorical.psi(REFERENCE_COUNTS, CURRENT_COUNTS), expected("psi"), 1e-12);
        close("KL", Categorical.kullbackLeibler(REFERENCE_COUNTS, CURRENT_COUNTS), expected("kl_ref_cur"), 1e-11);
        close("JS", Categorical.jensenShannon(REFERENCE_COUNTS, CURRENT_COUNTS), expected("js_nat", "base2"), 1e-11);
        close("TVD", Categorical.totalVariation(REFERENCE_COUNTS, CURRENT_COUNTS), expected("tvd"), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fisher_f1", "fisher_f2", "fisher_f3", "fisher_f4"})
    void fisherOfEvidently(String id) {
        JsonNode input = vector(id).get("input");
        close(
                id,
                Categorical.fisherExact(longs(input.get(0)), longs(input.get(1)))
                        .pValue(),
                expected(id),
                1e-11);
    }

    @Test
    void jensenShannonOfSciPysTests() {
        // Shares as counts; SciPy's value is to base e.
        double bits = Math.sqrt(Math.log(2));
        close("1", Categorical.jensenShannon(new long[] {2, 0}, new long[] {1, 1}) * bits, expected("jsd1"), 1e-12);
        close("2", Categorical.jensenShannon(new long[] {2, 4}, new long[] {1, 3}) * bits, expected("jsd2"), 1e-12);
    }

    @Test
    void benjaminiHochbergOfSciPysTests() {
        JsonNode vector = vector("bh");
        double[] adjusted = MultipleTesting.benjaminiHochberg(doubles(vector.get("input")));
        assertThat(adjusted).containsExactly(doubles(vector.get("expected").get("bh")), within(1e-15));
    }

    @Test
    void psiOfDeequ() {
        JsonNode input = vector("psi_deequ").get("input");
        close(
                "PSI",
                Categorical.psi(longs(input.get("expected")), longs(input.get("actual"))),
                expected("psi_deequ"),
                1e-11);
    }

    @Test
    void twoProportionsOfEvidently() {
        TestResult test = Categorical.twoProportions(50, 100, 65, 100);
        close("z", test.statistic(), expected("ztest", "z"), 1e-12);
        close("p", test.pValue(), expected("ztest", "p"), 1e-12);
    }
}
