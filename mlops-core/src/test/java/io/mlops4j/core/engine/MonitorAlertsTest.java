package io.mlops4j.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.Mlops;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.data.Table;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertPolicy;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertSink;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.Monitor;
import io.mlops4j.monitoring.MonitorDraft;
import io.mlops4j.monitoring.Silence;
import io.mlops4j.monitoring.Window;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the alerts of a monitor, by its own handles. */
@Timeout(120)
class MonitorAlertsTest {
    private static final int ROWS = 500;

    @TempDir
    Path dir;

    private final ManualClock clock = new ManualClock();
    private final Random random = new Random(7);
    private final List<Alert> told = new CopyOnWriteArrayList<>();
    private Mlops ml;
    private Table reference;

    @BeforeEach
    void begin() {
        ml = open();
        reference = Table.builder()
                .doubles(
                        "income",
                        DoubleStream.generate(random::nextGaussian).limit(5_000).toArray())
                .build();
    }

    @AfterEach
    void end() {
        ml.close();
    }

    private Mlops open() {
        return Mlops.builder().directory(dir.resolve("ml")).clock(clock).build();
    }

    private MonitorDraft draft(Mlops engine) {
        return engine.monitor("a b").reference(reference).window(Window.ofCount(ROWS));
    }

    private Monitor watching() {
        return draft(ml).alert(AlertSink.callback(told::add)).start();
    }

    private void window(Monitor monitor, double shift) {
        for (int i = 0; i < ROWS; i++) {
            monitor.observe(Map.of("income", random.nextGaussian() + shift));
        }
        monitor.flush();
        assertThat(monitor.alerts().await(Duration.ofSeconds(30))).isTrue();
        clock.advance(Duration.ofMinutes(10));
    }

    @Test
    void anAlertLinksToThePageOfItsWindow() throws IOException {
        Path pages = dir.resolve("pages");
        Monitor monitor =
                draft(ml).reports(pages).alert(AlertSink.callback(told::add)).start();
        window(monitor, 0);
        assertThat(pages).isEmptyDirectory();
        window(monitor, 0.5);
        URI link = told.get(0).report().orElseThrow();
        assertThat(Files.readString(Path.of(link))).contains("income").contains("</html>");
        assertThat(monitor.alerts().open().get(0).report()).contains(link);
    }

    @Test
    void anAlertLinksToWhereItsPageIsServed() {
        Monitor monitor = draft(ml)
                .reports(dir.resolve("pages"), URI.create("https://example.org/drift"))
                .alert(AlertSink.callback(told::add))
                .start();
        window(monitor, 0.5);
        assertThat(told.get(0).report()).contains(URI.create("https://example.org/drift/a_b-window-1.html"));
        assertThat(dir.resolve("pages/a_b-window-1.html")).isRegularFile();
    }

    @Test
    void anAlertWhosePageCannotBeWrittenIsToldWithoutALink() throws IOException {
        Path pages = dir.resolve("pages");
        Monitor monitor =
                draft(ml).reports(pages).alert(AlertSink.callback(told::add)).start();
        Files.delete(pages);
        Files.writeString(pages, "no directory any more");
        window(monitor, 0.5);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).report()).isEmpty();
    }

    @Test
    void anAddressThatIsNotWholeIsRefused() {
        assertThatThrownBy(() -> draft(ml).reports(dir, URI.create("reports/")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'reports/'")
                .hasMessageContaining("https://example.org/reports/");
    }

    @Test
    void aDirectoryOfReportsThatCannotBeMadeIsRefused() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        assertThatThrownBy(() -> draft(ml).reports(file.resolve("pages")))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("monitor 'a b'");
    }

    @Test
    void anAlertIsOverAfterCleanWindows() {
        Monitor monitor = draft(ml)
                .alerts(AlertPolicy.defaults().announceResolved())
                .alert(AlertSink.callback(told::add))
                .start();
        window(monitor, 0.5);
        for (int i = 0; i < 5; i++) {
            window(monitor, 0);
        }
        assertThat(monitor.alerts().open()).isEmpty();
        assertThat(told).extracting(Alert::reason).containsExactly(AlertReason.OPENED, AlertReason.RESOLVED);
        assertThat(told.get(1).id()).isEqualTo(told.get(0).id());
    }

    @Test
    void anAlertThatWasAcknowledgedIsNotRemindedOf() {
        Monitor monitor = watching();
        window(monitor, 0.5);
        Alert known = monitor.alerts().acknowledge(told.get(0).id(), "the new branch in Ulm");
        assertThat(known.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        clock.advance(Duration.ofDays(3));
        window(monitor, 0.5);
        assertThat(told).extracting(Alert::reason).doesNotContain(AlertReason.REMINDER);
        assertThat(monitor.alerts().open()).hasSize(1);
    }

    @Test
    void anAlertThatWasResolvedByHandIsANewOneIfTheTroubleIsStillThere() {
        Monitor monitor = watching();
        window(monitor, 0.5);
        String first = told.get(0).id();
        assertThat(monitor.alerts().resolve(first, "mended").state()).isEqualTo(AlertState.RESOLVED);
        assertThat(monitor.alerts().open()).isEmpty();
        assertThatThrownBy(() -> monitor.alerts().resolve(first, "again")).isInstanceOf(Conflict.class);
        clock.advance(Duration.ofDays(3));
        window(monitor, 0.5);
        assertThat(monitor.alerts().open()).hasSize(1);
        assertThat(monitor.alerts().open().get(0).id()).isNotEqualTo(first);
    }

    @Test
    void anAlertThatIsNotThereCannotBeAcknowledged() {
        Monitor monitor = watching();
        assertThatThrownBy(() -> monitor.alerts().acknowledge("01NONE", "")).isInstanceOf(NotFound.class);
    }

    @Test
    void nobodyIsToldOfWhatIsSilenced() {
        Monitor monitor = watching();
        monitor.alerts().silence(AlertMatcher.subjects("inc*"), clock.instant().plus(Duration.ofDays(1)), "migration");
        window(monitor, 0.5);
        assertThat(told).isEmpty();
        assertThat(monitor.latest().drifted()).isTrue();
    }

    @Test
    void aSilenceThatWasEndedLetsTheNextWindowBeToldOf() {
        Monitor monitor = watching();
        Silence silence =
                monitor.alerts().silence(AlertMatcher.all(), clock.instant().plus(Duration.ofDays(1)), "migration");
        window(monitor, 0.5);
        monitor.alerts().unsilence(silence.id());
        assertThat(monitor.alerts().silences()).isEmpty();
        window(monitor, 0.5);
        assertThat(told).isNotEmpty();
    }

    @Test
    void aSilenceOutlivesARestart() {
        Monitor monitor = watching();
        monitor.alerts().silence(AlertMatcher.all(), clock.instant().plus(Duration.ofDays(1)), "migration");
        ml.close();
        ml = open();
        Monitor again = watching();
        assertThat(again.alerts().silences()).extracting(Silence::why).containsExactly("migration");
        window(again, 0.5);
        assertThat(told).isEmpty();
    }

    @Test
    void whatOneProcessAcknowledgesAnotherKnows() {
        Monitor monitor = watching();
        window(monitor, 0.5);
        try (Mlops other = open()) {
            Monitor there = draft(other).start();
            Alert seen = there.alerts().open().get(0);
            assertThat(seen.id()).isEqualTo(told.get(0).id());
            Alert unused = there.alerts().acknowledge(seen.id(), "known");
            assertThat(monitor.alerts().open().get(0).state()).isEqualTo(AlertState.ACKNOWLEDGED);
        }
    }

    @Test
    void twoProcessesThatSeeTheSameTroubleHaveOneAlert() {
        Monitor monitor = watching();
        try (Mlops other = open()) {
            Monitor there = draft(other).alert(AlertSink.callback(told::add)).start();
            window(monitor, 0.5);
            window(there, 0.5);
            assertThat(monitor.alerts().open()).hasSize(1);
            assertThat(there.alerts().open()).isEqualTo(monitor.alerts().open());
            assertThat(told).extracting(Alert::id).containsOnly(told.get(0).id());
        }
    }
}
