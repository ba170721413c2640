package io.mlops4j.core.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.alert.AlertEvent.Acknowledged;
import io.mlops4j.core.monitoring.alert.AlertEvent.Delivered;
import io.mlops4j.core.monitoring.alert.AlertEvent.DeliveryFailed;
import io.mlops4j.core.monitoring.alert.AlertEvent.Notified;
import io.mlops4j.core.monitoring.alert.AlertEvent.Opened;
import io.mlops4j.core.monitoring.alert.AlertEvent.Resolved;
import io.mlops4j.core.monitoring.alert.AlertEvent.Silenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Trouble;
import io.mlops4j.core.monitoring.alert.AlertEvent.Unsilenced;
import io.mlops4j.core.monitoring.alert.AlertEvent.Updated;
import io.mlops4j.core.monitoring.alert.AlertEvent.WindowJudged;
import io.mlops4j.core.stream.Golden;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import io.mlops4j.monitoring.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

class AlertProjectionTest {
    private static final Instant T = Instant.parse("2026-03-01T09:00:00Z");
    private static final AlertWindow WINDOW = new AlertWindow(43, T, T.plusSeconds(3_600), 1_000);
    private static final AlertGroup ALL = new AlertGroup(AlertTopic.DRIFT, "", "");
    private static final AlertGroup ONE = new AlertGroup(AlertTopic.PREDICTION_DRIFT, "country=\"DE\"", "score");
    private static final Trouble TROUBLE = new Trouble(
            Severity.CRITICAL,
            WINDOW,
            List.of(
                    AlertFinding.above("income", "psi", 0.31, 0.2).detail("mean 0.51, was 0.02"),
                    AlertFinding.below("age \"ü\"", "kolmogorov_smirnov", Double.NEGATIVE_INFINITY, 0.01)),
            "loan-default/3",
            "https://example.org/r/43");
    private static final Trouble BARE =
            new Trouble(Severity.WARNING, WINDOW, List.of(AlertFinding.above("income", "psi", 0.31, 0.2)), "", "");

    static Map<String, AlertEvent> events() {
        Map<String, AlertEvent> events = new LinkedHashMap<>();
        events.put("alert-window-judged", new WindowJudged(ALL, WINDOW, true));
        events.put("alert-window-judged+clean", new WindowJudged(ONE, WINDOW, false));
        events.put("alert-opened", new Opened("01a", "scoring", ALL, T, BARE));
        events.put("alert-opened+full", new Opened("01a", "scoring", ONE, T, TROUBLE));
        events.put("alert-updated", new Updated("01a", TROUBLE));
        events.put("alert-acknowledged", new Acknowledged("01a"));
        events.put("alert-resolved", new Resolved("01a"));
        events.put("alert-silenced", new Silenced("01s", AlertMatcher.all(), T));
        events.put(
                "alert-silenced+full",
                new Silenced(
                        "01s",
                        new AlertMatcher(
                                Set.of(AlertTopic.DRIFT, AlertTopic.DATA_QUALITY),
                                Set.of("income", "age_*"),
                                Set.of("psi"),
                                Set.of("country=DE")),
                        T));
        events.put("alert-unsilenced", new Unsilenced("01s"));
        events.put("alert-notified", new Notified("01a", 1, AlertReason.OPENED, List.of("log", "webhook h")));
        events.put("alert-notified+nobody", new Notified("01a", 3, AlertReason.RESOLVED, List.of()));
        events.put("alert-delivered", new Delivered("01a", 2, "webhook h"));
        events.put("alert-delivery-failed", new DeliveryFailed("01a", 2, "webhook h", "It answered 500.", T));
        events.put(
                "alert-delivery-failed+given-up", new DeliveryFailed("01a", 2, "webhook h", "It answered 404.", null));
        return events;
    }

    @TestFactory
    Stream<DynamicTest> everyEventIsStoredForGood() {
        return Golden.tests("alert", AlertProjection.INSTANCE, events());
    }

    @Test
    void anUnknownTypeIsSkipped() {
        assertThat(AlertProjection.INSTANCE.read("alert-invented-later", Json.object()))
                .isEmpty();
    }

    @Test
    void aWordThatIsNotKnownIsNamed() {
        ObjectNode data = Json.object();
        data.put("alert", "01a").put("notice", 1).put("reason", "whim");
        assertThatThrownBy(() -> AlertProjection.INSTANCE.read("alert-notified", data))
                .isInstanceOf(IntegrityViolation.class)
                .hasMessageContaining("'whim'")
                .hasMessageContaining("'reason'");
    }
}
