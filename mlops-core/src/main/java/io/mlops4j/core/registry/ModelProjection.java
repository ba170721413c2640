package io.mlops4j.core.registry;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.registry.ModelEvent.AliasRemoved;
import io.mlops4j.core.registry.ModelEvent.AliasSet;
import io.mlops4j.core.registry.ModelEvent.ReplacementNamed;
import io.mlops4j.core.registry.ModelEvent.VersionEvaluated;
import io.mlops4j.core.registry.ModelEvent.VersionRegistered;
import io.mlops4j.core.registry.ModelEvent.VersionRetired;
import io.mlops4j.core.registry.VersionFacts.FileRef;
import io.mlops4j.core.registry.VersionFacts.RunRef;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fold of a model's stream and the JSON of its events. */
final class ModelProjection implements Projection<ModelState, ModelEvent> {
    private final EvaluationJson evaluations;

    ModelProjection(EvaluationJson evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public ModelState initial() {
        return ModelState.EMPTY;
    }

    @Override
    public ModelState apply(ModelState state, Stamp stamp, ModelEvent event) {
        return state.apply(stamp, event);
    }

    @Override
    public String type(ModelEvent event) {
        if (event instanceof VersionRegistered) {
            return "version-registered";
        } else if (event instanceof VersionEvaluated) {
            return "version-evaluated";
        } else if (event instanceof AliasSet) {
            return "alias-set";
        } else if (event instanceof AliasRemoved) {
            return "alias-removed";
        }
        return event instanceof VersionRetired ? "version-retired" : "replacement-named";
    }

    @Override
    public void write(ModelEvent event, ObjectNode data) {
        if (event instanceof VersionRegistered registered) {
            write(registered.facts(), data);
        } else if (event instanceof VersionEvaluated evaluated) {
            data.put("version", evaluated.number());
            data.put("name", evaluated.evaluation().name());
            data.set("evaluation", write(evaluated.evaluation()));
        } else if (event instanceof AliasSet set) {
            data.put("alias", set.alias());
            data.put("version", set.number());
        } else if (event instanceof AliasRemoved removed) {
            data.put("alias", removed.alias());
        } else if (event instanceof VersionRetired retired) {
            data.put("version", retired.number());
        } else if (event instanceof ReplacementNamed named) {
            data.put("version", named.number());
            data.put("replacement", named.replacement());
        }
    }

    private void write(VersionFacts facts, ObjectNode data) {
        data.put("version", facts.number());
        ObjectNode file = data.putArray("files").addObject();
        file.put("name", facts.file().name());
        file.put("blob", facts.file().digest());
        file.put("sizeBytes", facts.file().sizeBytes());
        data.put("runtime", facts.runtime());
        data.set("signature", SignatureJson.write(facts.signature()));
        if (facts.run() != null) {
            ObjectNode run = data.putObject("run");
            run.put("experiment", facts.run().experiment());
            run.put("id", facts.run().id());
        }
        ArrayNode others = Json.object().arrayNode();
        for (StoredEvaluation evaluation : facts.evaluations()) {
            if (evaluation.name().equals(Evaluation.HOLD_OUT)) {
                data.set("evaluation", write(evaluation));
            } else {
                others.addObject().put("name", evaluation.name()).set("evaluation", write(evaluation));
            }
        }
        if (!others.isEmpty()) {
            data.set("evaluations", others);
        }
        if (facts.gate() != null) {
            data.set("gate", evaluations.write(facts.gate()));
        }
        Json.put(data, "features", facts.features());
        Json.put(data, "description", facts.description());
        Json.put(data, "tags", facts.tags());
        if (facts.pipeline() != null) {
            data.putObject("pipeline").put("blob", facts.pipeline());
        }
    }

    private ObjectNode write(StoredEvaluation evaluation) {
        ObjectNode json = (ObjectNode) evaluations.write(evaluation.summary());
        return evaluation.blob() == null ? json : json.put("blob", evaluation.blob());
    }

    private StoredEvaluation readEvaluation(String name, JsonNode json) {
        return new StoredEvaluation(
                name,
                evaluations.readEvaluation(json),
                Json.findString(json, "blob").orElse(null));
    }

    private List<StoredEvaluation> readEvaluations(JsonNode data) {
        List<StoredEvaluation> all = new ArrayList<>();
        if (Json.has(data, "evaluation")) {
            all.add(readEvaluation(Evaluation.HOLD_OUT, Json.required(data, "evaluation")));
        }
        for (JsonNode other : Json.list(data, "evaluations", node -> node)) {
            all.add(readEvaluation(Json.string(other, "name"), Json.required(other, "evaluation")));
        }
        return all;
    }

    @Override
    public Optional<ModelEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "version-registered" -> Optional.of(new VersionRegistered(readFacts(data)));
            case "version-evaluated" ->
                Optional.of(new VersionEvaluated(
                        Json.int32(data, "version"),
                        readEvaluation(Json.string(data, "name"), Json.required(data, "evaluation"))));
            case "alias-set" -> Optional.of(new AliasSet(Json.string(data, "alias"), Json.int32(data, "version")));
            case "alias-removed" -> Optional.of(new AliasRemoved(Json.string(data, "alias")));
            case "version-retired" -> Optional.of(new VersionRetired(Json.int32(data, "version")));
            case "replacement-named" ->
                Optional.of(new ReplacementNamed(Json.int32(data, "version"), Json.int32(data, "replacement")));
            default -> Optional.empty();
        };
    }

    private VersionFacts readFacts(JsonNode data) {
        // One file so far; the list is for models that come with several.
        FileRef file = Json.list(data, "files", ModelProjection::readFile).get(0);
        return new VersionFacts(
                Json.int32(data, "version"),
                file,
                Json.string(data, "runtime"),
                SignatureJson.read(Json.required(data, "signature")),
                Json.has(data, "run") ? readRun(Json.required(data, "run")) : null,
                readEvaluations(data),
                Json.has(data, "gate") ? evaluations.readGate(Json.required(data, "gate")) : null,
                Json.strings(data, "features"),
                Json.findString(data, "description").orElse(""),
                Json.stringMap(data, "tags"),
                Json.has(data, "pipeline") ? Json.string(Json.required(data, "pipeline"), "blob") : null);
    }

    private static FileRef readFile(JsonNode file) {
        return new FileRef(Json.string(file, "name"), Json.string(file, "blob"), Json.integer(file, "sizeBytes"));
    }

    private static RunRef readRun(JsonNode run) {
        return new RunRef(Json.string(run, "experiment"), Json.string(run, "id"));
    }
}
