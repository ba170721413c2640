package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InferenceFailure;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.Progress;
import io.mlops4j.core.ChildJvm;
import io.mlops4j.core.blob.Digests;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.data.Source;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.BatchDraft;
import io.mlops4j.serving.BatchResult;
import io.mlops4j.serving.BatchResult.FailedRow;
import io.mlops4j.serving.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Predictions for all rows of a dataset. The model answers the sum of its columns, and fails on a negative one. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BatchTest {
    private static final int ROWS = 10_000;

    @TempDir
    Path dir;

    private Mlops ml;
    private Endpoint endpoint;

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        deploy(1);
    }

    @AfterEach
    void close() {
        ml.close();
        assertThat(LinearRuntime.OPEN).as("models left open").hasValue(0);
    }

    private ModelVersion deploy(double factor) {
        ModelVersion version = ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, factor))
                .features("a", "b")
                .register();
        endpoint.deploy(version);
        return version;
    }

    private static Table table(int rows) {
        return Table.builder()
                .strings("id", IntStream.range(0, rows).mapToObj(i -> "r" + i).toArray(String[]::new))
                .doubles("a", IntStream.range(0, rows).asDoubleStream().toArray())
                .doubles("b", IntStream.range(0, rows).mapToDouble(i -> 0.5).toArray())
                .build();
    }

    /** Rows of which one, counted from 0, is negative. */
    private static Table withNegative(int rows, int row) {
        double[] a = new double[rows];
        a[row] = -1;
        return Table.builder().doubles("a", a).doubles("b", new double[rows]).build();
    }

    private DatasetVersion committed(Table table) {
        return ml.dataset("loans").from(Source.table(table)).commit();
    }

    private Path file(String name) {
        return dir.resolve("out").resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void allRowsOfADatasetComeOutInTheirOrder() throws IOException {
        BatchResult result = endpoint.batch(committed(table(ROWS)))
                .keep("id")
                .rowsPerCall(7)
                .parallelism(4)
                .output(file("scores.csv"))
                .run();
        assertThat(Files.readString(file("scores.csv")))
                .isEqualTo("id,score\n"
                        + String.join(
                                "",
                                IntStream.range(0, ROWS)
                                        .mapToObj(i -> "r" + i + "," + (i + 0.5f) + "\n")
                                        .toList()));
        assertThat(result.rows()).isEqualTo(ROWS);
        assertThat(result.outputDigest()).isEqualTo(Digests.sha256(Files.readAllBytes(file("scores.csv"))));
        assertThat(names()).containsExactly("scores.csv", "scores.csv.summary.json");
        assertThat(Files.readString(file("scores.csv.summary.json")))
                .contains(
                        "\"rows\":" + ROWS, "\"outputDigest\":\"" + result.outputDigest(), "\"endpoint\":\"scoring\"");
    }

    @Test
    void jsonLinesKeepTheTypesOfTheColumns() throws IOException {
        Table table = Table.builder()
                .strings("id", "x\"", null)
                .longs("n", 1, 2)
                .booleans("flag", true, false)
                .doubles("a", 1, Double.NaN)
                .doubles("b", 2, 3)
                .build();
        endpoint.batch(table)
                .keep("id", "n", "flag", "a")
                .output(file("scores.jsonl"))
                .run();
        assertThat(Files.readString(file("scores.jsonl"))).isEqualTo("""
                        {"id":"x\\"","n":1,"flag":true,"a":1.0,"score":3.0}
                        {"id":null,"n":2,"flag":false,"a":null,"score":null}
                        """);
    }

    @Test
    void aBatchIsNoRequest() {
        endpoint.batch(table(10)).output(file("scores.csv")).run();
        assertThat(endpoint.stats().requests()).isZero();
    }

    @Test
    void theVersionAtTheStartPredictsForAllRows() {
        List<Float> scores = new ArrayList<>();
        BatchResult result = endpoint.batch(table(100))
                .rowsPerCall(10)
                .output((row, outputs) -> {
                    if (row == 0) {
                        deploy(100);
                    }
                    for (float score : outputs.tensor("score").floats()) {
                        scores.add(score);
                    }
                })
                .run();
        assertThat(result.version()).isEqualTo(1);
        assertThat(scores).hasSize(100).last().isEqualTo(99.5f);
        assertThat(endpoint.version().number()).isEqualTo(2);
    }

    @Test
    void aSinkGetsThePartsInOrder() {
        List<Long> firstRows = new ArrayList<>();
        endpoint.batch(committed(table(25)))
                .rowsPerCall(10)
                .output((row, outputs) -> firstRows.add(row))
                .run();
        assertThat(firstRows).containsExactly(0L, 10L, 20L);
    }

    @Test
    void aRowThatTheModelFailsOnEndsTheRunByItsNumber() {
        assertThatThrownBy(() -> endpoint.batch(withNegative(1_000, 700))
                        .rowsPerCall(100)
                        .output(file("scores.csv"))
                        .run())
                .isInstanceOf(InferenceFailure.class)
                .hasMessageContaining("row 701 of a table of 1000 rows")
                .hasMessageContaining("negative");
        assertThat(file("scores.csv")).doesNotExist();
    }

    @Test
    void rowsThatTheModelFailsOnCanBeLeftOut() throws IOException {
        BatchResult result = endpoint.batch(withNegative(1_000, 700))
                .rowsPerCall(100)
                .skipFailures()
                .output(file("scores.csv"))
                .run();
        assertThat(result.rows()).isEqualTo(999);
        assertThat(result.failedRows()).isEqualTo(1);
        assertThat(result.failures()).extracting(FailedRow::row).containsExactly(701L);
        assertThat(result.failures().get(0).reason()).contains("negative");
        assertThat(Files.readAllLines(file("scores.csv"))).hasSize(1_000);
    }

    @Test
    void aRunThatEndedOnARowGoesOnWhenItIsToBeLeftOut() throws IOException {
        DatasetVersion data = committed(withNegative(1_000, 700));
        assertThatThrownBy(() -> endpoint.batch(data)
                        .rowsPerCall(100)
                        .output(file("scores.csv"))
                        .run())
                .isInstanceOf(InferenceFailure.class);
        assertThat(names()).containsExactly("scores.csv.part", "scores.csv.progress");
        BatchResult result = endpoint.batch(data)
                .rowsPerCall(100)
                .skipFailures()
                .output(file("scores.csv"))
                .run();
        assertThat(result.resumedRows()).isEqualTo(700);
        BatchResult anew = endpoint.batch(data)
                .rowsPerCall(100)
                .skipFailures()
                .output(file("anew.csv"))
                .run();
        assertThat(anew.resumedRows()).isZero();
        assertThat(anew.outputDigest()).isEqualTo(result.outputDigest());
    }

    @Test
    void anotherModelBeginsAnew() {
        DatasetVersion data = committed(withNegative(1_000, 700));
        BatchDraft batch = endpoint.batch(data).rowsPerCall(100).output(file("scores.csv"));
        assertThatThrownBy(batch::run).isInstanceOf(InferenceFailure.class);
        deploy(2);
        BatchResult result = endpoint.batch(data)
                .rowsPerCall(100)
                .skipFailures()
                .output(file("scores.csv"))
                .run();
        assertThat(result.resumedRows()).isZero();
        assertThat(result.rows()).isEqualTo(999);
    }

    @Test
    void whatIsNotWhatWasWrittenIsWrittenAnew() throws IOException {
        DatasetVersion data = committed(withNegative(1_000, 700));
        assertThatThrownBy(() -> endpoint.batch(data)
                        .rowsPerCall(100)
                        .output(file("scores.csv"))
                        .run())
                .isInstanceOf(InferenceFailure.class);
        byte[] bytes = Files.readAllBytes(file("scores.csv.part"));
        bytes[10] ^= 1;
        Files.write(file("scores.csv.part"), bytes);
        assertThat(endpoint.batch(data)
                        .rowsPerCall(100)
                        .skipFailures()
                        .output(file("scores.csv"))
                        .run()
                        .resumedRows())
                .isZero();
    }

    @Test
    void aKilledRunGivesTheBytesOfAnUndisturbedOne() throws Exception {
        DatasetVersion data = committed(table(ROWS));
        ml.close();
        Process child = ChildJvm.start(ChildJvm.command(
                KilledBatch.class,
                List.of(),
                dir.resolve("ml").toString(),
                file("scores.csv").toString()));
        try {
            // It says so after it has made part of the work durable, and goes on slowly.
            assertThat(child.getInputStream().read()).isEqualTo('.');
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(file("scores.csv")).doesNotExist();
        assertThat(file("scores.csv.progress")).exists();
        ml = Mlops.open(dir.resolve("ml"));
        endpoint = ml.deployer().endpoint("scoring");
        DatasetVersion same = ml.dataset("loans").version(data.number());
        BatchResult resumed =
                KilledBatch.plan(endpoint.batch(same), file("scores.csv")).run();
        BatchResult undisturbed =
                KilledBatch.plan(endpoint.batch(same), file("undisturbed.csv")).run();
        assertThat(resumed.resumedRows()).isBetween(1L, ROWS - 1L);
        assertThat(resumed.rows()).isEqualTo(ROWS);
        assertThat(file("scores.csv")).hasSameBinaryContentAs(file("undisturbed.csv"));
        assertThat(resumed.outputDigest()).isEqualTo(undisturbed.outputDigest());
    }

    /** Runs a batch until it is killed. */
    public static final class KilledBatch {
        private KilledBatch() {}

        static BatchDraft plan(BatchDraft batch, Path file) {
            return batch.keep("id")
                    .rowsPerCall(10)
                    .checkpointEvery(Duration.ZERO)
                    .output(file);
        }

        /** With the directory, and the file to write. */
        public static void main(String[] args) {
            try (Mlops ml = Mlops.open(Path.of(args[0]))) {
                plan(ml.deployer().endpoint("scoring").batch(ml.dataset("loans").latest()), Path.of(args[1]))
                        .progress(update -> {
                            if (update.done() >= 500) {
                                System.out.print('.');
                                System.out.flush();
                                // Until the parent kills it.
                                while (true) {
                                    Thread.onSpinWait();
                                }
                            }
                        })
                        .run();
            }
        }
    }

    @Test
    void progressIsToldWithRowsASecond() {
        List<Progress.Update> updates = new ArrayList<>();
        endpoint.batch(table(100))
                .rowsPerCall(10)
                .checkpointEvery(Duration.ZERO)
                .output((row, outputs) -> {})
                .progress(updates::add)
                .run();
        assertThat(updates)
                .extracting(Progress.Update::done)
                .containsExactly(10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L, 100L);
        assertThat(updates.get(3).remaining()).isPresent();
        assertThat(updates.get(9).toString()).contains("100 of 100", "rows/s");
    }

    @Test
    void whoeverFailsToListenEndsNothing() {
        BatchResult result = endpoint.batch(table(100))
                .output((row, outputs) -> {})
                .progress(update -> {
                    throw new IllegalStateException("deaf");
                })
                .run();
        assertThat(result.rows()).isEqualTo(100);
    }

    @Test
    void aSinkThatFailsEndsTheRun() {
        IllegalStateException full = new IllegalStateException("full");
        assertThatThrownBy(() -> endpoint.batch(table(100))
                        .output((row, outputs) -> {
                            throw full;
                        })
                        .run())
                .isSameAs(full);
    }

    @Test
    void twoBatchesDoNotWriteOneFile() {
        List<Throwable> refused = new ArrayList<>();
        endpoint.batch(table(10))
                .output(file("scores.csv"))
                .progress(update -> {
                    try {
                        endpoint.batch(table(10)).output(file("scores.csv")).run();
                    } catch (Conflict e) {
                        refused.add(e);
                    }
                })
                .run();
        assertThat(refused).singleElement().asString().contains("wait for it");
    }

    @Test
    void whatCannotBeRunIsRefused() {
        BatchDraft batch = endpoint.batch(table(10));
        assertThatThrownBy(batch::run).isInstanceOf(InvalidInput.class).hasMessageContaining("output(…)");
        assertThatThrownBy(() -> batch.output(file("scores.xml")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(".csv");
        assertThatThrownBy(() -> batch.keep("iid"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Did you mean 'id'?");
        assertThatThrownBy(() -> batch.rowsPerCall(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> batch.parallelism(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(
                        () -> batch.outputs("scores").output(file("scores.csv")).run())
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Did you mean 'score'?");
    }

    @Test
    void dataWithoutTheColumnsIsRefusedWhateverIsSkipped() {
        Table table = Table.builder().doubles("a", 1, 2).build();
        assertThatThrownBy(() -> endpoint.batch(table)
                        .skipFailures()
                        .output(file("scores.csv"))
                        .run())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("needs column 'b'");
    }

    @Test
    void someCellsOfAColumnAreNumbersAsEachOfThemIs() {
        Table table = Table.builder()
                .doubles("real", 1, Double.NaN, 3)
                .longs("whole", 4, 5, 6)
                .booleans("flag", true, false, true)
                .build();
        assertThat(table.column("real").doubles(1, 3)).containsExactly(Double.NaN, 3);
        assertThat(table.column("whole").doubles(0, 2)).containsExactly(4, 5);
        assertThat(table.column("flag").doubles(2, 3)).containsExactly(1);
        assertThatThrownBy(() -> table.column("whole").doubles(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void partsOfADatasetAreItsRowsInOrder() {
        Table table = table(ROWS);
        DatasetVersion version = committed(table);
        try (Stream<Table> parts = version.tables(777)) {
            List<Table> all = parts.toList();
            assertThat(all).hasSize((ROWS + 776) / 777);
            int at = 0;
            for (Table part : all) {
                int from = at;
                assertThat(part)
                        .isEqualTo(version.read()
                                .select(IntStream.range(from, from + part.rowCount())
                                        .toArray()));
                at += part.rowCount();
            }
            assertThat(at).isEqualTo(ROWS);
        }
    }
}
