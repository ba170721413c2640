package io.mlops4j.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.tuning.Pruning.Known;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.RunStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Less is better here. The cases are computed by hand from the definitions that Optuna documents. */
class PruningTest {
    private static Reports reports(double... values) {
        Reports reports = new Reports();
        for (int i = 0; i < values.length; i++) {
            reports.add(i + 1L, values[i]);
        }
        return reports;
    }

    private static List<Known> finished(Reports... trials) {
        List<Known> known = new ArrayList<>();
        for (Reports trial : trials) {
            known.add(new Known(known.size(), RunStatus.FINISHED, trial));
        }
        return known;
    }

    private static List<Known> atStepOne(double... values) {
        return finished(Arrays.stream(values).mapToObj(PruningTest::reports).toArray(Reports[]::new));
    }

    @Test
    void theMedianPrunesWhatIsWorseThanHalf() {
        Pruning median = Pruning.of(Pruner.median());
        List<Known> known = atStepOne(1, 2, 3, 4, 5);
        assertThat(median.prunes(5, reports(3), known)).isFalse();
        assertThat(median.prunes(5, reports(3.01), known)).isTrue();
    }

    @Test
    void theMedianWaitsForFiveTrials() {
        assertThat(Pruning.of(Pruner.median()).prunes(4, reports(9), atStepOne(1, 2, 3, 4)))
                .isFalse();
    }

    @Test
    void theBestReportSoFarCounts() {
        Pruning median = Pruning.of(Pruner.median().startupTrials(1));
        List<Known> known = finished(reports(9, 2));
        assertThat(median.prunes(1, reports(1, 8), known)).isFalse();
    }

    @Test
    void onlyTrialsThatReportedAtTheStepAreCompared() {
        Pruning median = Pruning.of(Pruner.median().startupTrials(1));
        assertThat(median.prunes(2, reports(5, 5), atStepOne(1, 1))).isFalse();
        assertThat(Pruning.of(Pruner.median().startupTrials(1).minimumTrials(2)).prunes(1, reports(5), atStepOne(1)))
                .isFalse();
    }

    @Test
    void nothingIsPrunedBeforeTheWarmupIsOver() {
        Pruning median = Pruning.of(Pruner.median().startupTrials(1).warmupSteps(2));
        assertThat(median.prunes(1, reports(9), finished(reports(1, 1)))).isFalse();
        assertThat(median.prunes(1, reports(9, 9), finished(reports(1, 1)))).isTrue();
    }

    @Test
    void onlyTheFirstReportOfAnIntervalDecides() {
        Pruning median =
                Pruning.of(Pruner.median().startupTrials(1).warmupSteps(1).interval(3));
        List<Known> known = finished(reports(1, 1, 1, 1, 1));
        assertThat(median.prunes(1, reports(9), known)).isTrue();
        assertThat(median.prunes(1, reports(9, 9), known)).isFalse();
        assertThat(median.prunes(1, reports(9, 9, 9), known)).isFalse();
        assertThat(median.prunes(1, reports(9, 9, 9, 9), known)).isTrue();
    }

    @Test
    void aPercentileKeepsItsShare() {
        Pruning quarter = Pruning.of(Pruner.percentile(0.25));
        List<Known> known = atStepOne(1, 2, 3, 4, 5);
        assertThat(quarter.prunes(5, reports(2), known)).isFalse();
        assertThat(quarter.prunes(5, reports(2.5), known)).isTrue();
    }

    @Test
    void whatReportsNoNumberIsPrunedWhereOthersDo() {
        assertThat(Pruning.of(Pruner.median()).prunes(5, reports(Double.NaN), atStepOne(1, 2, 3, 4, 5)))
                .isTrue();
    }

    @Test
    void atARungOneInFourGoesOn() {
        Pruning halving = Pruning.of(Pruner.successiveHalving());
        List<Known> seven = atStepOne(1, 2, 3, 4, 5, 6, 7);
        // Eight have come to the rung: the best two go on.
        assertThat(halving.prunes(7, reports(1.5), seven)).isFalse();
        assertThat(halving.prunes(7, reports(2.5), seven)).isTrue();
    }

    @Test
    void whileFewHaveComeToARungOnlyTheBestGoesOn() {
        Pruning halving = Pruning.of(Pruner.successiveHalving());
        assertThat(halving.prunes(0, reports(5), List.of())).isFalse();
        assertThat(halving.prunes(1, reports(4), atStepOne(5))).isFalse();
        assertThat(halving.prunes(1, reports(6), atStepOne(5))).isTrue();
    }

    @Test
    void betweenRungsNothingIsDecided() {
        Pruning halving = Pruning.of(Pruner.successiveHalving());
        List<Known> known = finished(reports(1, 1, 1, 1));
        assertThat(halving.prunes(1, reports(0, 9), known)).isFalse();
        assertThat(halving.prunes(1, reports(0, 9, 9), known)).isFalse();
        assertThat(halving.prunes(1, reports(0, 9, 9, 9), known)).isTrue();
    }

    @Test
    void rungsThatAreLeftOutDecideNothing() {
        Pruning halving = Pruning.of(Pruner.successiveHalving().stage(1));
        assertThat(halving.prunes(1, reports(9), atStepOne(1))).isFalse();
    }

    @Test
    void aReportThatSkipsARungIsDecidedThere() {
        Pruning halving = Pruning.of(Pruner.successiveHalving());
        Reports own = new Reports();
        own.add(6, 9);
        Reports other = new Reports();
        other.add(5, 1);
        assertThat(halving.prunes(1, own, finished(other))).isTrue();
    }

    @Test
    void hyperbandDealsTrialsToItsBracketsByWork() {
        // From 1 to 9 steps by 3: three brackets that begin at 1, 3 and 9 steps and get ⌈3·9/3⌉, ⌈3·3/2⌉ and ⌈3·1/1⌉
        // trials.
        HyperbandPruning hyperband = new HyperbandPruning(Pruner.hyperband(9));
        long[] dealt = new long[3];
        IntStream.range(0, 17).forEach(number -> dealt[hyperband.bracket(number)]++);
        assertThat(dealt).containsExactly(9, 5, 3);
    }

    @Test
    void inTheLastBracketOfHyperbandATrialRunsToTheEnd() {
        HyperbandPruning hyperband = new HyperbandPruning(Pruner.hyperband(9));
        int patient = IntStream.range(0, 17)
                .filter(number -> hyperband.bracket(number) == 2)
                .findFirst()
                .orElseThrow();
        assertThat(hyperband.prunes(
                        patient, reports(9, 9, 9, 9, 9, 9, 9, 9, 9), finished(reports(1, 1, 1, 1, 1, 1, 1, 1, 1))))
                .isFalse();
    }

    @Test
    void patienceEndsWhenNothingBecomesBetter() {
        Pruning patience = Pruning.of(Pruner.patience(2));
        assertThat(patience.prunes(0, reports(3, 2, 2), List.of())).isFalse();
        assertThat(patience.prunes(0, reports(3, 2, 2, 2), List.of())).isTrue();
        assertThat(patience.prunes(0, reports(3, 2, 2, 1), List.of())).isFalse();
    }

    @Test
    void aGainThatIsTooSmallIsNone() {
        Pruning patience = Pruning.of(Pruner.patience(1).minimumGain(0.5));
        assertThat(patience.prunes(0, reports(3, 2.6), List.of())).isTrue();
        assertThat(patience.prunes(0, reports(3, 2.4), List.of())).isFalse();
    }
}
