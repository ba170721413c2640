package io.mlops4j.core.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.ArtifactsStored;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.MetricsRecorded;
import io.mlops4j.core.experiment.RunEvent.NotesAdded;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RunProjectionTest {
    private final RunProjection projection = RunProjection.INSTANCE;

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        MetricColumn loss = new MetricColumn("loss");
        loss.add(1, 1_772_355_600_000L, 0.1);
        loss.add(2, 1_772_355_600_001L, Double.NaN);
        MetricColumn rate = new MetricColumn("rate \"ü\"");
        rate.add(-1, 0, Double.NEGATIVE_INFINITY);
        return Golden.tests(
                "run",
                projection,
                Map.of(
                        "run-opened",
                        new Opened("loans", "logistic", null, null),
                        "run-opened+trained",
                        new Opened(
                                "loans", "logistic", new ArtifactRef("e".repeat(64), 812), new Run.Recipe("gbt", -7)),
                        "notes-added",
                        new NotesAdded(List.of("first *look*", "\"second\"\n")),
                        "facts-recorded",
                        new FactsRecorded(ExperimentProjectionTest.FACTS),
                        "artifacts-stored",
                        new ArtifactsStored(Map.of("plots/roc.svg", new ArtifactRef("d".repeat(64), 4_294_967_296L))),
                        "metrics-recorded",
                        new MetricsRecorded(List.of(loss, rate)),
                        "run-closed",
                        new Closed(RunStatus.FINISHED, ""),
                        "run-closed+failed",
                        new Closed(RunStatus.FAILED, "java.io.IOException")));
    }

    @Test
    void thereAreNoOtherEvents() {
        assertThat(RunEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        Opened.class,
                        FactsRecorded.class,
                        NotesAdded.class,
                        ArtifactsStored.class,
                        MetricsRecorded.class,
                        Closed.class);
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(projection.read("invented-later", Json.object())).isEmpty();
    }
}
