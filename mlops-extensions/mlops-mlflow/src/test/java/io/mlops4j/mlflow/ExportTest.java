package io.mlops4j.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.Mlops;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunRecord;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.model.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path directory;

    private final Mlops ml = Mlops.builder().inMemory().build();
    private final Experiment loans = ml.experiment("loans: 2024");

    @AfterEach
    void close() {
        ml.close();
    }

    private Path root() {
        return directory.resolve("mlruns");
    }

    private Mlflow mlflow() {
        return Mlflow.directory(root());
    }

    private Run logged() {
        return loans.run("x'y: \"z\"", run -> {
            run.param("lr", "0.1")
                    .param("lr(max)", "1")
                    .param("lr/decay", "no")
                    .tag("team", "risk")
                    .tag("../x", "y");
            run.metric("auc", 0.5, 0).metric("auc", Double.NaN, 1).metric("loss/√", 1e-7, 5);
            run.note("first").note("second");
            run.artifact("plots/a.txt", "hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
    }

    @Test
    void aRunIsThereAsItIsHere() {
        Run run = logged();

        MlflowRun exported = mlflow().export(run);

        assertThat(exported.id()).matches("[0-9a-f]{32}");
        assertThat(exported.name()).isEqualTo(run.name());
        assertThat(exported.status()).isEqualTo(MlflowRun.Status.FINISHED);
        assertThat(exported.startedAt()).isEqualTo(run.startedAt().truncatedTo(ChronoUnit.MILLIS));
        assertThat(exported.endedAt()).isEqualTo(run.endedAt().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
        assertThat(exported.metrics().get("auc")).isEqualTo(run.metric("auc").history());
        assertThat(exported.tags())
                .containsEntry("team", "risk")
                .containsEntry("mlflow.runName", run.name())
                .containsEntry("mlflow.note.content", "first\n\nsecond")
                .containsEntry("mlflow.user", run.actor());
        assertThat(exported.artifacts()).containsOnlyKeys("plots/a.txt");
        assertThat(exported.problems()).isEmpty();
    }

    @Test
    void noNameKeepsMlflowFromReading() {
        MlflowRun exported = mlflow().export(logged());

        assertThat(exported.params()).containsOnlyKeys("lr", "lr_max_", "lr_decay");
        assertThat(exported.metrics()).containsOnlyKeys("auc", "loss/_");
        assertThat(exported.tags()).containsEntry("._/x", "y");
        assertThat(root().resolve("x")).doesNotExist();
    }

    @Test
    void anExperimentHasANumberAndTheDefaultOneIsThere() {
        logged();

        ExportReport report = mlflow().export(loans);

        assertThat(report.experimentId()).matches("[1-9][0-9]{17}");
        assertThat(mlflow().experiments())
                .extracting(MlflowExperiment::name)
                .containsExactlyInAnyOrder("Default", "loans: 2024");
    }

    @Test
    void exportingAgainChangesNothing() throws IOException {
        logged();
        mlflow().export(loans);
        Map<String, String> before = snapshot();

        mlflow().export(loans);

        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void whatWasSaidOfARunAfterwardsIsExportedToo() {
        Run run = logged();
        mlflow().export(run);
        loans.tag(run, "team", "fraud");

        assertThat(mlflow().export(loans.run(run.id())).tags()).containsEntry("team", "fraud");
    }

    @Test
    void aRunThatWasNotExportedIsNotOverwritten() {
        Run run = logged();
        MlflowRun exported = mlflow().export(run);
        new Mlruns(root()).file(exported.experimentId() + "/" + exported.id() + "/tags/mlops4j.origin", "another");

        assertThatThrownBy(() -> mlflow().export(run))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining(exported.id());
    }

    @Test
    void whatWasHalfWrittenIsWrittenAnew() throws IOException {
        Run run = logged();
        MlflowRun exported = mlflow().export(run);
        Files.delete(
                root().resolve(exported.experimentId()).resolve(exported.id()).resolve("meta.yaml"));

        assertThat(mlflow().export(run)).isEqualTo(exported);
    }

    @Test
    void childrenPrunedAndFailedRunsComeBackAsTheyWere() {
        Run parent = loans.run("parent", run -> {});
        RunRecord record = RunRecord.of("child", Instant.ofEpochMilli(5), Instant.ofEpochMilli(9))
                .parent(parent.id());
        loans.add(record.status(RunStatus.PRUNED, ""));
        loans.add(record.status(RunStatus.FAILED, "out of memory"));
        mlflow().export(loans);

        try (Mlops other = Mlops.builder().inMemory().build()) {
            mlflow().importAll(other);
            List<Run> runs = other.experiment("loans: 2024").runs().list();
            Run there = runs.stream()
                    .filter(run -> run.name().equals("parent"))
                    .findFirst()
                    .orElseThrow();
            List<Run> children =
                    runs.stream().filter(run -> run.parent().isPresent()).toList();
            assertThat(children)
                    .hasSize(2)
                    .allSatisfy(run -> assertThat(run.parent()).contains(there.id()));
            assertThat(children).extracting(Run::status).containsExactlyInAnyOrder(RunStatus.PRUNED, RunStatus.FAILED);
            assertThat(children).extracting(run -> run.failure().orElse("")).contains("out of memory");
        }
    }

    @Test
    void whatCameFromHereIsNotImported() {
        Run run = logged();
        ExportReport exported = mlflow().export(loans);

        ImportReport report = mlflow().importExperiment("loans: 2024", ml);

        assertThat(report.imported()).isEmpty();
        assertThat(report.present()).containsEntry(exported.written().get(run.id()), run);
    }

    @Test
    void whatCameFromMlflowStaysThereAsItIs() throws IOException {
        new Mlruns(root()).experiment("7", "credit").oldRun("7").run("7").child("7");
        mlflow().importAll(ml);
        Map<String, String> before = snapshot();

        ExportReport report = mlflow().export(ml.experiment("credit"));

        assertThat(report.written()).isEmpty();
        assertThat(report.present()).hasSize(3);
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void whatCameFromMlflowKeepsItsIdsInAnotherDirectory() {
        new Mlruns(root()).experiment("7", "credit").oldRun("7").run("7").child("7");
        mlflow().importAll(ml);
        Mlflow copy = Mlflow.directory(directory.resolve("copy"));

        copy.export(ml.experiment("credit"));

        MlflowRun before = mlflow().run(Mlruns.RUN);
        MlflowRun after = copy.run(Mlruns.RUN);
        assertThat(after.params()).isEqualTo(before.params());
        assertThat(after.metrics()).isEqualTo(before.metrics());
        assertThat(after.datasets()).isEqualTo(before.datasets());
        assertThat(after.tags()).containsAllEntriesOf(before.tags());
        assertThat(copy.run(Mlruns.CHILD).tags()).containsEntry("mlflow.parentRunId", Mlruns.RUN);
    }

    @Test
    void aVersionIsThereWithItsModelAndRun() {
        Run run = logged();
        ModelVersion version = ml.model("iris")
                .from(Mlruns.onnx("iris_logreg"))
                .run(run)
                .features("a", "b", "c", "d")
                .description("Iris.")
                .tag("team", "risk")
                .register();
        ml.model("iris").alias("champion", version, "the only one");

        MlflowModelVersion exported = mlflow().export(version);

        assertThat(exported.uri()).isEqualTo("models:/iris/1");
        assertThat(exported.aliases()).containsExactly("champion");
        assertThat(exported.runId()).isEqualTo(RunExport.id(run));
        MlModel model = mlflow().mlModel("models:/iris@champion");
        assertThat(model.onnxFile()).contains("model.onnx");
        assertThat(model.signature().orElseThrow().differences(version.signature()))
                .isEmpty();
        assertThat(mlflow().export(version)).isEqualTo(exported);
    }

    @Test
    void anAliasThatMovedMoves() {
        ModelVersion one = ml.model("iris").from(Mlruns.onnx("iris_logreg")).register();
        ModelVersion two = ml.model("iris").from(Mlruns.onnx("bc_logreg")).register();
        ml.model("iris").alias("champion", one, "first");
        mlflow().export(one);
        ml.model("iris").alias("champion", two, "better");

        mlflow().export(one);
        mlflow().export(two);

        assertThat(mlflow().models())
                .singleElement()
                .satisfies(model ->
                        assertThat(model.aliases()).containsOnlyKeys("champion").containsEntry("champion", 2));
    }

    @Test
    void anExportedVersionIsRegisteredElsewhereWithTheSameBytes() {
        ModelVersion version =
                ml.model("iris").from(Mlruns.onnx("iris_logreg")).run(logged()).register();
        mlflow().export(version);

        try (Mlops other = Mlops.builder().inMemory().build()) {
            ModelVersion there = mlflow().register(other, "models:/iris/1", "iris");
            assertThat(there.digest()).isEqualTo(version.digest());
            assertThat(there.run().params()).isEqualTo(version.run().params());
        }
    }

    @Test
    void aVersionOfOthersIsNotOverwritten() {
        new Mlruns(root()).experiment("0", "Default").registered("iris", 1, "s3://bucket/model", "abc");
        ModelVersion version = ml.model("iris").from(Mlruns.onnx("iris_logreg")).register();

        assertThatThrownBy(() -> mlflow().export(version)).isInstanceOf(Conflict.class);
    }

    private Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root())) {
            for (Path path : paths.toList()) {
                files.put(root().relativize(path).toString(), Files.isRegularFile(path) ? Files.readString(path) : "");
            }
        }
        return files;
    }
}
