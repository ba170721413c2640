package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.Mlops;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunStatus;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir
    Path directory;

    private final Mlops ml = Mlops.builder().inMemory().build();

    @AfterEach
    void close() {
        ml.close();
    }

    private Mlruns mlruns() {
        return new Mlruns(directory)
                .experiment("7", "loans")
                .oldRun("7")
                .run("7")
                .child("7");
    }

    private ImportReport imported() {
        return Mlflow.directory(directory).importExperiment("loans", ml);
    }

    @Test
    void aRunComesWithAllThatItHas() {
        mlruns();

        Run run = imported().imported().get(Mlruns.RUN);

        assertThat(run.experiment()).isEqualTo("loans");
        assertThat(run.name()).isEqualTo("dapper-owl-7");
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.startedAt()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
        assertThat(run.endedAt()).contains(Instant.ofEpochMilli(1700000004000L));
        assertThat(run.params()).containsEntry("optimizer/lr", "0.01\n").containsEntry("größe", "");
        assertThat(run.notes()).containsExactly("## Why\n\nIt overfits: 'a' \"b\"\n");
        assertThat(run.tags())
                .containsEntry("team", "risk")
                .containsEntry("mlflow.user", "ana")
                .containsEntry("mlflow.runId", Mlruns.RUN)
                .doesNotContainKeys("mlflow.note.content", "mlflow.runName");
        assertThat(run.tags().get("mlflow.dataset.1")).contains("loans", "8f3a");
        assertThat(run.metric("val/auc").history())
                .extracting(MetricPoint::value)
                .containsExactly(0.7, 0.8125, Double.POSITIVE_INFINITY);
        assertThat(run.artifacts()).containsExactly("plots/roc.svg");
    }

    @Test
    void aFailureIsOneHere() {
        mlruns();

        Run run = imported().imported().get(Mlruns.OLD_RUN);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure()).isPresent();
    }

    @Test
    void aChildFindsItsParentWhicheverIsReadFirst() {
        mlruns().file(
                        "7/" + Mlruns.CHILD + "/meta.yaml",
                        "run_id: " + Mlruns.CHILD + "\nexperiment_id: '7'\nstatus: 5\nstart_time: 1\nend_time: 2\n");

        ImportReport report = imported();

        assertThat(report.imported().get(Mlruns.CHILD).parent())
                .contains(report.imported().get(Mlruns.RUN).id());
        assertThat(report.imported().get(Mlruns.CHILD).status()).isEqualTo(RunStatus.KILLED);
    }

    @Test
    void aCircleOfParentsIsCut() {
        mlruns().file("7/" + Mlruns.RUN + "/tags/mlflow.parentRunId", Mlruns.CHILD);

        assertThat(imported().imported()).hasSize(3);
    }

    @Test
    void whatIsHereIsNotImportedAgain() {
        mlruns();
        ImportReport first = imported();

        ImportReport second = imported();

        assertThat(second.imported()).isEmpty();
        assertThat(second.present()).isEqualTo(first.imported());
        assertThat(ml.experiment("loans").runs().list()).hasSize(3);
    }

    @Test
    void aRunThatHasNotEndedIsLeftUntilItHas() {
        mlruns().meta("7", "cccc", "going on", 1);

        assertThat(imported().left()).containsOnlyKeys("cccc");

        mlruns().meta("7", "cccc", "going on", 3);
        assertThat(imported().imported()).containsOnlyKeys("cccc");
    }

    @Test
    void aRunThatCannotBeReadDoesNotKeepTheOthersAway() {
        mlruns().meta("7", "dddd", "odd", 9);

        ImportReport report = imported();

        assertThat(report.imported()).hasSize(3);
        assertThat(report.left().get("dddd")).contains("status 9");
    }

    @Test
    void whatCannotBeKeptIsSaid() {
        mlruns().file("7/" + Mlruns.CHILD + "/params/long", "x".repeat(70_000))
                .file("7/" + Mlruns.CHILD + "/artifacts/a:b", "x");

        ImportReport report = imported();

        assertThat(report.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("fold 1"));
        assertThat(report.imported().get(Mlruns.CHILD).params()).containsOnlyKeys("fold");
    }

    @Test
    void allExperimentsAreImportedAtOnce() {
        mlruns().experiment("8", "/Users/ana/churn").meta("8", "eeee", "x", 3);

        ImportReport report = Mlflow.directory(directory).importAll(ml);

        assertThat(report.imported()).hasSize(4);
        assertThat(ml.experiments()).containsExactly("_Users_ana_churn", "loans");
    }
}
