package io.mlops4j.core.monitoring.alert;

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
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.AlertReason;
import io.mlops4j.monitoring.AlertTopic;
import io.mlops4j.monitoring.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fold of alerts and the JSON of their events. All types begin with {@code alert-}, so they may share a stream with others. */
public final class AlertProjection implements Projection<AlertBook, AlertEvent> {
    /** The only one: it has no state. */
    public static final AlertProjection INSTANCE = new AlertProjection();

    private AlertProjection() {}

    @Override
    public AlertBook initial() {
        return AlertBook.EMPTY;
    }

    @Override
    public AlertBook apply(AlertBook book, Stamp stamp, AlertEvent event) {
        return book.apply(stamp, event);
    }

    @Override
    public String type(AlertEvent event) {
        if (event instanceof WindowJudged) {
            return "alert-window-judged";
        }
        if (event instanceof Opened) {
            return "alert-opened";
        }
        if (event instanceof Updated) {
            return "alert-updated";
        }
        if (event instanceof Acknowledged) {
            return "alert-acknowledged";
        }
        if (event instanceof Resolved) {
            return "alert-resolved";
        }
        if (event instanceof Silenced) {
            return "alert-silenced";
        }
        if (event instanceof Unsilenced) {
            return "alert-unsilenced";
        }
        if (event instanceof Notified) {
            return "alert-notified";
        }
        return event instanceof Delivered ? "alert-delivered" : "alert-delivery-failed";
    }

    @Override
    public void write(AlertEvent event, ObjectNode data) {
        if (event instanceof WindowJudged judged) {
            write(judged.group(), data);
            data.set("window", AlertJson.window(judged.window()));
            data.put("bad", judged.bad());
        } else if (event instanceof Opened opened) {
            data.put("alert", opened.id());
            data.put("monitor", opened.monitor());
            write(opened.group(), data);
            data.put("since", opened.since().toString());
            write(opened.trouble(), data);
        } else if (event instanceof Updated updated) {
            data.put("alert", updated.id());
            write(updated.trouble(), data);
        } else if (event instanceof Acknowledged acknowledged) {
            data.put("alert", acknowledged.id());
        } else if (event instanceof Resolved resolved) {
            data.put("alert", resolved.id());
        } else if (event instanceof Silenced silenced) {
            data.put("silence", silenced.id());
            data.set("matcher", AlertJson.matcher(silenced.matcher()));
            data.put("until", silenced.until().toString());
        } else if (event instanceof Unsilenced unsilenced) {
            data.put("silence", unsilenced.id());
        } else if (event instanceof Notified notified) {
            data.put("alert", notified.id());
            data.put("notice", notified.notice());
            data.put("reason", AlertJson.word(notified.reason()));
            Json.put(data, "sinks", notified.sinks());
        } else if (event instanceof Delivered delivered) {
            write(delivered.id(), delivered.notice(), delivered.sink(), data);
        } else if (event instanceof DeliveryFailed failed) {
            write(failed.id(), failed.notice(), failed.sink(), data);
            data.put("reason", failed.reason());
            failed.findRetryAt().ifPresent(at -> data.put("retryAt", at.toString()));
        }
    }

    private static void write(String id, int notice, String sink, ObjectNode data) {
        data.put("alert", id);
        data.put("notice", notice);
        data.put("sink", sink);
    }

    private static void write(AlertGroup group, ObjectNode data) {
        data.put("topic", AlertJson.word(group.topic()));
        Json.put(data, "where", group.where());
        Json.put(data, "subject", group.subject());
    }

    private static void write(Trouble trouble, ObjectNode data) {
        data.put("severity", AlertJson.word(trouble.severity()));
        data.set("window", AlertJson.window(trouble.window()));
        AlertJson.findings(data, trouble.findings());
        Json.put(data, "modelVersion", trouble.modelVersion());
        Json.put(data, "report", trouble.report());
    }

    @Override
    public Optional<AlertEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "alert-window-judged" ->
                Optional.of(new WindowJudged(
                        group(data),
                        AlertJson.window(Json.required(data, "window")),
                        Json.required(data, "bad").asBoolean()));
            case "alert-opened" ->
                Optional.of(new Opened(
                        Json.string(data, "alert"),
                        Json.string(data, "monitor"),
                        group(data),
                        Json.instant(data, "since"),
                        trouble(data)));
            case "alert-updated" -> Optional.of(new Updated(Json.string(data, "alert"), trouble(data)));
            case "alert-acknowledged" -> Optional.of(new Acknowledged(Json.string(data, "alert")));
            case "alert-resolved" -> Optional.of(new Resolved(Json.string(data, "alert")));
            case "alert-silenced" ->
                Optional.of(new Silenced(
                        Json.string(data, "silence"),
                        AlertJson.matcher(Json.required(data, "matcher")),
                        Json.instant(data, "until")));
            case "alert-unsilenced" -> Optional.of(new Unsilenced(Json.string(data, "silence")));
            case "alert-notified" ->
                Optional.of(new Notified(
                        Json.string(data, "alert"),
                        Json.int32(data, "notice"),
                        AlertJson.constant(AlertReason.class, data, "reason"),
                        Json.strings(data, "sinks")));
            case "alert-delivered" ->
                Optional.of(new Delivered(
                        Json.string(data, "alert"), Json.int32(data, "notice"), Json.string(data, "sink")));
            case "alert-delivery-failed" ->
                Optional.of(new DeliveryFailed(
                        Json.string(data, "alert"),
                        Json.int32(data, "notice"),
                        Json.string(data, "sink"),
                        Json.string(data, "reason"),
                        Json.has(data, "retryAt") ? Json.instant(data, "retryAt") : null));
            default -> Optional.empty();
        };
    }

    private static AlertGroup group(JsonNode data) {
        return new AlertGroup(
                AlertJson.constant(AlertTopic.class, data, "topic"),
                Json.findString(data, "where").orElse(""),
                Json.findString(data, "subject").orElse(""));
    }

    private static Trouble trouble(JsonNode data) {
        return new Trouble(
                AlertJson.constant(Severity.class, data, "severity"),
                AlertJson.window(Json.required(data, "window")),
                AlertJson.findings(data),
                Json.findString(data, "modelVersion").orElse(""),
                link(data));
    }

    private static String link(JsonNode data) {
        String link = Json.findString(data, "report").orElse("");
        try {
            return new URI(link).toString();
        } catch (URISyntaxException e) {
            throw new IntegrityViolation("Stored JSON of an alert holds '" + link + "' where a link should be.", e);
        }
    }
}
