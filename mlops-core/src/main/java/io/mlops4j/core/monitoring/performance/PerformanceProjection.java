package io.mlops4j.core.monitoring.performance;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Kept;
import io.mlops4j.core.monitoring.performance.PerformanceEvent.Measured;
import io.mlops4j.evaluation.Direction;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.monitoring.PerformanceFigures;
import io.mlops4j.monitoring.PerformanceWindow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the events of predictions and labels. All types begin with {@code performance-}, so they may share a stream with others. */
public final class PerformanceProjection {
    private PerformanceProjection() {}

    /** The type of an event. */
    public static String type(PerformanceEvent event) {
        return event instanceof Kept ? "performance-kept" : "performance-measured";
    }

    /** Writes what an event holds. */
    public static void write(PerformanceEvent event, ObjectNode data) {
        if (event instanceof Kept kept) {
            data.put("answers", kept.answers());
            data.put("labels", kept.labels());
            data.put("until", kept.until().toString());
            data.put("blob", kept.blob());
            if (!kept.replaces().isEmpty()) {
                Json.put(data, "replaces", kept.replaces());
            }
        } else if (event instanceof Measured measured) {
            PerformanceWindow window = measured.window();
            data.put("window", window.number());
            data.put("from", window.from().toString());
            data.put("to", window.to().toString());
            write(window.all(), data.putObject("all"));
            if (!window.versions().isEmpty()) {
                ObjectNode versions = data.putObject("versions");
                window.versions().forEach((version, figures) -> write(figures, versions.putObject(version)));
            }
        }
    }

    private static void write(PerformanceFigures figures, ObjectNode json) {
        json.put("predictions", figures.predictions());
        json.put("labelled", figures.labelled());
        write(figures.realised(), json, "realised");
        write(figures.estimated(), json, "estimated");
        if (!figures.warnings().isEmpty()) {
            Json.put(json, "warnings", figures.warnings());
        }
    }

    private static void write(Map<String, Metric> metrics, ObjectNode json, String field) {
        if (metrics.isEmpty()) {
            return;
        }
        ObjectNode all = json.putObject(field);
        metrics.forEach((name, metric) -> {
            ObjectNode one = all.putObject(name);
            one.set("value", Json.number(metric.value()));
            one.put("direction", metric.direction().name());
            metric.findInterval().ifPresent(interval -> {
                one.set("low", Json.number(interval.low()));
                one.set("high", Json.number(interval.high()));
                one.set("confidence", Json.number(interval.confidence()));
                one.put("method", interval.method());
            });
        });
    }

    /** The event of a type, if it is one of these. */
    public static Optional<PerformanceEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "performance-kept" ->
                Optional.of(new Kept(
                        Json.integer(data, "answers"),
                        Json.integer(data, "labels"),
                        Json.instant(data, "until"),
                        Json.string(data, "blob"),
                        Json.strings(data, "replaces")));
            case "performance-measured" ->
                Optional.of(new Measured(new PerformanceWindow(
                        Json.integer(data, "window"),
                        Json.instant(data, "from"),
                        Json.instant(data, "to"),
                        false,
                        figures(Json.required(data, "all")),
                        versions(data))));
            default -> Optional.empty();
        };
    }

    private static Map<String, PerformanceFigures> versions(JsonNode data) {
        Map<String, PerformanceFigures> versions = new LinkedHashMap<>();
        if (Json.has(data, "versions")) {
            Json.required(data, "versions")
                    .properties()
                    .forEach(entry -> versions.put(entry.getKey(), figures(entry.getValue())));
        }
        return versions;
    }

    private static PerformanceFigures figures(JsonNode json) {
        return new PerformanceFigures(
                Json.integer(json, "predictions"),
                Json.integer(json, "labelled"),
                metrics(json, "realised"),
                metrics(json, "estimated"),
                Json.strings(json, "warnings"));
    }

    private static Map<String, Metric> metrics(JsonNode json, String field) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        if (Json.has(json, field)) {
            Json.required(json, field).properties().forEach(entry -> {
                JsonNode one = entry.getValue();
                Metric metric = Metric.of(
                        entry.getKey(), Json.real(one, "value"), Direction.valueOf(Json.string(one, "direction")));
                metrics.put(
                        entry.getKey(),
                        Json.has(one, "low")
                                ? metric.withInterval(new Interval(
                                        Json.real(one, "low"),
                                        Json.real(one, "high"),
                                        Json.real(one, "confidence"),
                                        Json.string(one, "method")))
                                : metric);
            });
        }
        return metrics;
    }
}
