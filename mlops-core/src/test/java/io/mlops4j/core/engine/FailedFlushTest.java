package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has recorded outlives a failure of the journal, wherever between its two streams that happens. */
class FailedFlushTest {
    private final FlakyJournal journal = new FlakyJournal(new InMemoryJournal());
    private final Mlops ml = Mlops.builder()
            .journal(journal)
            .blobs(new InMemoryBlobStore())
            .clock(new ManualClock())
            .build();
    private final Experiment experiment = ml.experiment("loans");

    @ParameterizedTest
    @ValueSource(strings = {"run/", "experiment/"})
    void aFailedFlushNeitherLosesNorDoublesAnything(String stream) {
        ActiveRun active =
                experiment.start("first").metric("loss", 1, 1).param("rate", 1).tag("team", "risk");
        journal.failOnce(stream);
        assertThatThrownBy(active::flush).isInstanceOf(StorageFailure.class);
        Run run = active.metric("loss", 2, 2).flush().finish();
        assertThat(run.metric("loss").history()).extracting(MetricPoint::value).containsExactly(1.0, 2.0);
        assertThat(run.metric("loss").last()).isEqualTo(2);
        assertThat(run.params()).containsOnly(Map.entry("rate", "1"));
        assertThat(run.tags()).containsOnly(Map.entry("team", "risk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/", "experiment/"})
    void anEndThatFailedIsTriedAgain(String stream) {
        ActiveRun active = experiment.start("first").metric("loss", 1, 1);
        journal.failOnce(stream);
        assertThatThrownBy(active::finish).isInstanceOf(StorageFailure.class);
        assertThat(experiment.run(active.id()).status()).isEqualTo(RunStatus.RUNNING);
        Run run = active.finish();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.metric("loss").history()).hasSize(1);
        assertThat(ml.audit().events().of("run/").type("run-closed").list()).hasSize(1);
    }

    @Test
    void aRunThatItsOwnStreamCallsFinishedIsNotKilledByTheClose() {
        ActiveRun active = experiment.start("first");
        journal.failOnce("experiment/");
        assertThatThrownBy(active::finish).isInstanceOf(StorageFailure.class);
        assertThatThrownBy(() -> active.metric("loss", 1)).isInstanceOf(InvalidInput.class);
        ml.close();
        assertThat(reopened().run(active.id()).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void oneRunThatCannotBeEndedDoesNotKeepTheOthersOpen() {
        List<ActiveRun> runs = List.of(experiment.start("a"), experiment.start("b"), experiment.start("c"));
        journal.failOnce("run/");
        assertThatThrownBy(ml::close).isInstanceOf(StorageFailure.class);
        assertThat(runs)
                .extracting(run -> reopened().run(run.id()).status())
                .containsExactlyInAnyOrder(RunStatus.KILLED, RunStatus.KILLED, RunStatus.RUNNING);
    }

    private Experiment reopened() {
        return Mlops.builder()
                .journal(journal)
                .blobs(new InMemoryBlobStore())
                .build()
                .experiment("loans");
    }
}
