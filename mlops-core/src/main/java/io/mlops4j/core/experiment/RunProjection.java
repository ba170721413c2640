package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.ArtifactsStored;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.MetricsRecorded;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run's own stream knows beyond the experiment's summary: artifacts and the points of metrics. */
final class RunProjection implements Projection<RunProjection.Details, RunEvent> {
    static final RunProjection INSTANCE = new RunProjection();

    private RunProjection() {}

    /** The state: whether the stream was begun, the artifacts by name, and the columns of metric points as they were recorded. */
    record Details(boolean opened, PSortedMap<String, ArtifactRef> artifacts, PVector<MetricColumn> columns) {}

    @Override
    public Details initial() {
        return new Details(false, TreePMap.empty(), TreePVector.empty());
    }

    @Override
    public Details apply(Details state, Stamp stamp, RunEvent event) {
        if (event instanceof ArtifactsStored stored) {
            return new Details(state.opened, state.artifacts.plusAll(stored.artifacts()), state.columns);
        }
        if (event instanceof MetricsRecorded recorded) {
            return new Details(state.opened, state.artifacts, state.columns.plusAll(recorded.columns()));
        }
        return event instanceof Opened ? new Details(true, state.artifacts, state.columns) : state;
    }

    @Override
    public String type(RunEvent event) {
        if (event instanceof Opened) {
            return "run-opened";
        } else if (event instanceof FactsRecorded) {
            return "facts-recorded";
        } else if (event instanceof ArtifactsStored) {
            return "artifacts-stored";
        }
        return event instanceof MetricsRecorded ? "metrics-recorded" : "run-closed";
    }

    @Override
    public void write(RunEvent event, ObjectNode data) {
        if (event instanceof Opened opened) {
            data.put("experiment", opened.experiment());
            data.put("name", opened.name());
        } else if (event instanceof FactsRecorded recorded) {
            recorded.facts().write(data);
        } else if (event instanceof ArtifactsStored stored) {
            ObjectNode artifacts = data.putObject("artifacts");
            stored.artifacts().forEach((name, artifact) -> {
                ObjectNode node = artifacts.putObject(name);
                node.put("blob", artifact.digest());
                node.put("sizeBytes", artifact.sizeBytes());
            });
        } else if (event instanceof MetricsRecorded recorded) {
            ArrayNode columns = data.putArray("metrics");
            recorded.columns().forEach(column -> column.write(columns.addObject()));
        } else if (event instanceof Closed closed) {
            data.put("status", closed.status().name());
            Json.put(data, "failure", closed.failure());
        }
    }

    @Override
    public Optional<RunEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "run-opened" -> Optional.of(new Opened(Json.string(data, "experiment"), Json.string(data, "name")));
            case "facts-recorded" -> Optional.of(new FactsRecorded(RunFacts.read(data)));
            case "artifacts-stored" -> Optional.of(new ArtifactsStored(readArtifacts(data)));
            case "metrics-recorded" -> Optional.of(new MetricsRecorded(Json.list(data, "metrics", MetricColumn::read)));
            case "run-closed" ->
                Optional.of(new Closed(
                        ExperimentProjection.readStatus(data),
                        Json.findString(data, "failure").orElse("")));
            default -> Optional.empty();
        };
    }

    private static Map<String, ArtifactRef> readArtifacts(JsonNode data) {
        Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
        Json.required(data, "artifacts")
                .properties()
                .forEach(entry -> artifacts.put(
                        entry.getKey(),
                        new ArtifactRef(
                                Json.string(entry.getValue(), "blob"), Json.integer(entry.getValue(), "sizeBytes"))));
        return artifacts;
    }
}
