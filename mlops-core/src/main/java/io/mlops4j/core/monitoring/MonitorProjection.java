package io.mlops4j.core.monitoring;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.monitoring.MonitorEvent.Alerted;
import io.mlops4j.core.monitoring.MonitorEvent.Closed;
import io.mlops4j.core.monitoring.MonitorEvent.Counted;
import io.mlops4j.core.monitoring.MonitorEvent.Performed;
import io.mlops4j.core.monitoring.MonitorEvent.Started;
import io.mlops4j.core.monitoring.alert.AlertProjection;
import io.mlops4j.core.monitoring.performance.PerformanceProjection;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.monitoring.Verdict;
import io.mlops4j.monitoring.WindowSummary;
import io.mlops4j.monitoring.WindowSummary.ColumnSummary;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fold of a monitor's stream and the JSON of its events. */
final class MonitorProjection implements Projection<MonitorState, MonitorEvent> {
    static final MonitorProjection INSTANCE = new MonitorProjection();

    private MonitorProjection() {}

    @Override
    public MonitorState initial() {
        return MonitorState.EMPTY;
    }

    @Override
    public MonitorState apply(MonitorState state, Stamp stamp, MonitorEvent event) {
        return state.apply(stamp, event);
    }

    @Override
    public String type(MonitorEvent event) {
        if (event instanceof Started) {
            return "monitor-started";
        }
        if (event instanceof Counted) {
            return "rows-counted";
        }
        if (event instanceof Performed performed) {
            return PerformanceProjection.type(performed.event());
        }
        return event instanceof Alerted alerted ? AlertProjection.INSTANCE.type(alerted.event()) : "window-closed";
    }

    @Override
    public void write(MonitorEvent event, ObjectNode data) {
        if (event instanceof Started started) {
            started.settings().write(data);
        } else if (event instanceof Counted counted) {
            data.put("pane", counted.pane());
            data.put("rows", counted.rows());
            data.put("from", counted.from().toString());
            data.put("to", counted.to().toString());
            data.put("blob", counted.blob());
        } else if (event instanceof Closed closed) {
            write(closed, data);
        } else if (event instanceof Performed performed) {
            PerformanceProjection.write(performed.event(), data);
        } else if (event instanceof Alerted alerted) {
            AlertProjection.INSTANCE.write(alerted.event(), data);
        }
    }

    private static void write(Closed closed, ObjectNode data) {
        WindowSummary summary = closed.summary();
        data.put("pane", closed.pane());
        data.put("number", summary.number());
        data.put("from", summary.from().toString());
        data.put("to", summary.to().toString());
        data.put("rows", summary.rows());
        Json.put(data, "drifted", summary.drifted());
        ObjectNode columns = data.putObject("columns");
        new TreeMap<>(summary.columns()).forEach((name, column) -> {
            ObjectNode one = columns.putObject(name);
            one.put("verdict", column.verdict().name());
            column.statistic().ifPresent(value -> one.set("statistic", Json.number(value)));
            column.threshold().ifPresent(value -> one.set("threshold", Json.number(value)));
            column.effect().ifPresent(value -> one.set("effect", Json.number(value)));
        });
        data.putObject("counts").put("blob", closed.counts());
        data.putObject("report").put("blob", closed.report());
        data.put("paneRows", closed.paneRows());
        data.put("paneFrom", closed.paneFrom().toString());
        if (!closed.expired().isEmpty()) {
            Json.put(data, "expired", closed.expired());
        }
    }

    @Override
    public Optional<MonitorEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "monitor-started" -> Optional.of(new Started(MonitorSettings.read(data)));
            case "rows-counted" ->
                Optional.of(new Counted(
                        Json.integer(data, "pane"),
                        Json.integer(data, "rows"),
                        Json.instant(data, "from"),
                        Json.instant(data, "to"),
                        Json.string(data, "blob")));
            case "window-closed" ->
                Optional.of(new Closed(
                        Json.integer(data, "pane"),
                        summary(data),
                        Json.string(Json.required(data, "counts"), "blob"),
                        Json.string(Json.required(data, "report"), "blob"),
                        Json.integer(data, "paneRows"),
                        Json.instant(data, "paneFrom"),
                        Json.strings(data, "expired")));
            default ->
                AlertProjection.INSTANCE
                        .read(type, data)
                        .<MonitorEvent>map(Alerted::new)
                        .or(() -> PerformanceProjection.read(type, data).map(Performed::new));
        };
    }

    private static WindowSummary summary(JsonNode data) {
        Map<String, ColumnSummary> columns = new TreeMap<>();
        Json.required(data, "columns").properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            columns.put(
                    entry.getKey(),
                    new ColumnSummary(
                            verdict(Json.string(one, "verdict")),
                            find(one, "statistic"),
                            find(one, "threshold"),
                            find(one, "effect")));
        });
        return new WindowSummary(
                Json.integer(data, "number"),
                Json.instant(data, "from"),
                Json.instant(data, "to"),
                Json.integer(data, "rows"),
                Json.strings(data, "drifted"),
                columns);
    }

    /** One of a newer release says at least that nothing was found here. */
    private static Verdict verdict(String name) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(name)) {
                return verdict;
            }
        }
        return Verdict.NOT_TESTED;
    }

    private static OptionalDouble find(JsonNode json, String field) {
        return Json.has(json, field) ? OptionalDouble.of(Json.real(json, field)) : OptionalDouble.empty();
    }
}
