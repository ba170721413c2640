package io.mlops4j.core.monitoring.alert;

import io.mlops4j.core.json.Json;
import io.mlops4j.monitoring.Alert;
import io.mlops4j.monitoring.AlertFinding;
import io.mlops4j.monitoring.AlertState;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An alert as a message with an attachment (docs.slack.dev, "Secondary message attachments"), which Mattermost, Rocket.Chat and Discord take too. Names come
 * from data, so what Slack reads as markup ({@code &}, {@code <}, {@code >}) is escaped: no column can mention a channel.
 */
final class SlackBody {
    private static final int MOST_FIELDS = 10;

    private SlackBody() {}

    static ObjectNode of(Alert alert) {
        ObjectNode json = Json.object();
        json.put("text", escaped(alert.message()));
        ObjectNode attachment = json.putArray("attachments").addObject();
        attachment.put("color", color(alert));
        attachment.put("fallback", escaped(alert.message()));
        attachment.put("title", escaped(alert.monitor() + ": " + alert.topic().title()));
        alert.report().ifPresent(link -> attachment.put("title_link", link.toString()));
        ArrayNode fields = attachment.putArray("fields");
        alert.findings().stream().limit(MOST_FIELDS).forEach(finding -> {
            ObjectNode field = fields.addObject();
            field.put("title", escaped(finding.subject()));
            field.put("value", escaped(value(finding)));
            field.put("short", true);
        });
        attachment.put("footer", "alert " + alert.id());
        attachment.put("ts", alert.at().getEpochSecond());
        return json;
    }

    private static String value(AlertFinding finding) {
        return finding.measured() + (finding.detail().isEmpty() ? "" : "\n" + finding.detail());
    }

    private static String color(Alert alert) {
        if (alert.state() == AlertState.RESOLVED) {
            return "good";
        }
        return switch (alert.severity()) {
            case INFO -> "#439FE0";
            case WARNING -> "warning";
            case CRITICAL -> "danger";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
