package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.Guard;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.RolloutState;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts whose processes are killed, and rollouts of several processes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class RolloutProcessTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NEVER = "2";

    @TempDir
    Path dir;

    private Path data;

    @BeforeEach
    void name() {
        data = dir.resolve("ml");
    }

    private ModelVersion version(Mlops ml, double factor, double failing) {
        return ml.model("sum")
                .from(LinearRuntime.write(
                        dir.resolve("sum" + factor + failing + ".linear"), 2, factor, "failing", failing))
                .register();
    }

    /** Begins a rollout and leaves it to others. */
    private void begin(double failing, double margin, int requests, double... steps) {
        try (Mlops ml = Mlops.open(data)) {
            Endpoint endpoint = ml.deployer().endpoint("scoring");
            endpoint.deploy(version(ml, 1, 1_000));
            Rollout unused = endpoint.canary(version(ml, 1.0001, failing))
                    .steps(steps)
                    .minimumRequests(requests)
                    .guard(Guard.errorRate().atMostWorseBy(margin))
                    .seed(1)
                    .start();
        }
    }

    @Test
    void aRolloutWhoseProcessWasKilledGoesOnAtTheStepWhereItWas() throws Exception {
        begin(1_000, 0.2, 50, 0.2, 0.5);
        Process child = ChildPrograms.start(ChildPrograms.Serving.class, data.toString(), "0.5", "1000000");
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("weight 0.2");
            assertThat(said.readLine()).isEqualTo("weight 0.5");
            child.toHandle().destroyForcibly();
        }
        child.waitFor();
        try (Mlops ml = Mlops.open(data)) {
            Endpoint endpoint = ml.deployer().endpoint("scoring");
            Rollout rollout = endpoint.findRollout().orElseThrow();
            assertThat(rollout.state()).isEqualTo(RolloutState.RUNNING);
            assertThat(rollout.weight()).isEqualTo(0.5);
            for (int i = 0; i < 1_000_000 && !rollout.state().ended(); i++) {
                endpoint.predict(LinearRuntime.row(1, 2));
            }
            assertThat(rollout.await(SOON)).isEqualTo(RolloutState.PROMOTED);
            assertThat(rollout.changes()).extracting("weight").containsExactly(0.2, 0.5, 1.0);
            assertThat(endpoint.version().number()).isEqualTo(2);
            assertThat(endpoint.history()).extracting("action").containsExactly(Action.DEPLOY, Action.PROMOTE);
            ml.audit().verify();
        }
    }

    @Test
    void processesOfWhichNoneHasSeenEnoughPromoteTogether() throws Exception {
        // Each sends 600 requests, about half of them to the canary: 500 of the canary take more than one process.
        begin(1_000, 0.2, 500, 0.5);
        assertThat(ended(3, 600)).containsOnly("PROMOTED 2");
    }

    @Test
    void aCanaryThatFailsInSeveralProcessesIsRolledBackInAllOfThem() throws Exception {
        begin(7, 0.01, 100_000, 0.5);
        assertThat(ended(3, 600)).containsOnly("ROLLED_BACK 1");
        try (Mlops ml = Mlops.open(data)) {
            Endpoint endpoint = ml.deployer().endpoint("scoring");
            assertThat(endpoint.findRollout()).isEmpty();
            assertThat(endpoint.rollouts()).hasSize(1);
            assertThat(endpoint.predict(LinearRuntime.row(1, 9)).version().number())
                    .isEqualTo(1);
            ml.audit().verify();
        }
    }

    /** How a rollout ended for each of some processes that send so many requests each. */
    private String[] ended(int processes, int requests) throws Exception {
        Process[] children = new Process[processes];
        for (int i = 0; i < processes; i++) {
            children[i] = ChildPrograms.start(
                    ChildPrograms.Serving.class, data.toString(), NEVER, Integer.toString(requests));
        }
        String[] ended = new String[processes];
        for (int i = 0; i < processes; i++) {
            List<String> lines = ChildPrograms.lines(children[i]);
            assertThat(children[i].waitFor()).as("%s", lines).isZero();
            ended[i] = lines.get(lines.size() - 1);
        }
        return ended;
    }
}
