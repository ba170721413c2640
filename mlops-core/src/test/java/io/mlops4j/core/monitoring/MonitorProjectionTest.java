package io.mlops4j.core.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.MonitorEvent.Counted;
import io.mlops4j.core.monitoring.MonitorEvent.Performed;
import io.mlops4j.core.monitoring.MonitorEvent.Started;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Kept;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Measured;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.DriftReport.ReferenceInfo;
import io.mlops4j.monitoring.DriftTest;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceWindow;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.Window;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.monitoring.WindowSummary.ColumnSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MonitorProjectionTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00.000001Z");
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final String C = "c".repeat(64);

    static Map<String, MonitorEvent> events() {
        Map<String, MonitorEvent> events = new LinkedHashMap<>();
        events.put(
                "monitor-started",
                new Started(new MonitorSettings(
                        new ReferenceInfo("table", "", 400),
                        A,
                        Window.ofCount(1_000),
                        DriftTest.auto(),
                        Map.of(),
                        0.01,
                        List.of(),
                        1_000)));
        events.put(
                "monitor-started+full",
                new Started(new MonitorSettings(
                        new ReferenceInfo("loans 3", B, 20_000),
                        A,
                        Window.of(Duration.ofHours(6))
                                .every(Duration.ofHours(1))
                                .allowedLateness(Duration.ofMinutes(5)),
                        DriftTest.psi(0.2),
                        Map.of("income", DriftTest.chiSquare(0.05)),
                        0.05,
                        List.of(new Against.Latest(24)),
                        1_000)));
        events.put(
                "monitor-started+against",
                new Started(new MonitorSettings(
                        new ReferenceInfo("table", "", 400),
                        A,
                        Window.of(Duration.ofHours(1)),
                        DriftTest.auto(),
                        Map.of(),
                        0.01,
                        List.of(
                                new Against.Past("last week", Duration.ofDays(7), Duration.ofHours(1)),
                                new Against.Rows("the north", B)),
                        8_760)));
        events.put("rows-counted", new Counted(0, 120, T, T.plusSeconds(60), A));
        events.put(
                "window-closed",
                new Closed(
                        7,
                        new WindowSummary(
                                3,
                                T,
                                T.plusSeconds(60),
                                1_000,
                                List.of("income"),
                                Map.of(
                                        "income",
                                        new ColumnSummary(
                                                Verdict.DRIFTED,
                                                OptionalDouble.of(12.5),
                                                OptionalDouble.of(4.6),
                                                OptionalDouble.of(0.3)),
                                        "age",
                                        new ColumnSummary(
                                                Verdict.INSUFFICIENT_DATA,
                                                OptionalDouble.empty(),
                                                OptionalDouble.empty(),
                                                OptionalDouble.empty()))),
                        A,
                        B,
                        1_000,
                        T,
                        List.of()));
        events.put(
                "window-closed+expired",
                new Closed(
                        0,
                        new WindowSummary(4, T, T.plusSeconds(60), 10, List.of(), Map.of()),
                        A,
                        B,
                        10,
                        T,
                        List.of(C)));
        events.put("performance-kept", new Performed(new Kept(100, 7, T, A, List.of())));
        events.put("performance-kept+full", new Performed(new Kept(4_000, 700, T, A, List.of(B, C))));
        events.put(
                "performance-measured",
                new Performed(new Measured(new PerformanceWindow(
                        3,
                        T,
                        T.plusSeconds(60),
                        false,
                        new PerformanceFigures(50, 0, Map.of(), Map.of(), List.of()),
                        Map.of()))));
        Metric auc = Metric.of("roc_auc", 0.9, Direction.HIGHER_IS_BETTER)
                .withInterval(new Interval(0.8, 0.95, 0.95, "DeLong"));
        Metric brier = Metric.of("brier", 0.1, Direction.LOWER_IS_BETTER);
        Map<String, Metric> realised = new LinkedHashMap<>();
        realised.put("roc_auc", auc);
        realised.put("brier", brier);
        PerformanceFigures figures =
                new PerformanceFigures(50, 20, realised, Map.of("roc_auc", auc), List.of("A warning."));
        events.put(
                "performance-measured+full",
                new Performed(new Measured(
                        new PerformanceWindow(4, T, T.plusSeconds(60), false, figures, Map.of("scoring 3", figures)))));
        return events;
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests("monitor", MonitorProjection.INSTANCE, events());
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(MonitorProjection.INSTANCE.read("monitor-invented-later", Json.object()))
                .isEmpty();
    }
}
