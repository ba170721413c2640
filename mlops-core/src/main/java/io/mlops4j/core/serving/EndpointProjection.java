package io.mlops4j.core.serving;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.serving.Deployment.Action;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fold of an endpoint's stream and the JSON of its events. */
final class EndpointProjection implements Projection<EndpointState, EndpointEvent> {
    static final EndpointProjection INSTANCE = new EndpointProjection();

    private EndpointProjection() {}

    @Override
    public EndpointState initial() {
        return EndpointState.EMPTY;
    }

    @Override
    public EndpointState apply(EndpointState state, Stamp stamp, EndpointEvent event) {
        return state.apply(stamp, event);
    }

    @Override
    public String type(EndpointEvent event) {
        return switch (event.action()) {
            case DEPLOY -> "version-deployed";
            case ROLLBACK -> "rolled-back";
            case UNDEPLOY -> "undeployed";
        };
    }

    @Override
    public void write(EndpointEvent event, ObjectNode data) {
        data.put("model", event.target().model());
        data.put("version", event.target().number());
    }

    @Override
    public Optional<EndpointEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "version-deployed" -> Optional.of(new EndpointEvent(Action.DEPLOY, target(data)));
            case "rolled-back" -> Optional.of(new EndpointEvent(Action.ROLLBACK, target(data)));
            case "undeployed" -> Optional.of(new EndpointEvent(Action.UNDEPLOY, target(data)));
            default -> Optional.empty();
        };
    }

    private static Target target(JsonNode data) {
        return new Target(Json.string(data, "model"), Json.int32(data, "version"));
    }
}
