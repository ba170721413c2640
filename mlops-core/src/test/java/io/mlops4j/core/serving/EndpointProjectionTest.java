package io.mlops4j.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.EndpointEvent.EvidenceGathered;
import io.mlops4j.core.serving.EndpointEvent.Moved;
import io.mlops4j.core.serving.EndpointEvent.RolloutEnded;
import io.mlops4j.core.serving.EndpointEvent.RolloutPaused;
import io.mlops4j.core.serving.EndpointEvent.RolloutResumed;
import io.mlops4j.core.serving.EndpointEvent.RolloutStarted;
import io.mlops4j.core.serving.EndpointEvent.Shadowed;
import io.mlops4j.core.serving.EndpointEvent.SplitEnded;
import io.mlops4j.core.serving.EndpointEvent.SplitEvidence;
import io.mlops4j.core.serving.EndpointEvent.SplitStarted;
import io.mlops4j.core.serving.EndpointEvent.StepEntered;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.ArmEvidence;
import io.mlops4j.core.serving.rollout.Moments;
import io.mlops4j.core.serving.rollout.RolloutSettings;
import io.mlops4j.core.serving.rollout.StepEvidence;
import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.serving.BanditStrategy;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import io.mlops4j.serving.RolloutState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

class EndpointProjectionTest {
    private static final Target TARGET = new Target("loans \"ü\"", 7);
    private static final String ROLLOUT = "01hzy5k8v3q4w5e6r7t8y9z0ab";

    private static final RolloutSettings SETTINGS = new RolloutSettings(
            List.of(0.01, 0.5),
            Duration.ofMinutes(10),
            500,
            List.of(
                    Guard.errorRate().atMostWorseBy(0.005),
                    Guard.errorRate().atMost(0.02),
                    Guard.latency(0.99).atMostTimes(1.25),
                    Guard.latency(0.5).atMost(Duration.ofMillis(20)),
                    Guard.metric("accuracy").atMostWorseBy(0.01),
                    Guard.meter("basket", 0, 100).atMostBelowBy(2),
                    Guard.predictions().atMostApart(0.1)),
            0.99,
            Optional.of(11L),
            Optional.of(Duration.ofHours(6)),
            GiveUp.ROLL_BACK);

    private static final StepEvidence EVIDENCE = new StepEvidence(
            new ArmEvidence(90, 80, 1, Map.of(1023L, 70L, 2047L, 9L), Map.of(), Map.of()),
            new ArmEvidence(
                    10,
                    9,
                    2,
                    Map.of(1023L, 7L),
                    Map.of("accuracy", new Moments(6, 5, 5), "meter basket", new Moments(1, 2.5, 6.25)),
                    Map.of("1", 4L, "0", 3L)));

    private static final RolloutSettings KAYENTA = new RolloutSettings(
            List.of(0.5),
            Duration.ZERO,
            100,
            List.of(
                    Guard.kayenta("basket").failsOnDecrease(),
                    Guard.kayentaLatency().failsOnIncrease().confidence(0.95).tolerance(0.1)),
            0.95,
            Optional.empty(),
            Optional.empty(),
            GiveUp.HOLD);

    private static final StepEvidence SPREADS = new StepEvidence(
            new ArmEvidence(2, 2, 0, Map.of(), Map.of(), Map.of(), Map.of("basket", Map.of(-7, 1L, 0, 2L, 40_000, 3L))),
            ArmEvidence.NONE);

    private static final List<Target> ARMS = List.of(TARGET, new Target("loans \"ü\"", 8));

    private static final SplitSettings BANDIT = new SplitSettings(
            SplitSettings.Kind.BANDIT,
            List.of(0.5, 0.5),
            Optional.of(new SplitSettings.Reward("basket", 0, 100, BanditStrategy.epsilonGreedy(0.1))),
            Optional.of(3L));

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests(
                "endpoint",
                EndpointProjection.INSTANCE,
                Map.ofEntries(
                        Map.entry("version-deployed", new Moved(Action.DEPLOY, TARGET)),
                        Map.entry("rolled-back", new Moved(Action.ROLLBACK, TARGET)),
                        Map.entry("undeployed", new Moved(Action.UNDEPLOY, TARGET)),
                        Map.entry(
                                "rollout-started",
                                new RolloutStarted(ROLLOUT, TARGET, new Target("loans \"ü\"", 8), SETTINGS)),
                        Map.entry(
                                "rollout-started+defaults",
                                new RolloutStarted(
                                        ROLLOUT, TARGET, new Target("loans \"ü\"", 8), RolloutSettings.DEFAULTS)),
                        Map.entry(
                                "rollout-started+kayenta",
                                new RolloutStarted(ROLLOUT, TARGET, new Target("loans \"ü\"", 8), KAYENTA)),
                        Map.entry(
                                "rollout-evidence+spreads",
                                new EvidenceGathered(ROLLOUT, "01hzy5k8v3q4w5e6r7t8y9z0ac", 0, SPREADS)),
                        Map.entry("rollout-step-entered", new StepEntered(ROLLOUT, 1)),
                        Map.entry(
                                "rollout-evidence",
                                new EvidenceGathered(ROLLOUT, "01hzy5k8v3q4w5e6r7t8y9z0ac", 1, EVIDENCE)),
                        Map.entry("rollout-paused", new RolloutPaused(ROLLOUT)),
                        Map.entry("rollout-resumed", new RolloutResumed(ROLLOUT)),
                        Map.entry(
                                "rollout-ended",
                                new RolloutEnded(ROLLOUT, RolloutState.ROLLED_BACK, List.of("error rate: too many"))),
                        Map.entry("split-started", new SplitStarted(ROLLOUT, ARMS, BANDIT)),
                        Map.entry(
                                "split-started+shares",
                                new SplitStarted(
                                        ROLLOUT,
                                        ARMS,
                                        new SplitSettings(
                                                SplitSettings.Kind.SHARES,
                                                List.of(0.25, 0.75),
                                                Optional.empty(),
                                                Optional.empty()))),
                        Map.entry(
                                "split-evidence",
                                new SplitEvidence(
                                        ROLLOUT,
                                        "01hzy5k8v3q4w5e6r7t8y9z0ac",
                                        List.of(EVIDENCE.champion(), ArmEvidence.NONE))),
                        Map.entry("split-ended", new SplitEnded(ROLLOUT, Optional.of(TARGET))),
                        Map.entry("split-ended+stopped", new SplitEnded(ROLLOUT, Optional.empty())),
                        Map.entry("shadow-started", new Shadowed(TARGET, true, "sample 0.25")),
                        Map.entry("shadow-stopped", new Shadowed(TARGET, false, "5 compared"))));
    }

    @Test
    void thereAreNoOtherMoves() {
        assertThat(Action.values())
                .containsExactlyInAnyOrder(Action.DEPLOY, Action.PROMOTE, Action.ROLLBACK, Action.UNDEPLOY);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(EndpointProjection.INSTANCE.read("invented-later", Json.object()))
                .isEmpty();
    }

    @Test
    void aRolloutUnderAGuardThatIsNotKnownHereIsNotForThisReleaseToDecide() {
        ObjectNode data = Json.object();
        EndpointProjection.INSTANCE.write(new RolloutStarted(ROLLOUT, TARGET, TARGET, SETTINGS), data);
        ((ObjectNode) data.get("guards").get(0)).put("watches", "invented-later");
        assertThat(EndpointProjection.INSTANCE.read("rollout-started", data)).isEmpty();
    }
}
