package io.mlops4j.core.tuning;

import io.mlops4j.core.json.Json;
import io.mlops4j.core.stream.Projection;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.core.tuning.StudyEvent.Opened;
import io.mlops4j.core.tuning.StudyEvent.PointQueued;
import io.mlops4j.core.tuning.StudyEvent.SessionStarted;
import io.mlops4j.core.tuning.StudyEvent.TrialEnded;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A study from its events. */
final class StudyProjection implements Projection<StudyState, StudyEvent> {
    static final StudyProjection INSTANCE = new StudyProjection();

    private StudyProjection() {}

    @Override
    public StudyState initial() {
        return StudyState.EMPTY;
    }

    @Override
    public StudyState apply(StudyState state, Stamp stamp, StudyEvent event) {
        if (event instanceof Opened opened) {
            return new StudyState(opened, state.sessions(), state.queued(), state.ended());
        } else if (event instanceof SessionStarted started) {
            return new StudyState(state.opened(), state.sessions().plus(started.run()), state.queued(), state.ended());
        } else if (event instanceof PointQueued queued) {
            return new StudyState(
                    state.opened(),
                    state.sessions(),
                    state.queued().plus(queued.number(), queued.params()),
                    state.ended());
        }
        TrialEnded ended = (TrialEnded) event;
        int number = ended.result().number();
        // Of two processes that tried the same, the first one counts.
        return state.ended().containsKey(number)
                ? state
                : new StudyState(
                        state.opened(),
                        state.sessions(),
                        state.queued(),
                        state.ended().plus(number, ended.result()));
    }

    @Override
    public String type(StudyEvent event) {
        if (event instanceof Opened) {
            return "study-opened";
        } else if (event instanceof SessionStarted) {
            return "session-started";
        }
        return event instanceof PointQueued ? "point-queued" : "trial-ended";
    }

    @Override
    public void write(StudyEvent event, ObjectNode data) {
        if (event instanceof Opened opened) {
            StudyJson.writeOpened(opened, data);
        } else if (event instanceof SessionStarted started) {
            data.put("run", started.run());
            data.put("sampler", started.sampler());
            data.put("pruner", started.pruner());
        } else if (event instanceof PointQueued queued) {
            data.put("number", queued.number());
            StudyJson.writePoint(queued.params(), data.putObject("params"));
        } else if (event instanceof TrialEnded ended) {
            StudyJson.writeTrial(ended.result(), data);
        }
    }

    @Override
    public Optional<StudyEvent> read(String type, JsonNode data) {
        return switch (type) {
            case "study-opened" -> Optional.of(StudyJson.readOpened(data));
            case "session-started" ->
                Optional.of(new SessionStarted(
                        Json.string(data, "run"), Json.string(data, "sampler"), Json.string(data, "pruner")));
            case "point-queued" ->
                Optional.of(new PointQueued(
                        Json.int32(data, "number"), StudyJson.readPoint(Json.required(data, "params"))));
            case "trial-ended" -> Optional.of(new TrialEnded(StudyJson.readTrial(data)));
            default -> Optional.empty();
        };
    }
}
