package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ExperimentProjectionTest {
    private static final Instant AT = Instant.parse("2026-03-01T09:00:00.123456Z");

    static final String RUN = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    static final RunFacts FACTS = new RunFacts(
            Map.of("rate", "0.1"),
            Map.of("team", "risk \"ü\""),
            Map.of("loss", new RunFacts.Latest(7, 1_772_355_600_000L, Double.NaN)),
            List.of(new DatasetRef("people", 3, "c".repeat(64))));

    private final ExperimentProjection projection = ExperimentProjection.INSTANCE;

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests(
                "experiment",
                projection,
                Map.of(
                        "run-started",
                        new RunStarted(RUN, "logistic", new ProcessMark("host", 4711, 1_772_355_600_000L), "", null),
                        "run-started+added",
                        new RunStarted(
                                RUN,
                                "logistic",
                                new ProcessMark("host", 4711, 1_772_355_600_000L),
                                "01jnrkqc00yyyyyyyyyyyyyyyy",
                                AT),
                        "run-summarized",
                        new RunSummarized(RUN, FACTS),
                        "run-ended",
                        new RunEnded(RUN, RunStatus.FINISHED, "", null),
                        "run-ended+added",
                        new RunEnded(RUN, RunStatus.PRUNED, "", AT),
                        "run-ended+failed",
                        new RunEnded(RUN, RunStatus.FAILED, "java.io.IOException: no such file", null),
                        "run-ended+killed",
                        new RunEnded(RUN, RunStatus.KILLED, "", null)));
    }

    @Test
    void thereAreNoOtherEvents() {
        assertThat(ExperimentEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(RunStarted.class, RunSummarized.class, RunEnded.class);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(projection.read("invented-later", Json.object())).isEmpty();
    }

    @Test
    void aWayOfEndingThatANewerReleaseInventedIsAnEnd() {
        var data = Json.object();
        data.put("run", RUN);
        data.put("status", "PREEMPTED");
        assertThat(projection.read("run-ended", data)).hasValue(new RunEnded(RUN, RunStatus.KILLED, "", null));
    }

    @Test
    void theFirstEndOfARunStands() {
        Stamp stamp = new Stamp(0, Instant.EPOCH, "alice", "");
        var state = projection.apply(
                projection.initial(), stamp, new RunStarted(RUN, "logistic", ProcessMark.self(), "", null));
        state = projection.apply(state, stamp, new RunEnded(RUN, RunStatus.FINISHED, "", null));
        state = projection.apply(state, stamp, new RunEnded(RUN, RunStatus.KILLED, "", null));
        assertThat(state.get(RUN)).extracting(RunSummary::status).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void whatIsSaidOfARunThatNeverStartedIsIgnored() {
        Stamp stamp = new Stamp(0, Instant.EPOCH, "alice", "");
        assertThat(projection
                        .apply(projection.initial(), stamp, new RunSummarized(RUN, FACTS))
                        .all())
                .isEmpty();
    }
}
