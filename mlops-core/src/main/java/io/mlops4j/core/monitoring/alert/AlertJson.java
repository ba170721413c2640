package io.mlops4j.core.monitoring.alert;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertMatcher;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.AlertWindow;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the values that alerts are made of, in the journal and in the bodies of webhooks. */
final class AlertJson {
    private AlertJson() {}

    /** All fields of an alert, for a program that receives them. */
    static ObjectNode alert(Alert alert) {
        ObjectNode json = Json.object();
        json.put("id", alert.id());
        json.put("notice", alert.notice());
        json.put("reason", word(alert.reason()));
        json.put("state", word(alert.state()));
        json.put("severity", word(alert.severity()));
        json.put("monitor", alert.monitor());
        json.put("topic", word(alert.topic()));
        Json.put(json, "where", alert.where());
        json.put("message", alert.message());
        json.put("since", alert.since().toString());
        json.put("openedAt", alert.openedAt().toString());
        json.put("at", alert.at().toString());
        json.set("window", window(alert.window()));
        alert.findModelVersion().ifPresent(version -> json.put("modelVersion", version));
        alert.report().ifPresent(link -> json.put("report", link.toString()));
        findings(json, alert.findings());
        return json;
    }

    static ObjectNode window(AlertWindow window) {
        ObjectNode json = Json.object();
        json.put("number", window.number());
        json.put("from", window.from().toString());
        json.put("to", window.to().toString());
        json.put("rows", window.rows());
        return json;
    }

    static AlertWindow window(JsonNode json) {
        return new AlertWindow(
                Json.integer(json, "number"),
                Json.instant(json, "from"),
                Json.instant(json, "to"),
                Json.integer(json, "rows"));
    }

    static void findings(ObjectNode json, List<AlertFinding> findings) {
        ArrayNode array = json.putArray("findings");
        for (AlertFinding finding : findings) {
            ObjectNode node = array.addObject();
            node.put("subject", finding.subject());
            node.put("test", finding.test());
            node.set("value", Json.number(finding.value()));
            node.set("threshold", Json.number(finding.threshold()));
            node.put("side", word(finding.side()));
            Json.put(node, "detail", finding.detail());
        }
    }

    static List<AlertFinding> findings(JsonNode json) {
        return Json.list(
                json,
                "findings",
                node -> new AlertFinding(
                        Json.string(node, "subject"),
                        Json.string(node, "test"),
                        Json.real(node, "value"),
                        Json.real(node, "threshold"),
                        constant(AlertFinding.Side.class, node, "side"),
                        Json.findString(node, "detail").orElse("")));
    }

    static ObjectNode matcher(AlertMatcher matcher) {
        ObjectNode json = Json.object();
        Json.put(
                json,
                "topics",
                matcher.topics().stream().sorted().map(AlertJson::word).toList());
        Json.put(json, "subjects", matcher.subjects());
        Json.put(json, "tests", matcher.tests());
        Json.put(json, "wheres", matcher.wheres());
        return json;
    }

    static AlertMatcher matcher(JsonNode json) {
        Set<AlertTopic> topics = new HashSet<>();
        Json.strings(json, "topics").forEach(word -> topics.add(constant(AlertTopic.class, "topics", word)));
        return new AlertMatcher(
                topics,
                Set.copyOf(Json.strings(json, "subjects")),
                Set.copyOf(Json.strings(json, "tests")),
                Set.copyOf(Json.strings(json, "wheres")));
    }

    /** How a constant is written: {@code prediction-drift}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <T extends Enum<T>> T constant(Class<T> type, JsonNode json, String field) {
        return constant(type, field, Json.string(json, field));
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String field, String word) {
        for (T constant : type.getEnumConstants()) {
            if (word(constant).equals(word)) {
                return constant;
            }
        }
        throw new IntegrityViolation(
                "Stored JSON of an alert holds '" + word + "' in '" + field + "', which this release does not know.");
    }
}
