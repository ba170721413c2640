package io.mlops4j.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.InvalidInput;
import io.mlops4j.QualityGateFailed;
import io.mlops4j.evaluation.Comparison;
import io.mlops4j.evaluation.Difference;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Evaluator;
import io.mlops4j.evaluation.Finding;
import io.mlops4j.evaluation.Gate;
import io.mlops4j.evaluation.GateResult;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.evaluation.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void aValueOnTheBoundPasses() {
        assertThat(Gate.require("roc_auc").atLeast(0.8).check(of(0.8, 0.1)).passed())
                .isTrue();
        assertThat(Gate.require("brier").atMost(0.1).check(of(0.8, 0.1)).passed())
                .isTrue();
    }

    @Test
    void theFailureNamesEachBrokenConditionWithValueAndBound() {
        Gate gate = Gate.require("roc_auc")
                .atLeast(0.9)
                .and("brier")
                .atMost(0.05)
                .and("roc_auc")
                .atLeast(0.1);
        assertThatThrownBy(() -> gate.check(of(0.8, 0.1)).orThrow())
                .isInstanceOf(QualityGateFailed.class)
                .hasMessageContaining("2 of 3 checks failed")
                .hasMessageContaining("roc_auc is 0.8, below 0.9.")
                .hasMessageContaining("brier is 0.1, above 0.05.");
    }

    @Test
    void aPassedGateAnswersItself() {
        GateResult result = Gate.require("roc_auc").atLeast(0.5).check(of(0.8, 0.1));
        assertThat(result.orThrow()).isSameAs(result);
    }

    @Test
    void aMissingMetricFailsWithTheReason() {
        Finding finding = only(Gate.require("recall").atLeast(0).check(of(0.8, 0.1)));
        assertThat(finding.passed()).isFalse();
        assertThat(finding.findValue()).isEmpty();
        assertThat(finding.explanation()).contains("'recall'");
    }

    @Test
    void aWeakSliceIsNamed() {
        Evaluation evaluation = sliced(Map.of("eu", of(0.55, 0.1)));
        Gate gate =
                Gate.require("roc_auc").atLeast(0.6).andEverySlice("roc_auc").atLeast(0.7);
        GateResult result = gate.check(evaluation);
        assertThat(result.failures()).hasSize(1);
        assertThat(result.failures().get(0).findSlice()).contains(new Slice("region", "eu"));
        assertThat(result.failures().get(0).findValue()).hasValue(0.55);
        assertThat(result.failures().get(0).findBound()).hasValue(0.7);
        assertThat(result.failures().get(0).explanation())
                .isEqualTo("roc_auc is 0.55 where 'region' is 'eu', below 0.7.");
    }

    @Test
    void aConditionOnSlicesFailsWhereThereAreNone() {
        Finding finding = only(Gate.requireEverySlice("roc_auc").atLeast(0).check(of(0.8, 0.1)));
        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("no slices");
    }

    @Test
    void withoutAChampionNothingIsWorseAndTheFindingSaysSo() {
        Finding finding = only(Gate.require("roc_auc").notWorseThanChampion(0).check(of(0.8, 0.1)));
        assertThat(finding.passed()).isTrue();
        assertThat(finding.explanation()).contains("there is no champion");
        assertThat(finding.findBound()).isEmpty();
    }

    @Test
    void worseMeansLowerForAnAreaAndHigherForALoss() {
        Gate area = Gate.require("roc_auc").notWorseThanChampion(0.01);
        assertThat(area.check(of(0.7, 0.1), of(0.8, 0.1)).passed()).isFalse();
        assertThat(area.check(of(0.9, 0.1), of(0.8, 0.1)).passed()).isTrue();
        Gate loss = Gate.require("brier").notWorseThanChampion(0.01);
        assertThat(loss.check(of(0.8, 0.2), of(0.8, 0.1)).passed()).isFalse();
        assertThat(loss.check(of(0.8, 0.05), of(0.8, 0.1)).passed()).isTrue();
    }

    @Test
    void theToleranceIsReckonedInDecimals() {
        // In binary 0.3 - 0.1 is 0.19999999999999998 and 0.1 + 0.2 is more than 0.3.
        assertThat(only(Gate.require("roc_auc").notWorseThanChampion(0.1).check(of(0.2, 0), of(0.3, 0)))
                        .findBound())
                .hasValue(0.2);
        assertThat(only(Gate.require("brier").notWorseThanChampion(0.2).check(of(0.5, 0.3), of(0.5, 0.1)))
                        .findBound())
                .hasValue(0.3);
    }

    @Test
    void aSliceIsComparedWithTheChampionsSameSlice() {
        Gate gate = Gate.requireEverySlice("roc_auc").notWorseThanChampion(0.01);
        Evaluation challenger = sliced(Map.of("eu", of(0.6, 0.1)));
        assertThat(gate.check(challenger, sliced(Map.of("eu", of(0.7, 0.1)))).passed())
                .isFalse();
        GateResult unknown = gate.check(challenger, sliced(Map.of("us", of(0.7, 0.1))));
        assertThat(unknown.passed()).isTrue();
        assertThat(only(unknown).explanation()).contains("the champion has no such slice");
    }

    @Test
    void aChampionWithoutTheMetricCannotBeCompared() {
        Evaluation champion = Evaluation.of("binary", 10).build();
        assertThat(Gate.require("roc_auc")
                        .notWorseThanChampion(0.01)
                        .check(of(0.8, 0.1), champion)
                        .passed())
                .isFalse();
    }

    @Test
    void boundsThatCompareWithNothingAreRefused() {
        assertThatThrownBy(() -> Gate.require("roc_auc").atLeast(Double.NaN)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Gate.require("roc_auc").notWorseThanChampion(-1))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Gate.require(" ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new Gate(List.of())).isInstanceOf(InvalidInput.class);
    }

    private static Finding only(GateResult result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static Evaluation of(double area, double brier) {
        return of("binary", area, brier).build();
    }

    private static Evaluation sliced(Map<String, Evaluation> regions) {
        Evaluation.Builder evaluation = of("binary", 0.8, 0.1);
        regions.forEach((value, slice) -> evaluation.slice("region", value, slice));
        return evaluation.build();
    }

    private static Evaluation.Builder of(String task, double area, double brier) {
        return Evaluation.of(task, 10)
                .metric(Metric.of("roc_auc", area, Direction.HIGHER_IS_BETTER))
                .metric(Metric.of("brier", brier, Direction.LOWER_IS_BETTER));
    }

    @Test
    void aChampionOfAnotherTaskCannotBeComparedWith() {
        Evaluation candidate = of(0.8, 0.1);
        Evaluation champion = of("multiclass", 0.8, 0.1).build();
        GateResult result = Gate.require("roc_auc").notWorseThanChampion(0.01).check(candidate, champion);
        assertThat(result.passed()).isFalse();
        assertThat(only(result).explanation()).contains("is binary, the champion's multiclass");
    }

    @Test
    void evidenceFromTheSameRowsIsPreferredToTheIntervalsOfTheTwo() {
        Evaluation champion = measured(0.80, 0.75, 0.85).build();
        Evaluation compared = measured(0.81, 0.76, 0.86)
                .comparison(new Comparison("champion", 100, List.of(difference(0.81, 0.80, 0.002, 0.018))))
                .build();
        Gate superior = Gate.require("roc_auc").superiorToChampion();
        assertThat(superior.check(compared, champion).passed()).isTrue();
        assertThat(only(superior.check(compared, champion)).explanation()).contains("[0.002, 0.018]", "DeLong, paired");
        // The intervals alone do not tell 0.81 from 0.80.
        assertThat(superior.check(measured(0.81, 0.76, 0.86).build(), champion).passed())
                .isFalse();
    }

    @Test
    void aComparisonWithAnotherThanTheChampionIsNoEvidence() {
        Evaluation compared = measured(0.81, 0.76, 0.86)
                .comparison(new Comparison("a constant", 100, List.of(difference(0.81, 0.5, 0.2, 0.4))))
                .build();
        Finding finding = only(Gate.require("roc_auc")
                .superiorToChampion()
                .check(compared, measured(0.80, 0.75, 0.85).build()));
        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("MOVER");
    }

    @Test
    void aMarginIsHeldAgainstTheWorstEndOfTheDifference() {
        Evaluation champion = measured(0.80, 0.79, 0.81).build();
        Evaluation challenger = measured(0.80, 0.79, 0.81).build();
        // √2 · 0.01 = 0.0141 is as much as these two may be apart.
        assertThat(Gate.require("roc_auc")
                        .nonInferiorToChampion(0.015)
                        .check(challenger, champion)
                        .passed())
                .isTrue();
        Finding finding =
                only(Gate.require("roc_auc").nonInferiorToChampion(0.014).check(challenger, champion));
        assertThat(finding.passed()).isFalse();
        assertThat(finding.findBound()).hasValue(-0.014);
        assertThat(finding.findValue().orElseThrow()).isCloseTo(-0.01 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void evidenceAsksForIntervals() {
        Finding finding = only(Gate.require("roc_auc").superiorToChampion().check(of(0.9, 0.1), of(0.8, 0.1)));
        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("confidence(…)");
    }

    @Test
    void groupsThatAreTooFarApartFailTheGate() {
        Evaluation evaluation = Evaluator.binary()
                .slice("group", new String[] {"a", "a", "a", "a", "b", "b", "b", "b"})
                .evaluate(new int[] {1, 1, 0, 0, 1, 1, 0, 0}, new double[] {.9, .8, .7, .1, .9, .3, .2, .1});
        Gate gate = Gate.require("roc_auc")
                .atLeast(0)
                .andFairness("group", "demographic_parity")
                .atMost(0.4);
        Finding finding = gate.check(evaluation).failures().get(0);
        assertThat(finding.explanation()).contains("selection_rate differs by 0.5 between 'b' and 'a'", "above 0.4");
        assertThat(gate.check(of(0.9, 0.1)).failures().get(0).explanation()).contains("not sliced");
    }

    @Test
    void gatesAreComposed() {
        Gate gate =
                Gate.require("roc_auc").atLeast(0.7).and(Gate.require("brier").atMost(0.05));
        assertThat(gate.check(of(0.8, 0.1)).failures()).hasSize(1);
        assertThatThrownBy(() -> Gate.require("f1")
                        .atLeast(0)
                        .andEvaluation("backtest", Gate.require("f1").atLeast(0).andSizeAtMost(10)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not on an evaluation");
    }

    private static Evaluation.Builder measured(double area, double low, double high) {
        return Evaluation.of("binary", 100)
                .metric(Metric.of("roc_auc", area, Direction.HIGHER_IS_BETTER)
                        .withInterval(new Interval(low, high, 0.95, "DeLong")));
    }

    private static Difference difference(double value, double baseline, double low, double high) {
        return new Difference(
                "roc_auc",
                Direction.HIGHER_IS_BETTER,
                value,
                baseline,
                new Interval(low, high, 0.95, "DeLong, paired"),
                0.01,
                "DeLong, paired",
                Optional.empty());
    }
}
