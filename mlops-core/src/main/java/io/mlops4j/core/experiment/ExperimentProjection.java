package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Snapshots;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The runs of an experiment by id, which is by the time of their start. */
final class ExperimentProjection implements Projection<RunCatalogue, ExperimentEvent> {
    static final ExperimentProjection INSTANCE = new ExperimentProjection();

    private ExperimentProjection() {}

    @Override
    public RunCatalogue initial() {
        return RunCatalogue.EMPTY;
    }

    @Override
    public RunCatalogue apply(RunCatalogue runs, Stamp stamp, ExperimentEvent event) {
        if (event instanceof RunStarted started) {
            return runs.with(RunSummary.started(started, stamp));
        }
        RunSummary run = runs.get(event.run());
        if (run == null) {
            return runs;
        }
        return runs.with(event instanceof RunEnded ended ? run.ended(ended, stamp) : run.and((RunSummarized) event));
    }

    @Override
    public String type(ExperimentEvent event) {
        if (event instanceof RunStarted) {
            return "run-started";
        }
        return event instanceof RunSummarized ? "run-summarized" : "run-ended";
    }

    @Override
    public void write(ExperimentEvent event, ObjectNode data) {
        data.put("run", event.run());
        if (event instanceof RunStarted started) {
            data.put("name", started.name());
            started.process().write(data.putObject("process"));
            Json.put(data, "parent", started.parent());
            putInstant(data, started.at());
        } else if (event instanceof RunSummarized summarized) {
            summarized.facts().write(data);
        } else if (event instanceof RunEnded ended) {
            data.put("status", ended.status().name());
            Json.put(data, "failure", ended.failure());
            putInstant(data, ended.at());
        }
    }

    @Override
    public Optional<ExperimentEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "run-started" ->
                Optional.of(new RunStarted(
                        Json.string(data, "run"),
                        Json.string(data, "name"),
                        ProcessMark.read(Json.required(data, "process")),
                        Json.findString(data, "parent").orElse(""),
                        findInstant(data)));
            case "run-summarized" -> Optional.of(new RunSummarized(Json.string(data, "run"), RunFacts.read(data)));
            case "run-ended" ->
                Optional.of(new RunEnded(
                        Json.string(data, "run"),
                        readStatus(data),
                        Json.findString(data, "failure").orElse(""),
                        findInstant(data)));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<Snapshots<RunCatalogue>> snapshots() {
        return Optional.of(CatalogueSnapshots.INSTANCE);
    }

    private static void putInstant(ObjectNode data, @Nullable Instant at) {
        if (at != null) {
            data.put("at", at.toString());
        }
    }

    private static @Nullable Instant findInstant(JsonNode data) {
        return Json.has(data, "at") ? Json.instant(data, "at") : null;
    }

    /** A status that a newer release invented is some way of having ended. */
    static RunStatus readStatus(JsonNode data) {
        String name = Json.string(data, "status");
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return RunStatus.KILLED;
    }
}
