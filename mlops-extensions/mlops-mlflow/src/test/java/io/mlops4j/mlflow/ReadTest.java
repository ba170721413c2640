package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.experiment.MetricPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadTest {
    @TempDir
    Path directory;

    private Mlruns mlruns() {
        return new Mlruns(directory.resolve("mlruns"))
                .experiment("7", "loans")
                .oldRun("7")
                .run("7")
                .child("7");
    }

    private Mlflow mlflow() {
        return Mlflow.directory(directory.resolve("mlruns"));
    }

    @Test
    void experimentsAreThoseThatDescribeThemselves() {
        mlruns().file("8/meta.yaml", "experiment_id: '9'\nname: other\n")
                .file("nothing/here", "")
                .file(".trash/5/meta.yaml", "experiment_id: '5'\nname: gone\n")
                .file("7/tags/owner", "ana");

        assertThat(mlflow().experiments()).singleElement().satisfies(experiment -> {
            assertThat(experiment.name()).isEqualTo("loans");
            assertThat(experiment.createdAt()).contains(Instant.ofEpochMilli(1700000000000L));
            assertThat(experiment.tags()).containsEntry("owner", "ana");
        });
    }

    @Test
    void aRunOfTheFirstVersionIsRead() {
        mlruns();

        MlflowRun run = mlflow().run(Mlruns.OLD_RUN);

        assertThat(run.name()).isEqualTo("first try");
        assertThat(run.status()).isEqualTo(MlflowRun.Status.FAILED);
        assertThat(run.metrics().get("loss"))
                .containsExactly(
                        new MetricPoint(0, Instant.ofEpochMilli(1550000001000L), 0.5),
                        new MetricPoint(0, Instant.ofEpochMilli(1550000002000L), 1e-5),
                        new MetricPoint(0, Instant.ofEpochMilli(1550000003000L), Double.NaN));
        assertThat(run.artifacts()).containsOnlyKeys("notes.txt");
    }

    @Test
    void aRunOfTheSecondVersionIsRead() {
        mlruns();

        MlflowRun run = mlflow().run(Mlruns.RUN);

        assertThat(run.id()).isEqualTo(Mlruns.RUN);
        assertThat(run.params()).containsEntry("optimizer/lr", "0.01\n").containsEntry("größe", "");
        assertThat(run.metrics().get("val/auc"))
                .extracting(MetricPoint::value)
                .containsExactly(0.7, 0.8125, Double.POSITIVE_INFINITY);
        assertThat(run.datasets())
                .containsExactly(
                        new MlflowDataset("loans", "8f3a", "local", "{\"uri\": \"/home/ana/loans.csv\"}", "training"));
        assertThat(run.endedAt()).contains(Instant.ofEpochMilli(1700000004000L));
    }

    @Test
    void theDatasetBehindAPointOfTheThirdVersionIsPassedOver() {
        mlruns();

        assertThat(mlflow().run(Mlruns.RUN).metrics().get("f1 score"))
                .extracting(MetricPoint::step, MetricPoint::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(-3L, Double.NEGATIVE_INFINITY),
                        org.assertj.core.groups.Tuple.tuple(4L, 0.25));
    }

    @Test
    void aMetricThatIsNoneIsLeftOutAndSaid() {
        mlruns().file("7/" + Mlruns.RUN + "/metrics/broken", "soon 0.5 1\n");

        MlflowRun run = mlflow().run(Mlruns.RUN);

        assertThat(run.metrics()).containsOnlyKeys("val/auc", "f1 score");
        assertThat(run.problems()).singleElement().asString().contains("broken", "Line 1");
    }

    @Test
    void runsAreInTheOrderOfTheirStart() {
        mlruns().meta("7", "bbbb", "deleted", 3)
                .file(
                        "7/bbbb/meta.yaml",
                        "run_id: bbbb\nexperiment_id: '7'\nlifecycle_stage: deleted\nstatus: 3\nstart_time: 1\n");

        assertThat(mlflow().runs("loans"))
                .extracting(MlflowRun::id)
                .containsExactly(Mlruns.OLD_RUN, Mlruns.RUN, Mlruns.CHILD);
        assertThat(mlflow().run("bbbb").status()).isEqualTo(MlflowRun.Status.FINISHED);
    }

    @Test
    void anExperimentThatIsNotThereIsNotFound() {
        mlruns();

        assertThatThrownBy(() -> mlflow().runs("loan"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("loans");
    }

    @Test
    void artifactsOfAServerAreFoundBesideTheRuns() {
        new Mlruns(directory.resolve("mlruns"))
                .experiment("7", "loans")
                .file(
                        "7/abc/meta.yaml",
                        "run_id: abc\nexperiment_id: '7'\nstatus: 3\nstart_time: 1\nartifact_uri: mlflow-artifacts:/7/abc/artifacts\n");
        new Mlruns(directory.resolve("mlartifacts")).file("7/abc/artifacts/a b.txt", "x");

        assertThat(mlflow().artifacts(directory.resolve("mlartifacts"))
                        .run("abc")
                        .artifacts())
                .containsOnlyKeys("a b.txt");
        assertThat(mlflow().run("abc").problems()).singleElement().asString().contains("mlflow-artifacts:/7/abc");
    }

    @Test
    void registeredModelsAreRead() {
        mlruns().registered("loans", 2, "file:///C:/Users/ana/mlruns/7/x/artifacts/model", Mlruns.RUN);

        assertThat(mlflow().models()).singleElement().satisfies(model -> {
            assertThat(model.aliases()).containsEntry("champion", 2);
            assertThat(model.versions()).singleElement().satisfies(version -> {
                assertThat(version.uri()).isEqualTo("models:/loans/2");
                assertThat(version.runId()).isEqualTo(Mlruns.RUN);
                assertThat(version.aliases()).containsExactly("champion");
                assertThat(version.tags()).containsEntry("team", "risk");
            });
        });
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        mlruns();
        Path secret = Files.writeString(directory.resolve("secret"), "password");
        Files.createSymbolicLink(directory.resolve("mlruns/7/" + Mlruns.RUN + "/params/stolen"), secret);

        assertThatThrownBy(() -> mlflow().run(Mlruns.RUN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("out of");
    }

    @Test
    void aDirectoryThatIsALinkOutIsRefused() throws IOException {
        mlruns();
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("x"), "password");
        Path artifacts = directory.resolve("mlruns/7/" + Mlruns.CHILD + "/artifacts");
        Files.createSymbolicLink(artifacts, outside);

        assertThatThrownBy(() -> mlflow().run(Mlruns.CHILD)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anAddressWithDotsLeadsNowhere() {
        Mlruns mlruns = mlruns();
        mlruns.file("../secret/x", "password")
                .file(
                        "7/abc/meta.yaml",
                        "run_id: abc\nexperiment_id: '7'\nstatus: 3\nstart_time: 1\nartifact_uri: file:///a/../secret\n");

        assertThat(mlflow().run("abc").artifacts()).isEmpty();
    }

    @Test
    void aNameThatIsAPathFindsNothing() {
        mlruns();

        assertThatThrownBy(() -> mlflow().run("../7/" + Mlruns.RUN)).isInstanceOf(InvalidInput.class);
    }
}
