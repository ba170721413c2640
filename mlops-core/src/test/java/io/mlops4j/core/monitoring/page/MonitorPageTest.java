package io.mlops4j.core.monitoring.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.monitoring.page.MonitorHistory.PerformancePoint;
import io.mlops4j.core.monitoring.page.MonitorHistory.VersionChange;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertState;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.Drift;
import io.mlops4j.monitoring.DriftReport;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.WindowSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class MonitorPageTest {
    private static final int KILO = 1_000;

    private static DriftReport report(int columns) {
        return Drift.compare(Pages.rows(1_000, columns, 1, 0), Pages.rows(500, columns, 2, 0.5));
    }

    private static MonitorHistory with(
            MonitorHistory history,
            List<VersionChange> changes,
            List<PerformancePoint> performance,
            List<Alert> alerts) {
        return new MonitorHistory(
                history.monitor(),
                history.endpoint(),
                history.window(),
                history.test(),
                history.tests(),
                history.windows(),
                history.quality(),
                changes,
                performance,
                alerts,
                history.latest());
    }

    @Test
    void aPageOfAHundredColumnsAndFortyWindowsStaysBelow150Kilobytes() {
        String page = MonitorPage.of(Pages.history(40, report(100)));
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(150 * KILO);
    }

    @Test
    void aThousandWindowsMakeNoPageMuchLarger() {
        String page = MonitorPage.of(Pages.history(1_000, report(100)));
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(200 * KILO);
        assertThat(page).contains("Each cell is the worst of 17 windows.");
    }

    @Test
    void thePageIsWellFormedXmlAndTheSameForTheSameHistory() throws Exception {
        DriftReport report = report(12);
        String page = MonitorPage.of(Pages.history(30, report));
        assertThat(Pages.parse(page).getElementsByTagName("h1").getLength()).isOne();
        assertThat(MonitorPage.of(Pages.history(30, report))).isEqualTo(page);
        assertThat(page).doesNotContain("NaN", "Infinity", "http:", "https:");
    }

    @Test
    void whatServedIsMarkedInEachDrawingAndListed() throws Exception {
        MonitorHistory history = Pages.history(30, report(4));
        String page = MonitorPage.of(history);
        assertThat(page).contains("<path class=\"mark\"", ">loan 2</text>", ">better</td>");
        assertThat(MonitorPage.of(with(history, List.of(), List.of(), List.of())))
                .doesNotContain("<path class=\"mark\"", "What served");
    }

    @Test
    void whatServedBeforeTheFirstWindowIsNotMarked() {
        MonitorHistory history = with(
                Pages.history(30, report(4)),
                List.of(new VersionChange(Pages.START.minusSeconds(60), "loan 1", "deploy", "")),
                List.of(),
                List.of());
        assertThat(MonitorPage.of(history))
                .contains("which serves loan 1")
                .doesNotContain("<path class=\"mark\"", "What served");
    }

    @Test
    void aChangeLiesWithinItsWindowAsFarAsItCameInIt() {
        WindowAxis axis = WindowAxis.of(List.of(Pages.window(1, Map.of()), Pages.window(2, Map.of())), 60, 100, 300);
        assertThat(axis.at(Pages.START.plus(Duration.ofMinutes(90)))).isEqualTo(250);
        assertThat(axis.at(Pages.START)).isEqualTo(100);
        assertThat(axis.at(Pages.START.plus(Duration.ofHours(9)))).isEqualTo(300);
    }

    @Test
    void aPlaceOfSeveralWindowsShowsTheWorst() {
        List<WindowSummary> windows = List.of(
                Pages.window(1, Map.of("x", Pages.column(Verdict.STABLE, 0.01))),
                Pages.window(2, Map.of("x", Pages.column(Verdict.DRIFTED, 0.3))),
                Pages.window(3, Map.of("x", Pages.column(Verdict.INSUFFICIENT_DATA, 9))),
                Pages.window(4, Map.of("x", Pages.column(Verdict.INSUFFICIENT_DATA, 9))));
        ColumnHistory.Course course = new ColumnHistory("x", DriftTest.auto(), 1, 0.3, Verdict.STABLE)
                .course(WindowAxis.of(windows, 2, 0, 100));
        assertThat(course.values()).containsExactly(0.3, Double.NaN);
        assertThat(course.bad()).containsExactly(true, false);
        assertThat(course.few()).containsExactly(false, true);
    }

    @Test
    void columnsThatHaveDriftedNowStandFirst() {
        MonitorHistory history = Pages.history(2, report(1));
        List<WindowSummary> windows = List.of(
                Pages.window(
                        1,
                        Map.of(
                                "was",
                                Pages.column(Verdict.DRIFTED, 5),
                                "is",
                                Pages.column(Verdict.STABLE, 0),
                                "never",
                                Pages.column(Verdict.STABLE, 0))),
                Pages.window(
                        2,
                        Map.of(
                                "was",
                                Pages.column(Verdict.STABLE, 0),
                                "is",
                                Pages.column(Verdict.DRIFTED, 0.2),
                                "never",
                                Pages.column(Verdict.STABLE, 0))));
        MonitorHistory of = new MonitorHistory(
                "m",
                Optional.empty(),
                "500 rows",
                DriftTest.auto(),
                Map.of(),
                windows,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                history.latest());
        assertThat(ColumnHistory.of(of)).extracting(ColumnHistory::name).containsExactly("is", "was", "never");
    }

    @Test
    void performanceIsDrawnWithItsIntervalAndEstimatesDashed() {
        String page = MonitorPage.of(Pages.history(30, report(4)));
        assertThat(page).contains("<h2>Performance</h2>", "class=\"iv\"", "class=\"t est\"", "accuracy");
        MonitorHistory without = with(Pages.history(30, report(4)), List.of(), List.of(), List.of());
        assertThat(MonitorPage.of(without)).doesNotContain("<h2>Performance</h2>");
    }

    @Test
    void alertsThatAreNotOverStandBeforeThoseThatAre() {
        Alert over = alert("a").state(AlertState.RESOLVED).where("country=DE").build();
        Alert open = alert("b").where("country=FR").build();
        MonitorHistory history = with(Pages.history(10, report(4)), List.of(), List.of(), List.of(over, open));
        assertThat(MonitorPage.of(history))
                .containsSubsequence("drift, country=FR", ">open<", "drift, country=DE", ">resolved<");
    }

    private static Alert.Builder alert(String id) {
        return Alert.builder(id, "scoring", AlertTopic.DRIFT)
                .findings(List.of(AlertFinding.above("income", "psi", 0.31, 0.1)))
                .window(new AlertWindow(3, Pages.START, Pages.START.plusSeconds(60), 500));
    }

    @Test
    void namesThatAreMarkupAreShownAsTheyAre() throws Exception {
        MonitorHistory history = Pages.history(10, report(4));
        MonitorHistory hostile = new MonitorHistory(
                Pages.HOSTILE,
                Optional.of(Pages.HOSTILE),
                Pages.HOSTILE,
                DriftTest.auto(),
                Map.of(Pages.HOSTILE, DriftTest.psi(0.2)),
                List.of(Pages.window(1, Map.of(Pages.HOSTILE, Pages.column(Verdict.DRIFTED, 0.4)))),
                history.quality(),
                List.of(new VersionChange(Pages.START.plusSeconds(5), Pages.HOSTILE, Pages.HOSTILE, Pages.HOSTILE)),
                List.of(new PerformancePoint(Pages.HOSTILE, 1, 0.5, Double.NaN, Double.NaN, false)),
                List.of(alert(Pages.HOSTILE).where(Pages.HOSTILE).build()),
                history.latest());
        NodeList scripts = Pages.parse(MonitorPage.of(hostile)).getElementsByTagName("script");
        assertThat(scripts.getLength()).isEqualTo(2);
    }

    @Test
    void aTimeWithoutWindowsSaysSo() throws Exception {
        MonitorHistory none = new MonitorHistory(
                "m",
                Optional.empty(),
                "500 rows",
                DriftTest.auto(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
        Pages.parse(MonitorPage.of(none));
        assertThat(MonitorPage.of(none)).contains("No window was closed in this time.");
    }
}
