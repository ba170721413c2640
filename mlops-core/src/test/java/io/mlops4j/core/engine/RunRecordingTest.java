package io.mlops4j.core.engine;

import static io.mlops4j.experiment.RunQuery.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.core.blob.InMemoryBlobStore;
import io.mlops4j.core.journal.InMemoryJournal;
import io.mlops4j.experiment.ActiveRun;
import io.mlops4j.experiment.Artifact;
import io.mlops4j.experiment.Environment;
import io.mlops4j.experiment.Experiment;
import io.mlops4j.experiment.MetricPoint;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;
import io.mlops4j.experiment.RunOptions.WhenFull;
import io.mlops4j.experiment.RunRecord;
import io.mlops4j.experiment.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run records besides parameters and metrics, and how it gets to the disk. */
class RunRecordingTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T09:00:00Z");
    private static final RunOptions BY_HAND = RunOptions.defaults().flushEvery(Duration.ofHours(1));

    @TempDir
    Path dir;

    private final FlakyJournal journal = new FlakyJournal(new InMemoryJournal());
    private final Mlops ml =
            Mlops.builder().journal(journal).blobs(new InMemoryBlobStore()).build();
    private final Experiment experiment = ml.experiment("loans");

    @AfterEach
    void close() {
        ml.close();
    }

    private Run again(Run run) {
        return experiment.run(run.id());
    }

    @Test
    void aChildNamesItsParent() {
        ActiveRun parent = experiment.start("parent");
        Run child = parent.child("child", r -> r.metric("loss", 1));
        assertThat(again(child).parent()).hasValue(parent.id());
        assertThat(parent.finish().parent()).isEmpty();
    }

    @Test
    void aChildGoesOnWhenItsParentHasEnded() {
        ActiveRun parent = experiment.start("parent");
        ActiveRun child = parent.child("child");
        parent.finish();
        assertThat(child.metric("loss", 1).finish().status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void aRunThatHasEndedHasNoMoreChildren() {
        ActiveRun parent = experiment.start("parent");
        parent.finish();
        assertThatThrownBy(() -> parent.child("late"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("parent");
    }

    @Test
    void notesAreKeptInTheirOrder() {
        Run run = experiment.run("first", r -> r.note("looks *good*").note("no, it does not"));
        assertThat(again(run).notes()).containsExactly("looks *good*", "no, it does not");
    }

    @Test
    void aRunThatHasEndedCanStillBeTaggedAndNoted() {
        Run run = experiment.run("first", r -> r.tag("state", "new"));
        experiment.tag(run, "state", "reviewed");
        experiment.note(run, "fine");
        assertThat(again(run).tags()).containsEntry("state", "reviewed");
        assertThat(again(run).notes()).containsExactly("fine");
    }

    @Test
    void aRunOfAnotherExperimentIsNotTaggedHere() {
        Run run = ml.experiment("other").run("first", r -> {});
        assertThatThrownBy(() -> experiment.tag(run, "state", "new")).isInstanceOf(NotFound.class);
    }

    @Test
    void aRunThatWasCutShortIsPruned() {
        assertThat(experiment.start("first").prune().status()).isEqualTo(RunStatus.PRUNED);
    }

    @Test
    void aDirectoryIsStoredFileByFile() throws IOException {
        Path plots = Files.createDirectories(dir.resolve("plots/deep"));
        Files.writeString(plots.resolve("roc.svg"), "<svg/>");
        Files.writeString(dir.resolve("plots/a.txt"), "a");
        Run run = experiment.run("first", r -> r.artifact("report", dir.resolve("plots")));
        assertThat(again(run).artifacts()).containsExactly("report/a.txt", "report/deep/roc.svg");
    }

    @Test
    void aDirectoryWithoutFilesIsRefused() throws IOException {
        Path empty = Files.createDirectories(dir.resolve("empty"));
        ActiveRun run = experiment.start("first");
        assertThatThrownBy(() -> run.artifact("report", empty))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("has no files");
    }

    @Test
    void bytesAreAnArtifactToo() {
        Run run = experiment.run("first", r -> r.artifact("a.bin", new byte[] {1, 2, 3}));
        assertThat(again(run).artifactFiles())
                .containsExactly(
                        new Artifact("a.bin", "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81", 3));
    }

    @Test
    void aFolderOfArtifactsIsCopiedAsItWasStored() throws IOException {
        Run run = experiment.run(
                "first",
                r -> r.artifact("report/a.txt", bytes("a"))
                        .artifact("report/deep/b.txt", bytes("b"))
                        .artifact("reporter.txt", bytes("c")));
        again(run).copyArtifact("report", dir.resolve("copy"));
        assertThat(dir.resolve("copy/a.txt")).hasContent("a");
        assertThat(dir.resolve("copy/deep/b.txt")).hasContent("b");
        assertThat(dir.resolve("copy/reporter.txt")).doesNotExist();
    }

    @Test
    void artifactsAreNotCopiedOverWhatIsThere() throws IOException {
        Run run = experiment.run("first", r -> r.artifact("a.txt", bytes("a")));
        Path there = Files.writeString(dir.resolve("there"), "precious");
        assertThatThrownBy(() -> run.copyArtifact("a.txt", there)).isInstanceOf(InvalidInput.class);
        assertThat(there).hasContent("precious");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void theEnvironmentIsThatOfThisProcess() {
        Environment environment =
                again(experiment.run("first", r -> {})).environment().orElseThrow();
        assertThat(environment.java()).isEqualTo(System.getProperty("java.runtime.version"));
        assertThat(environment.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(environment.libraries()).isNotEmpty();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void theProcessIsMeasuredUntilTheRunEnds() throws InterruptedException {
        ActiveRun active = experiment.start(
                "first",
                RunOptions.defaults().systemMetrics(Duration.ofMillis(10)).flushEvery(Duration.ofMillis(10)));
        while (!experiment.run(active.id()).metrics().containsKey("system/heap_used_bytes")) {
            Thread.onSpinWait();
        }
        Run run = active.finish();
        assertThat(run.metric("system/heap_used_bytes").last()).isPositive();
        assertThat(run.metric("system/gc_time_millis").last()).isNotNegative();
        int samples = run.metric("system/heap_used_bytes").history().size();
        assertThat(again(run).metric("system/heap_used_bytes").history()).hasSize(samples);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whatWaitsForTheIntervalIsWrittenWithoutBeingAsked() {
        ActiveRun active = experiment.start("first", RunOptions.defaults().flushEvery(Duration.ofMillis(10)));
        active.param("rate", 0.1).metric("loss", 0.5);
        while (experiment.run(active.id()).metrics().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(experiment.run(active.id()).params()).containsEntry("rate", "0.1");
    }

    @Test
    void aRunThatMayNotWaitDropsAndCountsWhatDoesNotFit() throws Exception {
        BlockedJournal blocked = new BlockedJournal(new InMemoryJournal());
        try (Mlops slow =
                Mlops.builder().journal(blocked).blobs(new InMemoryBlobStore()).build()) {
            ActiveRun active = slow.experiment("loans")
                    .start("first", BY_HAND.bufferedPoints(16).whenFull(WhenFull.DROP));
            blocked.block("run/");
            // The eighth point asks the background thread to write, which is then held.
            for (int i = 0; i < 8; i++) {
                active.metric("loss", i, i);
            }
            blocked.awaitBlocked();
            for (int i = 8; i < 8 + 16 + 5; i++) {
                active.metric("loss", i, i);
            }
            assertThat(active.droppedPoints()).isEqualTo(5);
            blocked.release();
            Run run = active.finish();
            assertThat(run.metric("loss").history()).hasSize(24);
            assertThat(run.tags()).containsEntry("mlops4j.dropped_points", "5");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aRunThatMayWaitWaitsForRoomAndLosesNothing() throws Exception {
        BlockedJournal blocked = new BlockedJournal(new InMemoryJournal());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Mlops slow =
                Mlops.builder().journal(blocked).blobs(new InMemoryBlobStore()).build()) {
            ActiveRun active = slow.experiment("loans").start("first", BY_HAND.bufferedPoints(16));
            blocked.block("run/");
            Future<?> recording = thread.submit(() -> {
                for (int i = 0; i < 1_000; i++) {
                    active.metric("loss", i, i);
                }
            });
            blocked.awaitBlocked();
            assertThat(recording.isDone()).isFalse();
            blocked.release();
            recording.get();
            assertThat(active.finish().metric("loss").history()).hasSize(1_000);
            assertThat(active.droppedPoints()).isZero();
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void recordingGoesOnWhileAWriteTakesItsTime() throws Exception {
        BlockedJournal blocked = new BlockedJournal(new InMemoryJournal());
        try (Mlops slow =
                Mlops.builder().journal(blocked).blobs(new InMemoryBlobStore()).build()) {
            ActiveRun active = slow.experiment("loans").start("first", BY_HAND.bufferedPoints(100));
            blocked.block("run/");
            for (int i = 0; i < 50; i++) {
                active.metric("loss", i, i);
            }
            blocked.awaitBlocked();
            active.metric("loss", 50, 50).param("rate", 1).tag("team", "risk").note("still here");
            blocked.release();
            assertThat(active.finish().metric("loss").history()).hasSize(51);
        }
    }

    @Test
    void aFullBufferThatCannotBeWrittenTellsTheRecorderWhyAndLosesNothing() {
        ActiveRun active = experiment.start("first", BY_HAND.bufferedPoints(16));
        journal.failAlways("run/");
        int recorded = 0;
        StorageFailure failure = null;
        while (failure == null) {
            try {
                active.metric("loss", recorded, recorded);
                recorded++;
            } catch (StorageFailure e) {
                failure = e;
            }
        }
        journal.heal();
        assertThat(active.finish().metric("loss").history()).hasSize(recorded);
    }

    @Test
    void eightThreadsRecordAMetricEachAndLoseNothing() throws Exception {
        ActiveRun active = experiment.start("first", RunOptions.defaults().bufferedPoints(64));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> recording = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                String metric = "loss-" + t;
                recording.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        active.metric(metric, i);
                    }
                }));
            }
            for (Future<?> thread : recording) {
                thread.get();
            }
        } finally {
            threads.shutdown();
        }
        Run run = active.finish();
        for (int t = 0; t < 8; t++) {
            assertThat(run.metric("loss-" + t).history())
                    .hasSize(5_000)
                    .extracting(MetricPoint::step)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRunThatTookPlaceElsewhereIsKeptWhole() throws IOException {
        Path model = Files.writeString(dir.resolve("m"), "model");
        Run run = experiment.add(RunRecord.of("old", MARCH, MARCH.plusSeconds(60))
                .status(RunStatus.FAILED, "out of memory")
                .params(Map.of("depth", "6"))
                .tags(Map.of("team", "risk"))
                .notes(List.of("from the old tracker"))
                .metrics(Map.of("auc", List.of(new MetricPoint(2, MARCH, 0.9), new MetricPoint(1, MARCH, 0.8))))
                .artifacts(Map.of("model", model)));
        Run read = again(run);
        assertThat(read.status()).isEqualTo(RunStatus.FAILED);
        assertThat(read.failure()).hasValue("out of memory");
        assertThat(read.startedAt()).isEqualTo(MARCH);
        assertThat(read.endedAt()).hasValue(MARCH.plusSeconds(60));
        assertThat(read.params()).containsOnly(Map.entry("depth", "6"));
        assertThat(read.tags()).containsOnly(Map.entry("team", "risk"));
        assertThat(read.notes()).containsExactly("from the old tracker");
        assertThat(read.metric("auc").history()).extracting(MetricPoint::value).containsExactly(0.8, 0.9);
        assertThat(read.artifacts()).containsExactly("model");
        assertThat(read.environment()).isEmpty();
        assertThat(experiment.runs().where(metric("auc").atLeast(0.9)).list()).containsExactly(read);
    }

    @Test
    void aRunThatIsNotOverIsNotAdded() {
        assertThatThrownBy(() -> RunRecord.of("old", MARCH, MARCH).status(RunStatus.RUNNING, ""))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("start(…)");
    }

    @Test
    void aRunThatCouldNotBeAddedIsNotThere() {
        journal.failOnce("experiment/");
        assertThatThrownBy(() -> experiment.add(RunRecord.of("old", MARCH, MARCH)))
                .isInstanceOf(StorageFailure.class);
        assertThat(experiment.runs().list()).isEmpty();
    }

    @Test
    void anAddedRunNamesAParentThatIsThere() {
        assertThatThrownBy(
                        () -> experiment.add(RunRecord.of("old", MARCH, MARCH).parent("nobody")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("nobody");
    }

    /** Holds an append until it is let go. */
    private static final class BlockedJournal extends io.mlops4j.core.stream.ForwardingJournal {
        private final CountDownLatch blocked = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private volatile String prefix = "\0";

        BlockedJournal(io.mlops4j.spi.Journal journal) {
            super(journal);
        }

        void block(String streamPrefix) {
            prefix = streamPrefix;
        }

        void awaitBlocked() throws InterruptedException {
            assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
        }

        void release() {
            prefix = "\0";
            released.countDown();
        }

        @Override
        public long append(String stream, long expectedSize, List<byte[]> events) {
            if (stream.startsWith(prefix)) {
                blocked.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return super.append(stream, expectedSize, events);
        }
    }
}
