package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.RunEvent.ArtifactRef;
import io.mlops4j.core.experiment.RunEvent.ArtifactsStored;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.FactsRecorded;
import io.mlops4j.core.experiment.RunEvent.MetricsRecorded;
import io.mlops4j.core.experiment.RunEvent.NotesAdded;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.experiment.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run's own stream knows beyond the experiment's summary: artifacts, notes, the points of metrics, and where it comes from. */
final class RunProjection implements Projection<RunProjection.Details, RunEvent> {
    static final RunProjection INSTANCE = new RunProjection();

    private RunProjection() {}

    /** The state: how the run began, if it is known; its artifacts by name, notes, and metric points as they were recorded. */
    record Details(
            @Nullable Opened opened,
            PSortedMap<String, ArtifactRef> artifacts,
            PVector<String> notes,
            PVector<MetricColumn> columns) {}

    @Override
    public Details initial() {
        return new Details(null, TreePMap.empty(), TreePVector.empty(), TreePVector.empty());
    }

    @Override
    public Details apply(Details state, Stamp stamp, RunEvent event) {
        if (event instanceof Opened opened) {
            return new Details(opened, state.artifacts, state.notes, state.columns);
        } else if (event instanceof ArtifactsStored stored) {
            return new Details(state.opened, state.artifacts.plusAll(stored.artifacts()), state.notes, state.columns);
        } else if (event instanceof NotesAdded added) {
            return new Details(state.opened, state.artifacts, state.notes.plusAll(added.notes()), state.columns);
        } else if (event instanceof MetricsRecorded recorded) {
            return new Details(state.opened, state.artifacts, state.notes, state.columns.plusAll(recorded.columns()));
        }
        return state;
    }

    @Override
    public String type(RunEvent event) {
        if (event instanceof Opened) {
            return "run-opened";
        } else if (event instanceof FactsRecorded) {
            return "facts-recorded";
        } else if (event instanceof NotesAdded) {
            return "notes-added";
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
            if (opened.environment() != null) {
                opened.environment().write(data.putObject("environment"));
            }
            if (opened.recipe() != null) {
                data.put("trainer", opened.recipe().trainer());
                data.put("seed", opened.recipe().seed());
            }
        } else if (event instanceof FactsRecorded recorded) {
            recorded.facts().write(data);
        } else if (event instanceof ArtifactsStored stored) {
            ObjectNode artifacts = data.putObject("artifacts");
            stored.artifacts().forEach((name, artifact) -> artifact.write(artifacts.putObject(name)));
        } else if (event instanceof NotesAdded added) {
            Json.put(data, "notes", added.notes());
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
            case "run-opened" -> Optional.of(readOpened(data));
            case "facts-recorded" -> Optional.of(new FactsRecorded(RunFacts.read(data)));
            case "notes-added" -> Optional.of(new NotesAdded(Json.strings(data, "notes")));
            case "artifacts-stored" -> Optional.of(new ArtifactsStored(readArtifacts(data)));
            case "metrics-recorded" -> Optional.of(new MetricsRecorded(Json.list(data, "metrics", MetricColumn::read)));
            case "run-closed" ->
                Optional.of(new Closed(
                        ExperimentProjection.readStatus(data),
                        Json.findString(data, "failure").orElse("")));
            default -> Optional.empty();
        };
    }

    private static Opened readOpened(JsonNode data) {
        ArtifactRef environment =
                Json.has(data, "environment") ? ArtifactRef.read(Json.required(data, "environment")) : null;
        Run.Recipe recipe = Json.has(data, "trainer")
                ? new Run.Recipe(Json.string(data, "trainer"), Json.integer(data, "seed"))
                : null;
        return new Opened(Json.string(data, "experiment"), Json.string(data, "name"), environment, recipe);
    }

    private static Map<String, ArtifactRef> readArtifacts(JsonNode data) {
        Map<String, ArtifactRef> artifacts = new LinkedHashMap<>();
        Json.required(data, "artifacts")
                .properties()
                .forEach(entry -> artifacts.put(entry.getKey(), ArtifactRef.read(entry.getValue())));
        return artifacts;
    }

    /** The same stream for one who only appends to it: a long run must not hold all its points in memory. */
    static final class Appending implements Projection<Boolean, RunEvent> {
        static final Appending INSTANCE = new Appending();

        private Appending() {}

        @Override
        public Boolean initial() {
            return false;
        }

        @Override
        public Boolean apply(Boolean state, Stamp stamp, RunEvent event) {
            return true;
        }

        @Override
        public String type(RunEvent event) {
            return RunProjection.INSTANCE.type(event);
        }

        @Override
        public void write(RunEvent event, ObjectNode data) {
            RunProjection.INSTANCE.write(event, data);
        }

        @Override
        public Optional<RunEvent> read(String type, JsonNode data) {
            return Optional.empty();
        }
    }
}
