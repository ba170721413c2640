package io.mlops4j.core.engine;

import static io.mlops4j.core.engine.LinearRuntime.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.BanditStrategy;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.PredictOptions;
import io.mlops4j.serving.Prediction;
import io.mlops4j.serving.Split;
import io.mlops4j.serving.SplitReport;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SplitTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;
    private ModelVersion ones;
    private ModelVersion twos;
    private ModelVersion threes;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        ones = register(1);
        twos = register(2);
        threes = register(3);
        endpoint.deploy(ones);
    }

    private ModelVersion register(double factor) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(factor + ".linear"), 2, factor))
                .register();
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private Map<ModelVersion, Integer> answered(int requests) {
        Map<ModelVersion, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(
                    endpoint.predict(row(1, 2), PredictOptions.defaults().key("customer-" + i))
                            .version(),
                    1,
                    Integer::sum);
        }
        return counts;
    }

    @Test
    void requestsAreSharedByTheGivenShares() {
        endpoint.split(Map.of(ones, 0.2, twos, 0.3, threes, 0.5));
        Map<ModelVersion, Integer> counts = answered(10_000);
        assertThat(counts.get(ones)).isCloseTo(2_000, within(200));
        assertThat(counts.get(twos)).isCloseTo(3_000, within(200));
        assertThat(counts.get(threes)).isCloseTo(5_000, within(200));
    }

    @Test
    void aKeyStaysWithItsVersionAlsoInAnotherProcess() {
        endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        try (Mlops other = Mlops.open(dir.resolve("ml"))) {
            Endpoint there = other.deployer().endpoint("scoring");
            for (int i = 0; i < 200; i++) {
                PredictOptions key = PredictOptions.defaults().key("customer-" + i);
                assertThat(there.predict(row(1, 2), key).version().number())
                        .isEqualTo(endpoint.predict(row(1, 2), key).version().number());
            }
        }
    }

    @Test
    void theStatementHasEffectIntervalAndProbability() {
        Split split = endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        Random random = new Random(1);
        for (int i = 0; i < 6_000; i++) {
            Prediction prediction = endpoint.predict(row(1, 2));
            double rate = prediction.version().equals(ones) ? 0.10 : 0.15;
            endpoint.label(prediction.id(), 0);
            endpoint.measure(prediction.id(), "converted", random.nextDouble() < rate ? 1 : 0);
        }
        SplitReport report = split.report("converted");
        assertThat(report.versions()).hasSize(2);
        assertThat(report.versions().get(0).number()).isEqualTo(twos.number());
        assertThat(report.versions().get(0).probabilityBest()).isGreaterThan(0.99);
        SplitReport.Effect effect = report.effects().get(0);
        assertThat(effect.difference()).isCloseTo(0.05, within(0.03));
        assertThat(effect.low()).isLessThan(effect.difference());
        assertThat(effect.high()).isGreaterThan(effect.difference());
        assertThat(effect.probabilityBetter()).isGreaterThan(0.99);
    }

    @Test
    void labelsGiveMetricsToo() {
        Split split = endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        for (int i = 0; i < 200; i++) {
            Prediction prediction = endpoint.predict(row(i, 0));
            endpoint.label(prediction.id(), i);
        }
        SplitReport report = split.report("mean_absolute_error");
        assertThat(report.higherIsBetter()).isFalse();
        assertThat(report.versions().get(0).number()).isEqualTo(ones.number());
        assertThat(report.versions().get(0).mean()).isZero();
        assertThat(split.report("error_rate").versions()).extracting("mean").containsOnly(0.0);
    }

    @Test
    void aSplitThatIsStoppedLeavesTheDeployedVersion() {
        Split split = endpoint.split(Map.of(twos, 0.5, threes, 0.5));
        split.stop("done");
        assertThat(split.active()).isFalse();
        assertThat(answered(50)).containsOnlyKeys(ones);
        assertThat(endpoint.findSplit()).isEmpty();
        assertThatThrownBy(() -> split.stop("again")).isInstanceOf(Conflict.class);
    }

    @Test
    void aWinnerServesEverythingAndTheOldOneComesBackWithARollback() {
        Split split = endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        assertThatThrownBy(() -> split.choose(threes, "no"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("not part of the split");
        split.choose(twos, "15 % against 10 %");
        assertThat(answered(50)).containsOnlyKeys(twos);
        assertThat(endpoint.history().get(1).why()).isEqualTo("15 % against 10 %");
        endpoint.rollback("no");
        assertThat(answered(50)).containsOnlyKeys(ones);
    }

    @Test
    void aRollbackOfTheEndpointEndsASplit() {
        endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        endpoint.rollback("it looks odd");
        assertThat(answered(50)).containsOnlyKeys(ones);
    }

    @Test
    void aNewProcessGoesOnWithASplit() {
        Split split = endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        assertThat(answered(200)).hasSize(2);
        assertThat(endpoint.findSplit())
                .hasValueSatisfying(s -> assertThat(s.id()).isEqualTo(split.id()));
    }

    @Test
    void sharesThatDoNotSumToOneAreRefused() {
        assertThatThrownBy(() -> endpoint.split(Map.of(ones, 0.5, twos, 0.4)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("sum to 1");
    }

    @Test
    void nothingIsDeployedDuringASplit() {
        endpoint.split(Map.of(ones, 0.5, twos, 0.5));
        assertThatThrownBy(() -> endpoint.deploy(threes))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("split");
        assertThatThrownBy(() -> endpoint.canary(threes).start()).isInstanceOf(Conflict.class);
    }

    static java.util.stream.Stream<BanditStrategy> strategies() {
        return java.util.stream.Stream.of(
                BanditStrategy.thompson(), BanditStrategy.upperConfidenceBound(), BanditStrategy.epsilonGreedy(0.1));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aBanditGivesMostToTheVersionThatIsRewardedMost(BanditStrategy strategy) {
        Split bandit =
                endpoint.bandit(ones, twos, threes).strategy(strategy).seed(7).reward("converted");
        Random random = new Random(2);
        Map<ModelVersion, Integer> late = new HashMap<>();
        double[] rates = {0.1, 0.2, 0.6};
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        // Shares are reckoned anew in the background, and go on to be as requests come: an upper confidence bound gives
        // all to one version at a time, and now and then to one that it knows little of.
        while ((late.getOrDefault(threes, 0) < 3_000 || bandit.shares().get(threes) < 0.8) && System.nanoTime() < end) {
            Prediction prediction = endpoint.predict(row(1, 2));
            late.merge(prediction.version(), 1, Integer::sum);
            double rate = rates[prediction.version().number() - 1];
            endpoint.measure(prediction.id(), "converted", random.nextDouble() < rate ? 1 : 0);
        }
        assertThat(bandit.report("converted").versions().get(0).number()).isEqualTo(threes.number());
        assertThat(late.get(threes)).isGreaterThanOrEqualTo(3_000);
        assertThat(System.nanoTime()).as("before the time is over").isLessThan(end);
    }

    @Test
    void aBanditWithoutRewardsSharesEvenly() {
        Split bandit = endpoint.bandit(ones, twos).reward("converted");
        assertThat(answered(1_000).get(ones)).isBetween(350, 650);
        assertThat(bandit.shares().get(ones)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void aRuleRoutesByWhatIsAsked() {
        endpoint.route(
                request -> request.inputs().orElseThrow().tensor("X").floats()[0] > 10 ? threes : twos, twos, threes);
        assertThat(endpoint.predict(row(11, 0)).version()).isEqualTo(threes);
        assertThat(endpoint.predict(row(1, 0)).version()).isEqualTo(twos);
    }

    @Test
    void aRuleThatFailsOrChoosesAnotherVersionLeavesTheDeployedOne() {
        endpoint.route(
                request -> {
                    if (request.key().isPresent()) {
                        throw new IllegalStateException("no");
                    }
                    return ones;
                },
                twos,
                threes);
        assertThat(endpoint.predict(row(1, 2)).version()).isEqualTo(ones);
        assertThat(endpoint.predict(row(1, 2), PredictOptions.defaults().key("a"))
                        .version())
                .isEqualTo(ones);
    }
}
