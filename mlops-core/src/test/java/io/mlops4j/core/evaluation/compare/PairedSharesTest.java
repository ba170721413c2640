package io.mlops4j.core.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.evaluation.Difference.Effect;
import io.mlops4j.evaluation.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedSharesTest {
    /** From statsmodels, statsmodels/stats/tests/test_contingency_tables.py and test_nonparametric.py, {@code test_mcnemar_chisquare}. */
    @ParameterizedTest
    @CsvSource({"121, 59, 286, 5.450095e-06", "70, 59, 263, 0.3786151", "80, 59, 273, 0.08981434"})
    void theCorrectedPValueIsThatOfStatsmodels(int onlyModel, int onlyBaseline, int rows, double expected) {
        assertThat(new PairedShares(onlyModel, onlyBaseline, rows).correctedPValue())
                .isCloseTo(expected, within(1e-6 * expected + 5e-8 * expected + 1e-12));
    }

    /** SciPy 1.10.1, {@code binomtest(b, b + c, 0.5).pvalue}. */
    @ParameterizedTest
    @CsvSource({
        "9, 3, 0.14599609375",
        "0, 7, 0.015625",
        "12, 12, 1",
        "1, 23, 2.9802322387695312e-06",
        "60, 40, 0.05688793364098088",
        "121, 59, 4.4344492637551645e-06"
    })
    void theExactPValueIsThatOfTheBinomialTest(int onlyModel, int onlyBaseline, double expected) {
        assertThat(new PairedShares(onlyModel, onlyBaseline, 400).exactPValue()).isCloseTo(expected, within(1e-12));
    }

    /**
     * From R: the tests of contingencytables (Complete response, Cavo et al. 2012), Fagerland, Lydersen and Laake 2013 (Airway
     * hyper-responsiveness, Bentur et al. 2009), and PropCIs' {@code scoreci.mp(25, 28, 618)} at 90 %.
     */
    @ParameterizedTest
    @CsvSource({
        "6, 16, 161, 0.95, -0.1240, -0.0054, 5e-5",
        "1, 7, 21, 0.95, -0.517, -0.026, 5e-4",
        "28, 25, 618, 0.90, -0.0148, 0.0247, 5e-5"
    })
    void theIntervalIsTangos(
            int onlyModel, int onlyBaseline, int rows, double confidence, double low, double high, double tolerance) {
        Interval interval = new PairedShares(onlyModel, onlyBaseline, rows).interval(confidence);
        assertThat(interval.low()).isCloseTo(low, within(tolerance));
        assertThat(interval.high()).isCloseTo(high, within(tolerance));
    }

    @Test
    void withoutDiscordantRowsTheIntervalIsNoPoint() {
        Interval interval = new PairedShares(0, 0, 100).interval(0.95);
        double z2 = 1.959963984540054 * 1.959963984540054;
        assertThat(interval.high()).isCloseTo(z2 / (100 + z2), within(1e-12));
        assertThat(interval.low()).isEqualTo(-interval.high());
    }

    @Test
    void oneModelRightEverywhereAndTheOtherNowhereIsADifferenceOfOne() {
        Interval interval = new PairedShares(10, 0, 10).interval(0.95);
        assertThat(interval.high()).isEqualTo(1);
        assertThat(interval.low()).isBetween(0.3, 0.99);
    }

    /** SciPy 1.10.1, {@code binomtest(b, b + c).proportion_ci(0.95, method='exact')}, as odds. */
    @ParameterizedTest
    @CsvSource({
        "9, 3, 0.7486844501973376, 17.22800312690008",
        "0, 7, 0, 0.6938139800965825",
        "121, 59, 1.4903519977789792, 2.8492973954771537"
    })
    void theOddsRatioHasTheExactInterval(int onlyModel, int onlyBaseline, double low, double high) {
        Effect effect =
                new PairedShares(onlyModel, onlyBaseline, 400).oddsRatio(0.95).orElseThrow();
        assertThat(effect.value()).isEqualTo((double) onlyModel / onlyBaseline);
        assertThat(effect.interval().low()).isCloseTo(low, within(1e-9));
        assertThat(effect.interval().high()).isCloseTo(high, within(1e-8));
    }

    @Test
    void whereOnlyTheModelIsEverRightTheOddsAreWithoutBound() {
        Effect effect = new PairedShares(5, 0, 400).oddsRatio(0.95).orElseThrow();
        assertThat(effect.value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(effect.interval().high()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void withoutDiscordantRowsThereAreNoOdds() {
        PairedShares shares = new PairedShares(0, 0, 400);
        assertThat(shares.oddsRatio(0.95)).isEmpty();
        assertThat(shares.exactPValue()).isEqualTo(1);
    }

    @Test
    void rowsThatDoNotCountAreLeftOut() {
        PairedShares shares = PairedShares.of(new byte[] {1, 0, -1, 1, 0}, new byte[] {1, 1, -1, 0, 0});
        assertThat(shares).isEqualTo(new PairedShares(1, 1, 4));
    }
}
