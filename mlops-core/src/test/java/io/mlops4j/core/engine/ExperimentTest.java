package io.mlops4j.core.engine;

import static io.mlops4j.experiment.RunQuery.metric;
import static io.mlops4j.experiment.RunQuery.name;
import static io.mlops4j.experiment.RunQuery.param;
import static io.mlops4j.experiment.RunQuery.started;
import static io.mlops4j.experiment.RunQuery.status;
import static io.mlops4j.experiment.RunQuery.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.AccessDenied;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.data.DatasetRef;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.RunStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private Mlops ml;
    private Experiment experiment;

    @BeforeEach
    void open() {
        ml = Mlops.builder().inMemory().clock(clock).actor(() -> "alice").build();
        experiment = ml.experiment("loans");
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(dir.resolve(name), content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Run again(Run run) {
        return ml.experiment("loans").run(run.id());
    }

    @Test
    void aRunWhoseBodyReturnsHasFinished() {
        Run run = experiment.run("first", r -> clock.advance(Duration.ofSeconds(7)));
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.name()).isEqualTo("first");
        assertThat(run.experiment()).isEqualTo("loans");
        assertThat(run.actor()).isEqualTo("alice");
        assertThat(run.failure()).isEmpty();
        assertThat(run.endedAt()).hasValue(run.startedAt().plusSeconds(7));
        assertThat(ml.experiments()).containsExactly("loans");
    }

    @Test
    void aRunWhoseBodyThrowsHasFailedAndTheExceptionGoesOn() {
        IOException failure = new IOException("no such file");
        assertThatThrownBy(() -> experiment.run("first", r -> {
                    r.metric("loss", 0.5);
                    throw failure;
                }))
                .isSameAs(failure);
        Run run = experiment.runs().first().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure()).hasValue("java.io.IOException: no such file");
        assertThat(run.metric("loss").last()).isEqualTo(0.5);
    }

    @Test
    void aRunThatIsClosedBeforeItsEndWasKilled() {
        ActiveRun active = experiment.start("first");
        active.close();
        active.close();
        assertThat(experiment.run(active.id()).status()).isEqualTo(RunStatus.KILLED);
    }

    @Test
    void aRunUnderWayIsRunning() {
        ActiveRun active = experiment.start("first");
        Run run = experiment.run(active.id());
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.endedAt()).isEmpty();
    }

    @Test
    void aBodyMayEndItsRunItself() {
        Run run = experiment.run("first", r -> r.fail(new IllegalStateException("diverged")));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure()).hasValue("java.lang.IllegalStateException: diverged");
    }

    @Test
    void closingTheEngineKillsTheRunsThatAreOpen() {
        ActiveRun one = experiment.start("one").metric("loss", 1);
        ActiveRun two = experiment.start("two");
        ml.close();
        assertThatThrownBy(() -> one.metric("loss", 2)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(two::finish).isInstanceOf(InvalidInput.class).hasMessageContaining("has ended");
    }

    @Test
    void aRunThatIsOpenAtTheCloseKeepsWhatItRecorded() {
        Path data = dir.resolve("ml");
        String id;
        try (Mlops first = Mlops.open(data)) {
            id = first.experiment("loans").start("one").metric("loss", 0.25).id();
        }
        try (Mlops second = Mlops.open(data)) {
            Run run = second.experiment("loans").run(id);
            assertThat(run.status()).isEqualTo(RunStatus.KILLED);
            assertThat(run.metric("loss").history()).hasSize(1);
        }
    }

    @Test
    void aParameterIsKeptAsItsText() {
        Run run = experiment.run(
                "first", r -> r.params(Map.of("rate", 0.1, "depth", 3)).param("on", true));
        assertThat(run.params())
                .containsOnly(Map.entry("rate", "0.1"), Map.entry("depth", "3"), Map.entry("on", "true"));
    }

    @Test
    void sayingAParameterAgainIsHarmlessAndChangingItIsRefused() {
        ActiveRun run = experiment.start("first").param("rate", 0.1).flush();
        run.param("rate", "0.1");
        assertThatThrownBy(() -> run.param("rate", 0.2))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'rate'")
                .hasMessageContaining("'0.1' already")
                .hasMessageContaining("'0.2'");
        assertThat(run.finish().params()).containsOnly(Map.entry("rate", "0.1"));
    }

    @Test
    void theLatestPointOfAMetricIsThatOfTheGreatestStep() {
        Run run = experiment.run("first", r -> r.metric("loss", 0.3, 3).metric("loss", 0.1, 1));
        assertThat(run.metric("loss").last()).isEqualTo(0.3);
        assertThat(run.metric("loss").lastStep()).isEqualTo(3);
    }

    @Test
    void ofTwoPointsOfOneStepTheLaterOneIsTheLatest() {
        Run run = experiment.run("first", r -> {
            r.metric("loss", 0.3, 3);
            clock.advance(Duration.ofSeconds(1));
            r.metric("loss", 0.7, 3).flush();
            r.metric("loss", 0.2, 2);
        });
        assertThat(run.metric("loss").last()).isEqualTo(0.7);
    }

    @Test
    void aMetricWithoutAStepGoesToTheStepAfterTheGreatest() {
        Run run = experiment.run(
                "first",
                r -> r.metric("loss", 9)
                        .metric("loss", 8, 10)
                        .metric("loss", 7, 4)
                        .flush()
                        .metric("loss", 6));
        assertThat(run.metric("loss").history()).extracting(MetricPoint::step).containsExactly(0L, 4L, 10L, 11L);
    }

    @Test
    void theHistoryIsInTheOrderOfStepsAndThenOfTime() {
        Run run = experiment.run("first", r -> {
            r.metric("loss", 5, 5).metric("loss", 1, 1).flush();
            clock.advance(Duration.ofSeconds(1));
            r.metric("loss", 1.5, 1).metric("loss", 3, 3);
        });
        assertThat(run.metric("loss").history()).extracting(MetricPoint::value).containsExactly(1.0, 1.5, 3.0, 5.0);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                -0.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                0.1
            })
    void anyValueOfAMetricComesBackAsItWas(double value) {
        Path data = dir.resolve("ml");
        try (Mlops first = Mlops.open(data)) {
            first.experiment("loans").run("first", r -> r.metric("loss", value));
        }
        try (Mlops second = Mlops.open(data)) {
            Run run = second.experiment("loans").runs().first().orElseThrow();
            assertThat(run.metric("loss").last()).isEqualTo(Double.valueOf(value));
            assertThat(run.metric("loss").history().get(0).value()).isEqualTo(Double.valueOf(value));
        }
    }

    @Test
    void aMetricThatIsNotThereSuggestsOneThatIs() {
        Run run = experiment.run("first", r -> r.metric("accuracy", 1));
        assertThatThrownBy(() -> run.metric("acuracy"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'accuracy'");
    }

    @Test
    void anArtifactComesBackByteForByte() throws IOException {
        Run run = experiment.run("first", r -> r.artifact("plots/roc.svg", file("roc.svg", "<svg/>")));
        assertThat(run.artifacts()).containsExactly("plots/roc.svg");
        assertThat(text(again(run).artifact("plots/roc.svg"))).isEqualTo("<svg/>");
    }

    @Test
    void theSameBytesAreStoredOnce() throws IOException {
        Path data = dir.resolve("ml");
        try (Mlops files = Mlops.open(data)) {
            Path file = file("a.txt", "same");
            files.experiment("loans").run("one", r -> r.artifact("a", file).artifact("b", file));
            files.experiment("loans").run("two", r -> r.artifact("c", file));
        }
        // The file, and the environment of the two runs.
        try (var blobs = Files.walk(data.resolve("blobs"))) {
            assertThat(blobs.filter(Files::isRegularFile)).hasSize(2);
        }
    }

    @Test
    void aLaterArtifactOfTheSameNameReplacesTheEarlier() throws IOException {
        Run run = experiment.run("first", r -> {
            r.artifact("a", file("1", "old")).flush();
            r.artifact("a", file("2", "new"));
        });
        assertThat(run.artifacts()).containsExactly("a");
        assertThat(text(run.artifact("a"))).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../a", "a/../b", "/etc/passwd", "a//b", "a/", "./a", "C:\\a", "c:a", "a\\b", "", " "})
    void anArtifactIsNotNamedOutOfItsFolder(String name) {
        ActiveRun run = experiment.start("first");
        Path file = file("a", "x");
        assertThatThrownBy(() -> run.artifact(name, file)).isInstanceOf(InvalidInput.class);
        assertThat(run.finish().artifacts()).isEmpty();
    }

    @Test
    void anArtifactFileThatIsNotThereIsNamed() {
        ActiveRun run = experiment.start("first");
        assertThatThrownBy(() -> run.artifact("a", dir.resolve("gone.txt")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("gone.txt")
                .hasMessageContaining("does not exist");
    }

    @Test
    void anArtifactThatIsNotThereSuggestsOneThatIs() {
        Run run = experiment.run("first", r -> r.artifact("model.onnx", file("m", "x")));
        assertThatThrownBy(() -> run.artifact("model.onx"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("'model.onnx'");
    }

    @Test
    void theDatasetsThatARunReadAreItsInputs() {
        DatasetVersion data = ml.dataset("people")
                .from(Source.table(Table.builder().longs("age", 1, 2).build()))
                .commit();
        Run run = experiment.run("first", r -> r.input(data).flush().input(data));
        assertThat(run.inputs()).containsExactly(new DatasetRef("people", 1, data.digest()));
    }

    @Test
    void aLaterTagReplacesAnEarlierOne() {
        Run run = experiment.run("first", r -> r.tag("stage", "draft").flush().tag("stage", "final"));
        assertThat(again(run).tags()).containsOnly(Map.entry("stage", "final"));
    }

    @Test
    void nothingIsRecordedAfterTheEnd() {
        ActiveRun run = experiment.start("first");
        run.finish();
        List<Runnable> calls = List.of(
                () -> run.param("a", 1),
                () -> run.metric("a", 1),
                () -> run.metric("a", 1, 1),
                () -> run.tag("a", "b"),
                () -> run.artifact("a", dir.resolve("a")),
                run::flush,
                run::finish,
                () -> run.fail(new IllegalStateException()));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(InvalidInput.class).hasMessageContaining("has ended");
        }
    }

    private void threeRuns() {
        experiment.run("a", r -> r.metric("auc", 0.7).param("booster", "tree").tag("team", "risk"));
        clock.advance(Duration.ofSeconds(1));
        experiment.run("b", r -> r.metric("auc", 0.9).param("booster", "linear"));
        clock.advance(Duration.ofSeconds(1));
        experiment.run("c", r -> r.param("booster", "tree"));
    }

    private static List<String> names(List<Run> runs) {
        return runs.stream().map(Run::name).toList();
    }

    @Test
    void theNewestRunComesFirst() {
        threeRuns();
        assertThat(names(experiment.runs().list())).containsExactly("c", "b", "a");
    }

    @Test
    void runsThatLackTheMetricOfAnOrderComeLastEitherWay() {
        threeRuns();
        assertThat(names(experiment.runs().orderBy(metric("auc").descending()).list()))
                .containsExactly("b", "a", "c");
        assertThat(names(experiment.runs().orderBy(metric("auc").ascending()).list()))
                .containsExactly("a", "b", "c");
    }

    @Test
    void aMetricThatIsNoNumberIsOrderedLikeAMissingOne() {
        experiment.run("nan", r -> r.metric("auc", Double.NaN));
        clock.advance(Duration.ofSeconds(1));
        experiment.run("half", r -> r.metric("auc", 0.5));
        assertThat(names(experiment.runs().orderBy(metric("auc").descending()).list()))
                .containsExactly("half", "nan");
        assertThat(names(experiment.runs().orderBy(metric("auc").ascending()).list()))
                .containsExactly("half", "nan");
        assertThat(names(experiment
                        .runs()
                        .where(metric("auc").atLeast(Double.NEGATIVE_INFINITY))
                        .list()))
                .containsExactly("half");
    }

    @Test
    void equalRunsKeepTheNewestFirst() {
        threeRuns();
        assertThat(names(
                        experiment.runs().orderBy(param("booster").descending()).list()))
                .containsExactly("c", "a", "b");
    }

    @Test
    void conditionsAddUp() {
        threeRuns();
        assertThat(names(experiment
                        .runs()
                        .where(param("booster").is("tree"))
                        .where(metric("auc").between(0.7, 0.8))
                        .list()))
                .containsExactly("a");
        assertThat(experiment.runs().where(metric("auc").atMost(0.6)).list()).isEmpty();
    }

    @Test
    void runsAreFoundByTagNameAndStatus() {
        threeRuns();
        experiment.start("d");
        assertThat(names(experiment.runs().where(tag("team").is("risk")).list()))
                .containsExactly("a");
        assertThat(names(experiment.runs().where(name().is("b")).list())).containsExactly("b");
        assertThat(names(experiment.runs().where(status().is(RunStatus.RUNNING)).list()))
                .containsExactly("d");
    }

    @Test
    void aLimitKeepsTheFirst() {
        threeRuns();
        assertThat(names(experiment
                        .runs()
                        .orderBy(started().ascending())
                        .limit(2)
                        .list()))
                .containsExactly("a", "b");
        assertThat(experiment.runs().limit(0).first()).isEmpty();
        assertThatThrownBy(() -> experiment.runs().limit(-1)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void aRunOfAnotherExperimentIsNotFound() {
        Run run = experiment.run("first", r -> {});
        assertThat(ml.experiment("other").findRun(run.id())).isEmpty();
        assertThatThrownBy(() -> ml.experiment("other").run(run.id()))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining(run.id());
    }

    @Test
    void whatDoesNotFitIntoTheBufferIsWrittenWithoutBeingAsked() {
        RunOptions options = RunOptions.defaults().bufferedPoints(16).flushEvery(Duration.ofHours(1));
        ActiveRun active = experiment.start("first", options);
        for (int i = 0; i < 1_000; i++) {
            active.metric("loss", i, i);
        }
        assertThat(experiment.run(active.id()).metric("loss").history()).hasSizeGreaterThanOrEqualTo(1_000 - 16);
        assertThat(active.finish().metric("loss").history()).hasSize(1_000);
    }

    @Test
    void pastTheMiddleOfARunItIsSeenAsItWas() {
        ActiveRun active = experiment.start("first").metric("loss", 1, 1).flush();
        var then = clock.instant();
        clock.advance(Duration.ofSeconds(1));
        active.metric("loss", 2, 2).artifact("a", file("a", "x")).finish();
        Run run = ml.asOf(then).experiment("loans").run(active.id());
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.metric("loss").history()).hasSize(1);
        assertThat(run.artifacts()).isEmpty();
    }

    @Test
    void noRunStartsInThePast() {
        Experiment past = ml.asOf(clock.instant()).experiment("loans");
        assertThatThrownBy(() -> past.start("first")).isInstanceOf(AccessDenied.class);
    }

    @Test
    void threadsRecordIntoOneRunAndLoseNothing() throws Exception {
        ActiveRun active = experiment.start("first");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> recording = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                recording.add(threads.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        active.metric("shared", i).metric("of-" + thread, i, i);
                        if (i % 500 == 0) {
                            active.flush();
                        }
                    }
                }));
            }
            for (Future<?> each : recording) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Run run = active.finish();
        assertThat(run.metric("shared").history())
                .extracting(MetricPoint::step)
                .containsExactlyElementsOf(
                        IntStream.range(0, 8_000).mapToObj(i -> (long) i).toList());
        assertThat(run.metric("of-3").history())
                .extracting(MetricPoint::value)
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_000).mapToObj(i -> (double) i).toList());
    }

    @Test
    void aRunWhoseProcessDiedWasKilled() throws Exception {
        Path data = dir.resolve("ml");
        Process child = ChildPrograms.start(ChildPrograms.DyingRun.class, data.toString());
        String id = ChildPrograms.lines(child).get(0);
        assertThat(child.waitFor()).isEqualTo(1);
        try (Mlops files = Mlops.open(data)) {
            Run run = files.experiment("loans").run(id);
            assertThat(run.status()).isEqualTo(RunStatus.KILLED);
            assertThat(run.metric("loss").last()).isEqualTo(0.5);
            assertThat(names(files.experiment("loans")
                            .runs()
                            .where(status().is(RunStatus.KILLED))
                            .list()))
                    .containsExactly("dying");
        }
    }

    @Test
    void aClosedEngineStartsNoRunEvenOverAJournalThatIsStillOpen() {
        InMemoryJournal journal = new InMemoryJournal();
        Mlops closed =
                Mlops.builder().journal(journal).blobs(new InMemoryBlobStore()).build();
        closed.close();
        assertThatThrownBy(() -> closed.experiment("late").start("run"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("closed");
        assertThat(journal.streams("")).isEmpty();
    }
}
