package io.mlops4j.core.serving;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.serving.EndpointEvent.EvidenceGathered;
import io.mlops4j.core.serving.EndpointEvent.Moved;
import io.mlops4j.core.serving.EndpointEvent.RolloutEnded;
import io.mlops4j.core.serving.EndpointEvent.RolloutPaused;
import io.mlops4j.core.serving.EndpointEvent.RolloutResumed;
import io.mlops4j.core.serving.EndpointEvent.RolloutStarted;
import io.mlops4j.core.serving.EndpointEvent.Shadowed;
import io.mlops4j.core.serving.EndpointEvent.SplitEnded;
import io.mlops4j.core.serving.EndpointEvent.SplitEvidence;
import io.mlops4j.core.serving.EndpointEvent.SplitStarted;
import io.mlops4j.core.serving.EndpointEvent.StepEntered;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.RolloutJson;
import io.mlops4j.core.serving.split.SplitJson;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.RolloutState;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
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
        if (event instanceof Moved moved) {
            return switch (moved.action()) {
                case DEPLOY -> "version-deployed";
                case ROLLBACK -> "rolled-back";
                case UNDEPLOY -> "undeployed";
                case PROMOTE -> throw new IllegalArgumentException("A promotion is told by the end of its rollout.");
            };
        }
        if (event instanceof Shadowed shadowed) {
            return shadowed.started() ? "shadow-started" : "shadow-stopped";
        }
        if (event instanceof SplitStarted) {
            return "split-started";
        }
        if (event instanceof SplitEvidence) {
            return "split-evidence";
        }
        if (event instanceof SplitEnded) {
            return "split-ended";
        }
        if (event instanceof RolloutStarted) {
            return "rollout-started";
        }
        if (event instanceof StepEntered) {
            return "rollout-step-entered";
        }
        if (event instanceof EvidenceGathered) {
            return "rollout-evidence";
        }
        if (event instanceof RolloutPaused) {
            return "rollout-paused";
        }
        return event instanceof RolloutResumed ? "rollout-resumed" : "rollout-ended";
    }

    @Override
    public void write(EndpointEvent event, ObjectNode data) {
        if (event instanceof Moved moved) {
            write(moved.target(), data);
        } else if (event instanceof Shadowed shadowed) {
            write(shadowed.target(), data);
            Json.put(data, "summary", shadowed.summary());
        } else if (event instanceof SplitStarted started) {
            data.put("split", started.split());
            ArrayNode arms = data.putArray("arms");
            started.arms().forEach(arm -> write(arm, arms.addObject()));
            SplitJson.write(started.settings(), data);
        } else if (event instanceof SplitEvidence seen) {
            data.put("split", seen.split());
            data.put("process", seen.process());
            ArrayNode arms = data.putArray("arms");
            seen.arms().forEach(arm -> RolloutJson.write(arm, arms.addObject()));
        } else if (event instanceof SplitEnded ended) {
            data.put("split", ended.split());
            ended.winner().ifPresent(winner -> write(winner, data.putObject("winner")));
        } else if (event instanceof RolloutStarted started) {
            data.put("rollout", started.rollout());
            write(started.champion(), data.putObject("champion"));
            write(started.canary(), data.putObject("canary"));
            RolloutJson.write(started.settings(), data);
        } else if (event instanceof StepEntered entered) {
            data.put("rollout", entered.rollout());
            data.put("step", entered.step());
        } else if (event instanceof EvidenceGathered gathered) {
            data.put("rollout", gathered.rollout());
            data.put("process", gathered.process());
            data.put("step", gathered.step());
            RolloutJson.write(gathered.evidence(), data);
        } else if (event instanceof RolloutPaused paused) {
            data.put("rollout", paused.rollout());
        } else if (event instanceof RolloutResumed resumed) {
            data.put("rollout", resumed.rollout());
        } else if (event instanceof RolloutEnded ended) {
            data.put("rollout", ended.rollout());
            data.put("state", ended.state().name());
            Json.put(data, "verdicts", ended.verdicts());
        }
    }

    private static void write(Target target, ObjectNode data) {
        data.put("model", target.model());
        data.put("version", target.number());
    }

    @Override
    public Optional<EndpointEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "version-deployed" -> Optional.of(new Moved(Action.DEPLOY, target(data)));
            case "rolled-back" -> Optional.of(new Moved(Action.ROLLBACK, target(data)));
            case "undeployed" -> Optional.of(new Moved(Action.UNDEPLOY, target(data)));
            case "shadow-started", "shadow-stopped" ->
                Optional.of(new Shadowed(
                        target(data),
                        type.equals("shadow-started"),
                        Json.findString(data, "summary").orElse("")));
            case "split-started" ->
                SplitJson.settings(data)
                        .map(settings -> new SplitStarted(
                                Json.string(data, "split"),
                                Json.list(data, "arms", EndpointProjection::target),
                                settings));
            case "split-evidence" ->
                Optional.of(new SplitEvidence(
                        Json.string(data, "split"),
                        Json.string(data, "process"),
                        Json.list(data, "arms", RolloutJson::arm)));
            case "split-ended" ->
                Optional.of(new SplitEnded(
                        Json.string(data, "split"),
                        Json.has(data, "winner")
                                ? Optional.of(target(Json.required(data, "winner")))
                                : Optional.empty()));
            case "rollout-started" ->
                RolloutJson.settings(data)
                        .map(settings -> new RolloutStarted(
                                rollout(data),
                                target(Json.required(data, "champion")),
                                target(Json.required(data, "canary")),
                                settings));
            case "rollout-step-entered" -> Optional.of(new StepEntered(rollout(data), Json.int32(data, "step")));
            case "rollout-evidence" ->
                Optional.of(new EvidenceGathered(
                        rollout(data),
                        Json.string(data, "process"),
                        Json.int32(data, "step"),
                        RolloutJson.evidence(data)));
            case "rollout-paused" -> Optional.of(new RolloutPaused(rollout(data)));
            case "rollout-resumed" -> Optional.of(new RolloutResumed(rollout(data)));
            case "rollout-ended" ->
                Optional.of(new RolloutEnded(
                        rollout(data),
                        RolloutJson.constant(RolloutState.class, data, "state"),
                        Json.strings(data, "verdicts")));
            default -> Optional.empty();
        };
    }

    private static String rollout(JsonNode data) {
        return Json.string(data, "rollout");
    }

    private static Target target(JsonNode data) {
        return new Target(Json.string(data, "model"), Json.int32(data, "version"));
    }
}
