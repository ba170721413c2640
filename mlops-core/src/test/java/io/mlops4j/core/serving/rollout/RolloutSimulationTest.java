package io.mlops4j.core.serving.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Rollout.GuardStatus;
import io.mlops4j.serving.Rollout.Verdict;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import io.mlops4j.serving.RolloutState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whole rollouts, simulated: how often a canary as good as the champion is rolled back, and how many requests a worse one gets until it is. The long form writes the tables of docs/rollouts.md to
 * {@code target/rollouts.md}.
 */
class RolloutSimulationTest {
    private static final double CONFIDENCE = 0.95;

    /** How a world is: what fails, what is predicted wrongly. */
    private record World(double championErrors, double canaryErrors, double championWrong, double canaryWrong) {
        static World equal() {
            return new World(0.02, 0.02, 0.10, 0.10);
        }

        static World failing() {
            return new World(0.02, 0.07, 0.10, 0.10);
        }

        static World wrong() {
            return new World(0.02, 0.02, 0.10, 0.20);
        }
    }

    /** How a rollout ended. */
    private record Ended(RolloutState state, int requests, int canaryRequests) {}

    private static RolloutSettings settings(double confidence, List<Double> steps, Guard... guards) {
        return new RolloutSettings(
                steps,
                Duration.ZERO,
                200,
                List.of(guards),
                confidence,
                Optional.empty(),
                Optional.empty(),
                GiveUp.HOLD);
    }

    private static RolloutSettings strict(double confidence, Double... steps) {
        return settings(
                confidence,
                List.of(steps),
                Guard.errorRate().atMostWorseBy(0.005),
                Guard.metric("accuracy").atMostWorseBy(0.01));
    }

    private static RolloutSettings usual(double confidence, Double... steps) {
        return settings(
                confidence,
                List.of(steps),
                Guard.errorRate().atMostWorseBy(0.02),
                Guard.metric("accuracy").atMostWorseBy(0.05));
    }

    /** Counts of one version in one step. */
    private static final class Arm {
        private int requests;
        private int errors;
        private int labels;
        private int right;

        void add(SplittableRandom random, double errorRate, double wrongRate) {
            requests++;
            if (random.nextDouble() < errorRate) {
                errors++;
            } else {
                labels++;
                right += random.nextDouble() < wrongRate ? 0 : 1;
            }
        }

        ArmEvidence evidence() {
            return new ArmEvidence(
                    requests,
                    requests,
                    errors,
                    Map.of(),
                    Map.of("accuracy", new Moments(labels, right, right)),
                    Map.of());
        }
    }

    /** Looks after every failure of the canary, as an endpoint does, and after so many requests. */
    private static Ended simulate(long seed, RolloutSettings settings, World world, int most, int lookEvery) {
        SplittableRandom random = new SplittableRandom(seed);
        List<StepEvidence> before = new ArrayList<>();
        Arm champion = new Arm();
        Arm canary = new Arm();
        int canaryRequests = 0;
        for (int n = 1; n <= most; n++) {
            boolean failed = false;
            if (random.nextDouble() < settings.steps().get(before.size())) {
                int errors = canary.errors;
                canary.add(random, world.canaryErrors(), world.canaryWrong());
                canaryRequests++;
                failed = canary.errors > errors;
            } else {
                champion.add(random, world.championErrors(), world.championWrong());
            }
            if (!failed && n % lookEvery != 0) {
                continue;
            }
            List<StepEvidence> seen = new ArrayList<>(before);
            StepEvidence now = new StepEvidence(champion.evidence(), canary.evidence());
            seen.add(now);
            List<GuardStatus> statuses = Judgement.of(settings, seen);
            if (statuses.stream().anyMatch(status -> status.verdict() == Verdict.FAIL)) {
                return new Ended(RolloutState.ROLLED_BACK, n, canaryRequests);
            }
            if (canary.requests >= settings.minimumRequests()
                    && statuses.stream().allMatch(status -> status.verdict() == Verdict.PASS)) {
                before.add(now);
                champion = new Arm();
                canary = new Arm();
                if (before.size() == settings.steps().size()) {
                    return new Ended(RolloutState.PROMOTED, n, canaryRequests);
                }
            }
        }
        return new Ended(RolloutState.RUNNING, most, canaryRequests);
    }

    private static List<Ended> simulateAll(int runs, RolloutSettings settings, World world, int most, int lookEvery) {
        List<Ended> ended = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            ended.add(simulate(run, settings, world, most, lookEvery));
        }
        return ended;
    }

    private static double share(List<Ended> all, RolloutState state) {
        return all.stream().filter(ended -> ended.state() == state).count() / (double) all.size();
    }

    private static int quantile(List<Ended> all, double share) {
        int[] requests = all.stream()
                .filter(ended -> ended.state() == RolloutState.ROLLED_BACK)
                .mapToInt(Ended::canaryRequests)
                .sorted()
                .toArray();
        return requests.length == 0 ? -1 : requests[(int) Math.min(requests.length - 1, share * requests.length)];
    }

    @Test
    void anEqualCanaryIsSeldomRolledBack() {
        List<Ended> all = simulateAll(60, strict(CONFIDENCE, 0.05, 0.2, 0.5), World.equal(), 5_000, 500);
        assertThat(share(all, RolloutState.ROLLED_BACK)).isLessThanOrEqualTo(1 - CONFIDENCE);
    }

    @Test
    void anEqualCanaryIsPromotedWhereTheMarginsAllowIt() {
        List<Ended> all = simulateAll(10, usual(CONFIDENCE, 0.2, 0.5), World.equal(), 60_000, 500);
        assertThat(share(all, RolloutState.PROMOTED)).isEqualTo(1);
    }

    @Test
    void fivePointsMoreErrorsAreGoneWithinAFewHundredRequestsOfTheCanary() {
        List<Ended> all = simulateAll(40, strict(CONFIDENCE, 0.1), World.failing(), 60_000, 1_000);
        assertThat(share(all, RolloutState.ROLLED_BACK)).isEqualTo(1);
        assertThat(quantile(all, 0.5)).isLessThan(500);
    }

    @Test
    @Tag("stress")
    void theTables() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "| equal canary, 2 000 rollouts | confidence | rolled back | promoted | still running | requests at most |");
        lines.add("|---|---|---|---|---|---|");
        equal(lines, "strict margins (0.005, 0.01), steps 0.05, 0.2, 0.5", strict(0.95, 0.05, 0.2, 0.5), 0.95, 20_000);
        equal(lines, "strict margins, steps 0.05, 0.2, 0.5", strict(0.99, 0.05, 0.2, 0.5), 0.99, 20_000);
        equal(lines, "wider margins (0.02, 0.05), steps 0.2, 0.5", usual(0.95, 0.2, 0.5), 0.95, 60_000);
        lines.add("");
        lines.add("| worse canary, 300 rollouts | weight | confidence | gone | median | p90 | p99 of its requests |");
        lines.add("|---|---|---|---|---|---|---|");
        for (double weight : new double[] {0.05, 0.1, 0.2, 0.5}) {
            for (double confidence : new double[] {0.95, 0.99}) {
                worse(
                        lines,
                        "errors 7 % against 2 %, margin 0.005",
                        World.failing(),
                        strict(confidence, weight),
                        weight,
                        confidence);
            }
        }
        worse(lines, "wrong 20 % against 10 %, margin 0.01", World.wrong(), strict(0.95, 0.1), 0.1, 0.95);
        worse(lines, "wrong 20 % against 10 %, margin 0.05", World.wrong(), usual(0.95, 0.1), 0.1, 0.95);
        lines.add("");
        lines.add("| requests of the canary | "
                + String.join(" | ", List.of("100", "200", "300", "400", "500", "750", "1000")) + " |");
        lines.add("|---|---|---|---|---|---|---|---|");
        for (double weight : new double[] {0.05, 0.1, 0.2, 0.5}) {
            lines.add(curve(weight));
        }
        Path file = Path.of("target", "rollouts.md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static void equal(List<String> lines, String what, RolloutSettings settings, double confidence, int most) {
        List<Ended> all = simulateAll(2_000, settings, World.equal(), most, 1_000);
        assertThat(share(all, RolloutState.ROLLED_BACK)).isLessThanOrEqualTo(1 - confidence);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f %% | %.1f %% | %.1f %% | %d |",
                what,
                confidence,
                100 * share(all, RolloutState.ROLLED_BACK),
                100 * share(all, RolloutState.PROMOTED),
                100 * share(all, RolloutState.RUNNING),
                most));
    }

    private static void worse(
            List<String> lines, String what, World world, RolloutSettings settings, double weight, double confidence) {
        List<Ended> all = simulateAll(300, settings, world, 40_000, 500);
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.1f %% | %d | %d | %d |",
                what,
                weight,
                confidence,
                100 * share(all, RolloutState.ROLLED_BACK),
                quantile(all, 0.5),
                quantile(all, 0.9),
                quantile(all, 0.99)));
    }

    /** The share that is gone by so many requests of the canary. */
    private static String curve(double weight) {
        List<Ended> all = simulateAll(300, strict(0.95, weight), World.failing(), 40_000, 500);
        int[] gone = all.stream()
                .filter(ended -> ended.state() == RolloutState.ROLLED_BACK)
                .mapToInt(Ended::canaryRequests)
                .toArray();
        StringBuilder line = new StringBuilder("| gone at a weight of " + weight + " |");
        for (int by : new int[] {100, 200, 300, 400, 500, 750, 1_000}) {
            long count = Arrays.stream(gone).filter(requests -> requests <= by).count();
            line.append(String.format(Locale.ROOT, " %.0f %% |", 100.0 * count / all.size()));
        }
        return line.toString();
    }
}
