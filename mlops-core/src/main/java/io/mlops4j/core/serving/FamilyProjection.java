package io.mlops4j.core.serving;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.FamilyEvent.Assigned;
import io.mlops4j.core.serving.FamilyEvent.Removed;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fold of a family's stream and the JSON of its events. */
final class FamilyProjection implements Projection<FamilyState, FamilyEvent> {
    static final FamilyProjection INSTANCE = new FamilyProjection();

    private FamilyProjection() {}

    @Override
    public FamilyState initial() {
        return FamilyState.EMPTY;
    }

    @Override
    public FamilyState apply(FamilyState state, Stamp stamp, FamilyEvent event) {
        return state.apply(event);
    }

    @Override
    public String type(FamilyEvent event) {
        return event instanceof Assigned ? "model-assigned" : "model-removed";
    }

    @Override
    public void write(FamilyEvent event, ObjectNode data) {
        if (event instanceof Assigned assigned) {
            data.put("key", assigned.key());
            data.put("model", assigned.target().model());
            data.put("version", assigned.target().number());
        } else if (event instanceof Removed removed) {
            data.put("key", removed.key());
        }
    }

    @Override
    public Optional<FamilyEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "model-assigned" ->
                Optional.of(new Assigned(
                        Json.string(data, "key"), new Target(Json.string(data, "model"), Json.int32(data, "version"))));
            case "model-removed" -> Optional.of(new Removed(Json.string(data, "key")));
            default -> Optional.empty();
        };
    }
}
