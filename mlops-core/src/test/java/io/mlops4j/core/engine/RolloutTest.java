package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.Rollout.Verdict;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import io.mlops4j.serving.RolloutState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RolloutTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion champion;
    private ModelVersion equal;
    private ModelVersion failing;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        champion = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("champion.linear"), 2, 1))
                .register();
        equal = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("equal.linear"), 2, 1.0001))
                .register();
        failing = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("failing.linear"), 2, 1, "failing", 7))
                .register();
        endpoint.deploy(champion);
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
        assertThat(Thread.getAllStackTraces().keySet())
                .as("threads of the engine after its end")
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("mlops4j-rollout") || name.startsWith("mlops4j-shadow"));
    }

    /** Sends requests until the rollout is over; every tenth has a value of 9. */
    private int send(Rollout rollout, int most) {
        int sent = 0;
        for (; sent < most && !rollout.state().ended(); sent++) {
            endpoint.predict(row(1, sent % 10 == 0 ? 9 : 2));
        }
        return sent;
    }

    private Rollout begin(ModelVersion canary) {
        return endpoint.canary(canary)
                .steps(0.2, 0.5)
                .minimumRequests(50)
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .seed(1)
                .start();
    }

    @Test
    void aCanaryAsGoodAsTheChampionIsPromotedStepByStep() {
        Rollout rollout = begin(equal);
        assertThat(rollout.weight()).isEqualTo(0.2);
        send(rollout, 1_000_000);
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.PROMOTED);
        assertThat(endpoint.version()).isEqualTo(equal);
        assertThat(endpoint.predict(row(1, 2)).version()).isEqualTo(equal);
        assertThat(rollout.changes()).extracting("weight").containsExactly(0.2, 0.5, 1.0);
        assertThat(endpoint.history()).extracting("action").containsExactly(Action.DEPLOY, Action.PROMOTE);
        assertThat(rollout.weight()).isEqualTo(1);
        assertThat(endpoint.findRollout()).isEmpty();
        assertThat(endpoint.rollouts()).hasSize(1);
    }

    @Test
    void aFailingCanaryIsRolledBackAndNoCallerSeesItsFailures() {
        Rollout rollout = begin(failing);
        send(rollout, 1_000_000);
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("error rate").contains("FAIL");
        assertThat(rollout.weight()).isZero();
        assertThat(endpoint.predict(row(1, 9)).version()).isEqualTo(champion);
        assertThat(rollout.guards()).extracting("verdict").containsExactly(Verdict.FAIL);
    }

    @Test
    void aRequestThatEvenTheChampionFailsReachesTheCaller() {
        Rollout rollout = endpoint.canary(equal).steps(0.5).start();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> endpoint.predict(row(-1, 1))).isInstanceOf(InferenceFailure.class);
        }
        rollout.abort("enough");
    }

    @Test
    void aRequestThatDoesNotFitIsNoEvidence() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .start();
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> endpoint.predict(row(1, 1, 1))).isInstanceOf(InvalidInput.class);
        }
        assertThat(rollout.guards().get(0).canaryCount()).isZero();
        assertThat(rollout.guards().get(0).verdict()).isEqualTo(Verdict.UNDECIDED);
        rollout.abort("enough");
    }

    @Test
    void requestsThatAreRoutedAsTheWeightsSayAreNotSuspicious() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.2, 0.5)
                .minimumRequests(100_000)
                .seed(1)
                .start();
        assertThat(rollout.sampleRatio().suspicious()).isFalse();
        for (int i = 0; i < 2_000; i++) {
            endpoint.predict(row(1, 2));
        }
        assertThat(rollout.sampleRatio().canary() + rollout.sampleRatio().champion())
                .isEqualTo(2_000);
        assertThat(rollout.sampleRatio().expected()).isCloseTo(0.2, within(1e-12));
        assertThat(rollout.sampleRatio().observed()).isCloseTo(0.2, within(0.04));
        assertThat(rollout.sampleRatio().suspicious()).isFalse();
        rollout.abort("enough");
    }

    @Test
    void withoutTrafficNothingIsDecided() {
        Rollout rollout = begin(equal);
        assertThat(rollout.await(Duration.ofMillis(300))).isEqualTo(RolloutState.RUNNING);
        assertThat(rollout.guards()).extracting("verdict").containsExactly(Verdict.UNDECIDED);
    }

    @Test
    void aKeyStaysWithTheCanaryWhileTheWeightGrows() {
        Rollout rollout =
                endpoint.canary(equal).steps(0.3, 0.6).minimumRequests(200).start();
        Set<String> moved = new HashSet<>();
        for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
            String key = "customer-" + i % 500;
            Prediction prediction =
                    endpoint.predict(row(1, 2), PredictOptions.defaults().key(key));
            if (prediction.version().equals(equal)) {
                moved.add(key);
            } else {
                assertThat(moved).doesNotContain(key);
            }
        }
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.PROMOTED);
        assertThat(moved).isNotEmpty();
    }

    @Test
    void aUserWhoComesBackIsOnePieceOfEvidence() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .holdEach(Duration.ofHours(1))
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .start();
        for (int i = 0; i < 1_000; i++) {
            endpoint.predict(row(1, 2), PredictOptions.defaults().key("customer-" + i % 10));
        }
        Rollout.GuardStatus status = rollout.guards().get(0);
        assertThat(status.canaryCount() + status.championCount()).isEqualTo(10);
        rollout.abort("enough");
    }

    @Test
    void aWrongCanaryIsRolledBackByTheLabelsThatComeIn() {
        ModelVersion wrong = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("wrong.linear"), 2, 0.1))
                .register();
        Rollout rollout = endpoint.canary(wrong)
                .steps(0.5)
                .guard(Guard.metric("accuracy").atMostWorseBy(0.1))
                .start();
        for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
            // Scores of 1 and 0 by the champion, 0.1 and 0 by the other.
            int truth = i % 2;
            endpoint.label(endpoint.predict(row(truth, 0)).id(), truth);
        }
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("accuracy");
    }

    @Test
    void aMeterOfOnesOwnCanEndARollout() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .guard(Guard.meter("basket", 0, 100).atMostBelowBy(5))
                .start();
        for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
            Prediction prediction = endpoint.predict(row(1, 2));
            endpoint.measure(prediction.id(), "basket", prediction.version().equals(equal) ? 20 : 60);
        }
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("basket");
    }

    @Test
    void kayentasJudgeOnAMeterOfOnesOwnCanEndARollout() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .minimumRequests(1_000)
                .guard(Guard.kayenta("basket").failsOnDecrease())
                .start();
        for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
            Prediction prediction = endpoint.predict(row(1, 2));
            double basket = prediction.version().equals(equal) ? 20 : 60;
            endpoint.measure(prediction.id(), "basket", basket + i % 7);
        }
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("basket");
    }

    @Test
    void aCanaryThatPredictsOtherwiseIsRolledBackByTheDriftOfItsPredictions() {
        ModelVersion low = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("low.linear"), 2, 0.1))
                .register();
        Rollout rollout = endpoint.canary(low)
                .steps(0.5)
                .guard(Guard.predictions().atMostApart(0.2))
                .start();
        for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
            endpoint.predict(row(i % 2, 0));
        }
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("predictions");
    }

    @Test
    void aSlowCanaryIsRolledBack() {
        ModelVersion slow = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("slow.linear"), 2, 1, "slow", 1))
                .register();
        Rollout rollout = endpoint.canary(slow)
                .steps(0.3)
                .guard(Guard.latency(0.5).atMostTimes(2))
                .start();
        send(rollout, 1_000_000);
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("latency p50");
    }

    @Test
    void aPausedRolloutDecidesNothingUntilItIsResumed() {
        Rollout rollout = begin(failing);
        rollout.pause();
        for (int i = 0; i < 5_000; i++) {
            endpoint.predict(row(1, 9));
        }
        assertThat(rollout.state()).isEqualTo(RolloutState.PAUSED);
        assertThat(rollout.weight()).isEqualTo(0.2);
        assertThatThrownBy(rollout::pause).isInstanceOf(Conflict.class).hasMessageContaining("PAUSED");
        rollout.resume();
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
    }

    @Test
    void aRolloutIsPromotedByHandWithAReason() {
        Rollout rollout = begin(equal);
        rollout.promote("the release cannot wait");
        assertThat(rollout.state()).isEqualTo(RolloutState.PROMOTED);
        assertThat(rollout.reason()).isEqualTo("the release cannot wait");
        assertThat(endpoint.version()).isEqualTo(equal);
        assertThatThrownBy(() -> rollout.abort("too late"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("is over");
    }

    @Test
    void aRollbackOfTheEndpointEndsARolloutAndRestoresTheRoutingBeforeIt() {
        Rollout rollout = begin(equal);
        endpoint.rollback("it looks odd");
        assertThat(rollout.state()).isEqualTo(RolloutState.ABORTED);
        assertThat(endpoint.version()).isEqualTo(champion);
        for (int i = 0; i < 100; i++) {
            assertThat(endpoint.predict(row(1, 2)).version()).isEqualTo(champion);
        }
    }

    @Test
    void aRollbackAfterAPromotionGoesBackToTheChampion() {
        begin(equal).promote("good");
        endpoint.rollback("not so good");
        assertThat(endpoint.predict(row(1, 2)).version()).isEqualTo(champion);
    }

    @Test
    void nothingElseIsDeployedWhileARolloutIsUnderWay() {
        Rollout rollout = begin(equal);
        assertThatThrownBy(() -> endpoint.deploy(failing))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("under way");
        assertThatThrownBy(() -> begin(failing)).isInstanceOf(Conflict.class).hasMessageContaining("under way");
        rollout.abort("enough");
        endpoint.deploy(equal);
    }

    @Test
    void aCanaryWithAnotherSignatureIsRefused() {
        ModelVersion wide = ml.model("wide")
                .from(LinearRuntime.write(dir.resolve("wide.linear"), 5, 1))
                .register();
        assertThatThrownBy(() -> endpoint.canary(wide).steps(0.5).start())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("float[-1, 5]");
    }

    @Test
    void theVersionThatIsServedIsNoCanary() {
        assertThatThrownBy(() -> begin(champion)).isInstanceOf(Conflict.class).hasMessageContaining("already");
    }

    @Test
    void stepsThatDoNotGrowAreRefused() {
        assertThatThrownBy(() -> endpoint.canary(equal).steps(0.5, 0.5))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("above the one before");
    }

    @Test
    void aGuardThatComparesNeedsAChampionWithRequests() {
        assertThatThrownBy(() -> endpoint.canary(equal)
                        .bake(Duration.ofMinutes(1))
                        .guard(Guard.errorRate().atMostWorseBy(0.1))
                        .start())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Guard.errorRate().atMost");
    }

    @Test
    void aBlueGreenDeployIsOneStepWithABakeTime() {
        Rollout rollout = endpoint.canary(failing)
                .bake(Duration.ofHours(1))
                .guard(Guard.errorRate().atMost(0.02))
                .start();
        assertThat(endpoint.predict(row(1, 2)).version()).isEqualTo(failing);
        assertThat(endpoint.predict(row(1, 9)).version())
                .as("who answers where it fails")
                .isEqualTo(champion);
        send(rollout, 1_000_000);
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
    }

    @Test
    void aNewProcessResumesARolloutAtItsStep() {
        Rollout before = endpoint.canary(equal)
                .steps(0.2, 0.5, 0.8)
                .minimumRequests(20)
                .holdEach(Duration.ofMillis(1))
                .start();
        while (before.step() < 1) {
            endpoint.predict(row(1, 2));
        }
        before.pause();
        int step = before.step();
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        endpoint.predict(row(1, 2));
        Rollout rollout = endpoint.findRollout().orElseThrow();
        assertThat(rollout.id()).isEqualTo(before.id());
        assertThat(rollout.step()).isEqualTo(step);
        rollout.resume();
        send(rollout, 1_000_000);
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.PROMOTED);
    }

    @Test
    void severalProcessesPoolTheirEvidenceAndActAsOne() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .minimumRequests(400)
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .start();
        try (Mlops other = Mlops.open(dir.resolve("ml"))) {
            Endpoint there = other.deployer().endpoint("scoring");
            for (int i = 0; i < 500; i++) {
                endpoint.predict(row(1, 2));
                there.predict(row(1, 2));
            }
            Rollout same = there.findRollout().orElseThrow();
            assertThat(rollout.await(SOON)).isEqualTo(RolloutState.PROMOTED);
            assertThat(same.await(SOON)).isEqualTo(RolloutState.PROMOTED);
            assertThat(there.predict(row(1, 2)).version()).isEqualTo(equal);
            assertThat(endpoint.history()).hasSize(2);
        }
    }

    @Test
    void whatStaysUndecidedIsGivenUp() {
        Rollout rollout = endpoint.canary(equal)
                .steps(0.5)
                .guard(Guard.errorRate().atMostWorseBy(0.05))
                .giveUpAfter(Duration.ofMillis(50), GiveUp.ROLL_BACK)
                .start();
        assertThat(rollout.await(SOON)).isEqualTo(RolloutState.ROLLED_BACK);
        assertThat(rollout.reason()).contains("undecided");
    }

    @Test
    void aRequestCanAskForAVersionOfItsChoice() {
        Rollout rollout = endpoint.canary(equal).steps(0.001).start();
        assertThat(endpoint.predict(row(1, 2), PredictOptions.defaults().version(equal.number()))
                        .version())
                .isEqualTo(equal);
        assertThatThrownBy(() ->
                        endpoint.predict(row(1, 2), PredictOptions.defaults().version(99)))
                .hasMessageContaining("Version 99 is not in memory");
        rollout.abort("enough");
    }

    @Test
    void aCanaryCannotBeRetiredOnItsWay() {
        Rollout rollout = begin(equal);
        assertThatThrownBy(() -> equal.retire("old")).isInstanceOf(Conflict.class);
        rollout.abort("enough");
    }
}
