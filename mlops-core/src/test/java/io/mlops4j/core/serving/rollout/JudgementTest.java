package io.mlops4j.core.serving.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.core.stats.sketch.LogBuckets;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Rollout.GuardStatus;
import io.mlops4j.serving.Rollout.Verdict;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static RolloutSettings settings(Guard guard, Double... steps) {
        return new RolloutSettings(
                List.of(steps),
                Duration.ZERO,
                100,
                List.of(guard),
                0.95,
                Optional.empty(),
                Optional.empty(),
                GiveUp.HOLD);
    }

    private static ArmEvidence errors(long units, long errors) {
        return new ArmEvidence(units, units, errors, Map.of(), Map.of(), Map.of());
    }

    private static ArmEvidence times(long count, long nanos) {
        Map<Long, Long> times = new HashMap<>();
        for (int i = 1; i <= 100; i++) {
            times.put(nanos * i / 100, count / 100);
        }
        return new ArmEvidence(count, count, 0, times, Map.of(), Map.of());
    }

    private static ArmEvidence values(String name, long count, double sum, double squares) {
        return new ArmEvidence(count, count, 0, Map.of(), Map.of(name, new Moments(count, sum, squares)), Map.of());
    }

    private static GuardStatus judge(Guard guard, ArmEvidence champion, ArmEvidence canary) {
        return Judgement.of(settings(guard, 0.1), List.of(new StepEvidence(champion, canary)))
                .get(0);
    }

    private static ArmEvidence baskets(long count, double middle) {
        Map<Integer, Long> sizes = new HashMap<>();
        for (int i = 0; i < count; i++) {
            sizes.merge(LogBuckets.code(middle + i % 10), 1L, Long::sum);
        }
        return new ArmEvidence(count, count, 0, Map.of(), Map.of(), Map.of(), Map.of("basket", sizes));
    }

    @Test
    void kayentasJudgeFailsOnTheChangeThatIsAskedFor() {
        Guard less = Guard.kayenta("basket").failsOnDecrease();
        assertThat(judge(less, baskets(200, 50), baskets(200, 30)).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(judge(less, baskets(200, 50), baskets(200, 80)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(less, baskets(200, 50), baskets(200, 50)).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(Guard.kayenta("basket").failsOnChange(), baskets(200, 50), baskets(200, 80))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        GuardStatus more = judge(Guard.kayenta("basket").failsOnIncrease(), baskets(200, 50), baskets(200, 80));
        assertThat(more.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(more.low()).isBetween(25.0, 35.0);
    }

    @Test
    void kayentasJudgeIsUndecidedOverFewValues() {
        assertThat(judge(Guard.kayenta("basket").failsOnChange(), baskets(200, 50), baskets(49, 80))
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void kayentasJudgeFailsSlowerAnswers() {
        Guard slower = Guard.kayentaLatency().failsOnIncrease();
        assertThat(judge(slower, times(1_000, 1_000_000), times(1_000, 3_000_000))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(slower, times(1_000, 1_000_000), times(1_000, 1_000_000))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void nothingSeenIsUndecided() {
        GuardStatus status = judge(Guard.errorRate().atMostWorseBy(0.01), ArmEvidence.NONE, ArmEvidence.NONE);
        assertThat(status.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(status.canary()).isEmpty();
    }

    @Test
    void aCanaryWithoutAChampionToCompareWithIsUndecided() {
        assertThat(judge(Guard.errorRate().atMostWorseBy(0.01), ArmEvidence.NONE, errors(1_000, 900))
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void moreErrorsFail() {
        GuardStatus status = judge(Guard.errorRate().atMostWorseBy(0.01), errors(5_000, 100), errors(600, 42));
        assertThat(status.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(status.champion().orElseThrow()).isCloseTo(0.02, within(1e-12));
        assertThat(status.canary().orElseThrow()).isCloseTo(0.07, within(1e-12));
        assertThat(status.low()).isGreaterThanOrEqualTo(0.01);
    }

    @Test
    void equalErrorsPassWithinTheMargin() {
        assertThat(judge(Guard.errorRate().atMostWorseBy(0.05), errors(5_000, 100), errors(2_000, 40))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aBoundByItselfNeedsNoChampion() {
        assertThat(judge(Guard.errorRate().atMost(0.02), ArmEvidence.NONE, errors(1_000, 80))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(Guard.errorRate().atMost(0.05), ArmEvidence.NONE, errors(2_000, 20))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void stepsAreNotAddedUp() {
        // Simpson's paradox: by day, at a small weight, both fail 1 %; at night, at a great one, both 20 %. Added up
        // the
        // canary fails 18 % and the champion 3 %.
        Guard guard = Guard.errorRate().atMostWorseBy(0.02);
        StepEvidence day = new StepEvidence(errors(9_000, 90), errors(1_000, 10));
        StepEvidence night = new StepEvidence(errors(1_000, 200), errors(9_000, 1_800));
        GuardStatus status =
                Judgement.of(settings(guard, 0.1, 0.9), List.of(day, night)).get(0);
        assertThat(status.verdict()).isNotEqualTo(Verdict.FAIL);
        assertThat(status.low()).isLessThan(0).isGreaterThan(-0.1);
        assertThat(status.high()).isGreaterThan(0).isLessThan(0.1);
    }

    @Test
    void aLongerLatencyFailsAndTheSamePasses() {
        Guard guard = Guard.latency(0.9).atMostTimes(2);
        assertThat(judge(guard, times(5_000, 1_000_000), times(500, 3_000_000)).verdict())
                .isEqualTo(Verdict.FAIL);
        GuardStatus same = judge(guard, times(5_000, 1_000_000), times(2_000, 1_000_000));
        assertThat(same.verdict()).isEqualTo(Verdict.PASS);
        assertThat(same.canary().orElseThrow()).isCloseTo(0.0009, within(1e-9));
    }

    @Test
    void aLatencyCanBeBoundedByItself() {
        Guard guard = Guard.latency(0.5).atMost(Duration.ofMillis(1));
        assertThat(judge(guard, ArmEvidence.NONE, times(1_000, 10_000_000)).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(judge(guard, ArmEvidence.NONE, times(1_000, 1_000_000)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void ofAMetricThatIsBetterHighTheIntervalIsOfTheDifferenceItself() {
        GuardStatus status = judge(
                Guard.metric("accuracy").atMostWorseBy(0.05),
                values("accuracy", 5_000, 4_750, 4_750),
                values("accuracy", 1_000, 700, 700));
        assertThat(status.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(status.high()).isLessThan(-0.05);
        assertThat(status.low()).isLessThan(status.high());
    }

    @Test
    void ofAMetricThatIsBetterLowMoreFails() {
        GuardStatus status = judge(
                Guard.metric("mean_absolute_error").atMostWorseBy(1),
                values("mean_absolute_error", 5_000, 10_000, 25_000),
                values("mean_absolute_error", 2_000, 10_000, 52_000));
        assertThat(status.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void aMeterIsInItsOwnUnit() {
        GuardStatus status = judge(
                Guard.meter("basket", 0, 200).atMostBelowBy(10),
                values("meter basket", 5_000, 5_000 * 60.0, Double.NaN),
                values("meter basket", 2_000, 2_000 * 20.0, Double.NaN));
        assertThat(status.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(status.champion().orElseThrow()).isEqualTo(60);
        assertThat(status.high()).isLessThan(-10);
    }

    @Test
    void otherPredictionsFailAndTheSamePass() {
        Guard guard = Guard.predictions().atMostApart(0.1);
        ArmEvidence even = new ArmEvidence(5_000, 5_000, 0, Map.of(), Map.of(), Map.of("0", 2_500L, "1", 2_500L));
        ArmEvidence same = new ArmEvidence(2_000, 2_000, 0, Map.of(), Map.of(), Map.of("0", 1_000L, "1", 1_000L));
        ArmEvidence other = new ArmEvidence(2_000, 2_000, 0, Map.of(), Map.of(), Map.of("0", 1_600L, "1", 400L));
        assertThat(judge(guard, even, same).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judge(guard, even, other).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theReasonNamesTheGuardItsValuesAndItsBound() {
        assertThat(judge(Guard.errorRate().atMostWorseBy(0.01), errors(5_000, 100), errors(600, 42))
                        .toString())
                .contains("error rate", "0.07", "of 600", "0.02", "of 5000", "at most 0.01 above the champion", "FAIL");
    }
}
