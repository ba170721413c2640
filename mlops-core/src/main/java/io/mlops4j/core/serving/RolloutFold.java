package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.RolloutSettings;
import io.mlops4j.core.serving.rollout.StepEvidence;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.serving.Rollout.Change;
import io.mlops4j.serving.RolloutState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A rollout as the stream tells it.
 *
 * @param id its name
 * @param champion the version that served when it began
 * @param canary the version that is on its way
 * @param settings what it is to go through
 * @param state where it is
 * @param step which step it is in, or ended in
 * @param since when this step began, or was resumed
 * @param evidence what each process has written of each step
 * @param verdicts what the guards said when it ended
 * @param changes what happened
 */
record RolloutFold(
        String id,
        Target champion,
        Target canary,
        RolloutSettings settings,
        RolloutState state,
        int step,
        Instant since,
        PMap<Source, StepEvidence> evidence,
        List<String> verdicts,
        PVector<Change> changes) {
    /** Who saw it, and in which step. */
    record Source(String process, int step) {}

    static RolloutFold start(Stamp stamp, EndpointEvent.RolloutStarted event) {
        return new RolloutFold(
                        event.rollout(),
                        event.champion(),
                        event.canary(),
                        event.settings(),
                        RolloutState.RUNNING,
                        0,
                        stamp.at(),
                        HashTreePMap.empty(),
                        List.of(),
                        TreePVector.empty())
                .changed(stamp, RolloutState.RUNNING, 0, List.of());
    }

    boolean ended() {
        return state.ended();
    }

    /** The canary's share. */
    double weight() {
        return weight(state, step);
    }

    private double weight(RolloutState now, int at) {
        return switch (now) {
            case RUNNING, PAUSED -> settings.steps().get(at);
            case PROMOTED -> 1;
            case ROLLED_BACK, ABORTED -> 0;
        };
    }

    String reason() {
        return state == RolloutState.RUNNING
                ? ""
                : changes.get(changes.size() - 1).why();
    }

    /** What happens to it after it has ended is passed over: another process wrote evidence a moment too late. */
    RolloutFold apply(Stamp stamp, EndpointEvent event) {
        if (ended()) {
            return this;
        }
        if (event instanceof EndpointEvent.StepEntered entered) {
            return changed(
                    stamp, state, Math.min(entered.step(), settings.steps().size() - 1), verdicts);
        }
        if (event instanceof EndpointEvent.EvidenceGathered gathered) {
            return with(evidence.plus(new Source(gathered.process(), gathered.step()), gathered.evidence()));
        }
        if (event instanceof EndpointEvent.RolloutPaused) {
            return changed(stamp, RolloutState.PAUSED, step, verdicts);
        }
        if (event instanceof EndpointEvent.RolloutResumed) {
            return changed(stamp, RolloutState.RUNNING, step, verdicts);
        }
        if (event instanceof EndpointEvent.RolloutEnded end) {
            return changed(stamp, end.state(), step, end.verdicts());
        }
        return this;
    }

    private RolloutFold with(PMap<Source, StepEvidence> more) {
        return new RolloutFold(id, champion, canary, settings, state, step, since, more, verdicts, changes);
    }

    private RolloutFold changed(Stamp stamp, RolloutState now, int at, List<String> said) {
        Change change = new Change(now, weight(now, at), stamp.at(), stamp.actor(), stamp.why());
        return new RolloutFold(
                id, champion, canary, settings, now, at, stamp.at(), evidence, said, changes.plus(change));
    }

    /** The evidence of each step until now, that of a process in its own words and that of the others as they have written it. */
    List<StepEvidence> pooled(String process, List<StepEvidence> own) {
        List<StepEvidence> pooled = new ArrayList<>();
        for (int i = 0; i <= step; i++) {
            StepEvidence sum = i < own.size() ? own.get(i) : StepEvidence.NONE;
            for (var entry : evidence.entrySet()) {
                Source source = entry.getKey();
                if (source.step() == i && !source.process().equals(process)) {
                    sum = sum.plus(entry.getValue());
                }
            }
            pooled.add(sum);
        }
        return pooled;
    }
}
