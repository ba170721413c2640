package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.GarbagePolicy;
import io.mlops4j.GarbageReport;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.ColumnDrift;
import io.mlops4j.monitoring.Drift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftReport.QualityIssue;
import io.mlops4j.monitoring.DriftReport.QualityKind;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.Window;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.serving.Endpoint;
import io.mlops4j.serving.PredictOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Monitors over an engine. */
@Timeout(120)
class MonitorTest {
    @TempDir
    Path dir;

    private Mlops ml;
    private final Random random = new Random(5);
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        ml = Mlops.open(dir.resolve("ml"));
    }

    @AfterEach
    void close() {
        ml.close();
    }

    private Table reference(int rows) {
        double[] income = new double[rows];
        String[] grade = new String[rows];
        for (int row = 0; row < rows; row++) {
            income[row] = random.nextGaussian();
            grade[row] = random.nextInt(3) == 0 ? "A" : "B";
        }
        return Table.builder()
                .doubles("income", income)
                .categories("grade", grade)
                .build();
    }

    private Map<String, Object> row(double shift) {
        return Map.of("income", random.nextGaussian() + shift, "grade", random.nextInt(3) == 0 ? "A" : "B");
    }

    private MonitorDraft draft(String name) {
        return ml.monitor(name)
                .reference(reference(5_000))
                .window(Window.ofCount(500))
                .alert(AlertSink.callback(alerts::add));
    }

    private void observe(Monitor monitor, int rows, double shift) {
        for (int i = 0; i < rows; i++) {
            monitor.observe(row(shift));
        }
    }

    @Test
    void aWindowIsClosedByItsLastRow() {
        Monitor monitor = draft("m").start();
        observe(monitor, 1_250, 0);
        monitor.flush();
        assertThat(monitor.windows()).extracting(window -> window.rows()).containsExactly(500L, 500L, 250L);
        assertThat(monitor.stats().observed()).isEqualTo(1_250);
    }

    @Test
    void aShiftOfHalfADeviationIsFoundAndToldOfOnce() {
        Monitor monitor = draft("m").start();
        observe(monitor, 1_000, 0);
        observe(monitor, 1_000, 0.5);
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.drifted()).isTrue();
        assertThat(report.column("income").drifted()).isTrue();
        assertThat(report.column("income").pValue()).isLessThan(0.001);
        assertThat(report.column("grade").verdict()).isEqualTo(Verdict.STABLE);
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).topic()).isEqualTo(AlertTopic.DRIFT);
        assertThat(alerts.get(0).message()).contains("income");
    }

    @Test
    void quantilesBeyondTheReferenceAreKnownToOnePartInAHundredAlsoAfterARestart() {
        Monitor monitor = draft("m").start();
        observe(monitor, 200, 1_000);
        monitor.close();
        Monitor again = ml.monitor("m").window(Window.ofCount(500)).start();
        observe(again, 300, 1_000);
        again.flush();
        double median = again.latest().column("income").current().quantile(0.5).orElseThrow();
        assertThat(median).isBetween(989.0, 1_011.0);
    }

    @Test
    void tooFewRowsAreSaidToBeTooFew() {
        Monitor monitor = draft("m").start();
        observe(monitor, 30, 2);
        monitor.flush();
        assertThat(monitor.latest().column("income").verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(monitor.latest().drifted()).isFalse();
    }

    @Test
    void anEmptyWindowIsNotClosed() {
        Monitor monitor = draft("m").start();
        monitor.flush();
        assertThat(monitor.windows()).isEmpty();
        assertThatThrownBy(monitor::latest).isInstanceOf(NotFound.class).hasMessageContaining("flush()");
    }

    @Test
    void aRestartGoesOnWithTheWindowThatWasUnderWay() {
        Monitor monitor = draft("m").start();
        observe(monitor, 200, 0);
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        // Without a reference it is the one of before.
        Monitor again = ml.monitor("m").window(Window.ofCount(500)).start();
        observe(again, 100, 0);
        again.flush();
        assertThat(again.windows()).extracting(window -> window.rows()).containsExactly(300L);
    }

    @Test
    void twoEnginesCountIntoOneWindow() {
        Table reference = reference(5_000);
        Monitor one =
                ml.monitor("m").reference(reference).window(Window.ofCount(500)).start();
        try (Mlops other = Mlops.open(dir.resolve("ml"))) {
            Monitor two = other.monitor("m").window(Window.ofCount(500)).start();
            observe(one, 200, 0);
            one.close();
            observe(two, 150, 0);
            two.flush();
            assertThat(two.windows()).extracting(window -> window.rows()).containsExactly(350L);
        }
    }

    @Test
    void aSecondMonitorOfANameIsRefused() {
        Monitor monitor = draft("m").start();
        assertThatThrownBy(() -> draft("m").start())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("'m'");
        monitor.close();
        draft("m").start().close();
    }

    @Test
    void whatIsWrongWithTheDataIsTold() {
        Monitor monitor = draft("m").start();
        for (int i = 0; i < 500; i++) {
            Map<String, Object> row = new HashMap<>(row(0));
            if (i % 4 == 0) {
                row.remove("income");
            }
            if (i % 5 == 0) {
                row.put("grade", "new");
            }
            monitor.observe(row);
        }
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.quality())
                .extracting(QualityIssue::kind)
                .contains(QualityKind.MISSING, QualityKind.UNSEEN_CATEGORY);
        assertThat(report.column("grade").unseen()).containsExactly("new");
    }

    @Test
    void aSegmentIsWatchedByItself() {
        Monitor monitor = draft("m").segmentBy("grade").start();
        for (int i = 0; i < 500; i++) {
            Map<String, Object> row = new HashMap<>(row(0));
            if (row.get("grade").equals("A")) {
                row.put("income", random.nextGaussian() + 1.5);
            }
            monitor.observe(row);
        }
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.column("income [grade=A]").drifted()).isTrue();
        assertThat(report.column("income [grade=B]").drifted()).isFalse();
    }

    @Test
    void aSlidingWindowIsJudgedAtEachPane() {
        Monitor monitor = draft("m").window(Window.ofCount(600).every(200)).start();
        observe(monitor, 1_000, 0);
        monitor.flush();
        assertThat(monitor.windows()).extracting(window -> window.rows()).containsExactly(200L, 400L, 600L, 600L, 600L);
    }

    @Test
    void rowsOfATimeGoIntoTheWindowOfThatTime() {
        Monitor monitor = draft("m").window(Window.of(Duration.ofHours(1))).start();
        Instant noon = Instant.parse("2026-01-05T12:00:00Z");
        for (int i = 0; i < 10; i++) {
            monitor.observe(row(0), noon.plusSeconds(60L * i));
            monitor.observe(row(0), noon.plusSeconds(3_600 + 60L * i));
        }
        monitor.flush();
        assertThat(monitor.windows()).extracting(window -> window.rows()).containsExactly(10L, 10L);
    }

    @Test
    void aWindowIsHeldAgainstThoseBeforeItToo() {
        Monitor monitor = draft("m").alsoAgainstPrevious(3).start();
        observe(monitor, 2_000, 0.8);
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.column("income").drifted()).isTrue();
        assertThat(report.column("income [against the last 3 windows]").drifted())
                .isFalse();
    }

    @Test
    void aWindowIsHeldAgainstASpanOfThePast() {
        Monitor monitor = draft("m")
                .window(Window.of(Duration.ofHours(1)))
                .alsoAgainst("a day before", Duration.ofDays(1), Duration.ofHours(1))
                .start();
        Instant noon = Instant.parse("2026-01-05T12:00:00Z");
        observe(monitor, noon, 0.8);
        monitor.flush();
        assertThat(monitor.latest().columns())
                .extracting(ColumnDrift::name)
                .containsExactlyInAnyOrder("income", "grade");
        observe(monitor, noon.plus(Duration.ofHours(23)), 0);
        monitor.flush();
        observe(monitor, noon.plus(Duration.ofHours(24)), 0.8);
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.column("income").drifted()).isTrue();
        assertThat(report.column("income [against a day before]").verdict()).isEqualTo(Verdict.STABLE);
    }

    private void observe(Monitor monitor, Instant from, double shift) {
        for (int i = 0; i < 1_000; i++) {
            monitor.observe(row(shift), from.plusSeconds(i));
        }
    }

    @Test
    void aWindowIsHeldAgainstOtherRowsOfANameAlsoAfterARestart() {
        MonitorDraft draft = draft("m").alsoAgainst("the north", shifted(5_000, 0.8));
        Monitor monitor = draft.start();
        observe(monitor, 250, 0.8);
        monitor.close();
        Monitor again = draft.start();
        observe(again, 250, 0.8);
        again.flush();
        DriftReport report = again.latest();
        assertThat(report.rows()).isEqualTo(500);
        assertThat(report.column("income").drifted()).isTrue();
        assertThat(report.column("income [against the north]").drifted()).isFalse();
    }

    private Table shifted(int rows, double shift) {
        Table.Builder table = Table.builder();
        double[] income = random.doubles(rows)
                .map(unused -> random.nextGaussian() + shift)
                .toArray();
        String[] grade = IntStream.range(0, rows)
                .mapToObj(i -> random.nextInt(3) == 0 ? "A" : "B")
                .toArray(String[]::new);
        return table.doubles("income", income).categories("grade", grade).build();
    }

    @Test
    void whatCannotBeHeldAgainstIsRefusedByName() {
        MonitorDraft draft = draft("m").alsoAgainst("last week", Duration.ofDays(7), Duration.ofDays(7));
        assertThatThrownBy(() -> draft.alsoAgainst("last week", shifted(10, 0)))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("Windows are held against 'last week' already; give another name.");
        assertThatThrownBy(() -> draft.alsoAgainst("tomorrow", Duration.ofDays(1), Duration.ofDays(2)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("cannot last PT48H");
        assertThatThrownBy(() -> draft.keep(0)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> draft.keep(20).alsoAgainstPrevious(24).start())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("keep(25) or more");
    }

    @Test
    void windowsThatAreNotKeptAreLeftToTheGarbageCollectionAndTheOthersAreNot() {
        ManualClock clock = new ManualClock();
        ml.close();
        ml = Mlops.builder().directory(dir.resolve("kept")).clock(clock).build();
        Monitor monitor = draft("m").keep(3).persistEvery(Duration.ofMillis(10)).start();
        for (int window = 0; window < 6; window++) {
            observe(monitor, 500, 0);
            clock.advance(Duration.ofMinutes(1));
            monitor.flush();
        }
        assertThat(monitor.windows()).extracting(WindowSummary::number).containsExactly(4L, 5L, 6L);
        clock.advance(Duration.ofDays(30));
        GarbageReport report = ml.collectGarbage(GarbagePolicy.delete());
        // Of each of the three windows at least its counts and its report.
        assertThat(report.garbage()).hasSizeGreaterThanOrEqualTo(6);
        assertThat(report.missing()).isEmpty();
        for (WindowSummary kept : monitor.windows()) {
            assertThat(monitor.window(kept.number()).rows()).isEqualTo(500);
        }
        assertThatThrownBy(() -> monitor.window(2))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("among its last 3");
        observe(monitor, 500, 0);
        monitor.flush();
        assertThat(monitor.latest().window()).isEqualTo(7);
    }

    @Test
    void anEndpointsRequestsAndAnswersAreWatched() {
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
        double[] a = random.doubles(2_000).toArray();
        double[] b = random.doubles(2_000).toArray();
        Monitor monitor = ml.monitor("scoring")
                .on(endpoint)
                .reference(Table.builder().doubles("a", a).doubles("b", b).build())
                .window(Window.ofCount(400))
                .start();
        for (int i = 0; i < 400; i++) {
            endpoint.predict(LinearRuntime.row(random.nextFloat() + 0.5f, random.nextFloat()));
        }
        monitor.flush();
        DriftReport report = monitor.latest();
        assertThat(report.column("a").drifted()).isTrue();
        assertThat(report.column("b").drifted()).isFalse();
        assertThat(report.findColumn("prediction")).isPresent();
        assertThat(report.column("prediction").drifted()).isTrue();
    }

    @Test
    void versionsThatTakeTheirColumnsInAnotherOrderAreEachReadInTheirOwn() {
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        Path file = LinearRuntime.write(dir.resolve("sum.linear"), 2, 1);
        endpoint.deploy(ml.model("sum").from(file).features("b", "a").register());
        endpoint.deploy(ml.model("sum").from(file).features("a", "b").register());
        double[] a = random.doubles(2_000).toArray();
        double[] b = random.doubles(2_000, 10, 11).toArray();
        Monitor monitor = ml.monitor("scoring")
                .on(endpoint)
                .reference(Table.builder().doubles("a", a).doubles("b", b).build())
                .window(Window.ofCount(400))
                .start();
        for (int i = 0; i < 400; i++) {
            float first = random.nextFloat();
            float second = 10 + random.nextFloat();
            if (i % 2 == 0) {
                endpoint.predict(LinearRuntime.row(first, second));
            } else {
                endpoint.predict(
                        LinearRuntime.row(second, first),
                        PredictOptions.defaults().version(1));
            }
        }
        monitor.flush();
        assertThat(monitor.latest().rows()).isEqualTo(400);
        assertThat(monitor.latest().column("a").drifted()).isFalse();
        assertThat(monitor.latest().column("b").drifted()).isFalse();
    }

    @Test
    void columnsThatAnEndpointIsNeverAskedWithAreNotMissed() {
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        endpoint.deploy(ml.model("sum")
                .from(LinearRuntime.write(dir.resolve("sum.linear"), 2, 1))
                .features("a", "b")
                .register());
        Table reference = Table.builder()
                .doubles("a", random.doubles(2_000).toArray())
                .doubles("b", random.doubles(2_000).toArray())
                .doubles("label", random.doubles(2_000).toArray())
                .build();
        Monitor monitor = ml.monitor("scoring")
                .on(endpoint)
                .reference(reference)
                .window(Window.ofCount(400))
                .start();
        for (int i = 0; i < 400; i++) {
            endpoint.predict(LinearRuntime.row(random.nextFloat(), random.nextFloat()));
        }
        monitor.flush();
        assertThat(monitor.latest().columns())
                .extracting(ColumnDrift::name)
                .containsExactlyInAnyOrder("a", "b", "prediction");
        assertThat(monitor.latest().quality()).isEmpty();
    }

    @Test
    void aTestThatNeedsValuesIsRefusedForAStream() {
        assertThatThrownBy(() -> draft("m").drift(DriftTest.energy(0.1)).start())
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("Drift.between");
    }

    @Test
    void aMonitorWithoutAReferenceSaysSo() {
        assertThatThrownBy(() -> ml.monitor("none").start())
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("reference(dataset)");
    }

    @Test
    void aClosedMonitorTakesNoRows() {
        Monitor monitor = draft("m").start();
        monitor.close();
        assertThatThrownBy(() -> monitor.observe(row(0))).isInstanceOf(Conflict.class);
    }

    @Test
    void twoTablesAreCompared() {
        Table before = reference(1_000);
        assertThat(Drift.compare(before, reference(1_000)).drifted()).isFalse();
        Table shifted = Table.builder()
                .doubles("income", random.doubles(1_000).toArray())
                .categories("grade", before.strings("grade"))
                .build();
        DriftReport report = Drift.compare(before, shifted);
        assertThat(report.driftedColumns()).extracting(column -> column.name()).containsExactly("income");
        assertThat(report.toHtml()).contains("<svg").doesNotContain("<script>");
        assertThat(report.toJson()).contains("\"drifted\":true");
    }

    @Test
    void aNumberThatWasAlwaysTheSameHasDriftedWhenItHasAnotherValue() {
        Table always = Table.builder().doubles("flag", new double[500]).build();
        Table now = Table.builder()
                .doubles("flag", random.doubles(500).map(Math::rint).toArray())
                .build();
        assertThat(Drift.compare(always, now).column("flag").drifted()).isTrue();
    }

    @Test
    void aColumnThatTheReferenceHasNoValueOfIsNoFailure() {
        double[] missing = random.doubles(500).map(x -> Double.NaN).toArray();
        Table none = Table.builder().doubles("x", missing).build();
        Table some = Table.builder().doubles("x", random.doubles(500).toArray()).build();
        assertThat(Drift.compare(none, some).columns()).hasSize(1);
        assertThat(Drift.compare(none, none).drifted()).isFalse();
    }

    @Test
    void thePageOfAMonitorOnAnEndpointShowsWhatWasDeployedMeanwhile() throws IOException {
        Endpoint endpoint = ml.deployer().endpoint("scoring");
        endpoint.deploy(sum("first.linear", 1));
        Monitor monitor = ml.monitor("watch")
                .on(endpoint)
                .reference(Table.builder()
                        .doubles("a", random.doubles(2_000).toArray())
                        .doubles("b", random.doubles(2_000).toArray())
                        .build())
                .window(Window.ofCount(400))
                .start();
        ask(endpoint, 200);
        endpoint.deploy(sum("second.linear", 2));
        ask(endpoint, 600);
        monitor.flush();
        Path file = dir.resolve("pages/watch.html");
        monitor.toHtml(file);
        assertThat(Files.readString(file))
                .contains("Monitor: watch", "on endpoint scoring, which serves sum 2", "What the model answers")
                .contains("<path class=\"mark\"", ">sum 2</text>");
    }

    private ModelVersion sum(String file, float weight) {
        return ml.model("sum")
                .from(LinearRuntime.write(dir.resolve(file), 2, weight))
                .features("a", "b")
                .register();
    }

    private void ask(Endpoint endpoint, int times) {
        for (int i = 0; i < times; i++) {
            endpoint.predict(LinearRuntime.row(random.nextFloat(), random.nextFloat()));
        }
    }

    @Test
    void aPageOfASpanOfTimeHasTheWindowsThatLieInIt() throws IOException {
        Monitor monitor = draft("m").window(Window.of(Duration.ofHours(1))).start();
        Instant noon = Instant.parse("2026-01-05T12:00:00Z");
        for (int hour = 0; hour < 4; hour++) {
            for (int i = 0; i < 200; i++) {
                monitor.observe(row(0), noon.plus(Duration.ofHours(hour)).plusSeconds(i));
            }
        }
        monitor.flush();
        Path file = dir.resolve("m.html");
        monitor.toHtml(file, noon.plus(Duration.ofMinutes(61)), noon.plus(Duration.ofMinutes(179)));
        assertThat(Files.readString(file))
                .contains("2 windows from 2026-01-05 13:00 to 2026-01-05 15:00 UTC")
                .contains("200 rows from 2026-01-05 14:00 to 2026-01-05 15:00 UTC");
        monitor.toHtml(file, noon.minusSeconds(9), noon.minusSeconds(1));
        assertThat(Files.readString(file)).contains("No window was closed in this time.");
        assertThatThrownBy(() -> monitor.toHtml(file, noon, noon))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("end after the beginning");
    }

    @Test
    void aPageIsTheSameAfterARestart() throws IOException {
        Monitor monitor = draft("m").start();
        observe(monitor, 1_000, 0);
        observe(monitor, 1_000, 0.5);
        monitor.flush();
        monitor.toHtml(dir.resolve("before.html"));
        ml.close();
        ml = Mlops.open(dir.resolve("ml"));
        ml.monitor("m").window(Window.ofCount(500)).start().toHtml(dir.resolve("after.html"));
        assertThat(dir.resolve("after.html")).hasSameTextualContentAs(dir.resolve("before.html"));
        assertThat(Files.readString(dir.resolve("after.html"))).contains("drift", ">open<", "income");
    }

    /** Each column is spread as it was; only that they went together is gone. */
    @Test
    void aChangeThatNoColumnShowsIsFoundInAllTogether() {
        double[] a = random.doubles(600).toArray();
        double[] b = random.doubles(600).toArray();
        Table together = Table.builder().doubles("a", a).doubles("b", a).build();
        Table apart = Table.builder().doubles("a", a).doubles("b", b).build();
        assertThat(Drift.compare(together, apart).drifted()).isFalse();
        assertThat(Drift.multivariate(together, apart).drifted()).isTrue();
    }
}
