package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.NotFound;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.serving.EndpointEvent.EvidenceGathered;
import io.mlops4j.core.serving.EndpointEvent.RolloutEnded;
import io.mlops4j.core.serving.EndpointEvent.RolloutPaused;
import io.mlops4j.core.serving.EndpointEvent.RolloutResumed;
import io.mlops4j.core.serving.EndpointEvent.RolloutStarted;
import io.mlops4j.core.serving.EndpointEvent.StepEntered;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.Judgement;
import io.mlops4j.core.serving.rollout.RolloutSettings;
import io.mlops4j.core.serving.rollout.SampleRatios;
import io.mlops4j.core.serving.rollout.StepEvidence;
import io.mlops4j.core.serving.rollout.StepRecorder;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Rollout;
import io.mlops4j.serving.Rollout.GuardStatus;
import io.mlops4j.serving.Rollout.SampleRatio;
import io.mlops4j.serving.Rollout.Verdict;
import io.mlops4j.serving.RolloutPlan.GiveUp;
import io.mlops4j.serving.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rollouts of an endpoint: begins them, and decides on. A decision is an event that is appended only if the stream is still where the evidence was read, so of
 * several processes one decides, and the others follow.
 */
final class RolloutControl {
    /** How often evidence is written for other processes and for a process that takes up where this one died, and by how much it must have grown. */
    private static final long WRITE_EVERY_MILLIS = 1_000;

    private static final double GROWN = 1.1;

    private final Endpoints endpoints;
    private final Switchboard switchboard;
    private final String process;

    /** When and for how many requests evidence was written last; by the judge's thread alone. */
    private long writtenMillis;

    private long writtenRequests;

    RolloutControl(Endpoints endpoints, Switchboard switchboard, Ulids ids) {
        this.endpoints = endpoints;
        this.switchboard = switchboard;
        this.process = ids.next();
    }

    Rollout start(ModelVersion canary, RolloutSettings settings, boolean incompatibleAccepted, String id) {
        Target target = Target.of(canary);
        return switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            EndpointState before = switchboard.state();
            ModelVersion champion = endpoints.version(champion(before, target));
            if (!incompatibleAccepted) {
                Compatibility.check(canary, champion, switchboard.name());
            }
            switchboard.warm(before);
            switchboard.change(target, Warming.ZEROS, state -> {
                Target serving = champion(state, target);
                return Outcome.append(new RolloutStarted(id, serving, target, settings), "", after -> after);
            });
            endpoints.judge().begin();
            return new LiveRollout(id, this, switchboard, endpoints);
        });
    }

    /** The version that a canary would be held against. */
    private Target champion(EndpointState state, Target canary) {
        switchboard.refuseIfShared(state, "a canary of " + canary + " cannot begin");
        Target champion = state.current().orElseThrow(switchboard::nothingServed);
        if (champion.equals(canary)) {
            throw new Conflict("Endpoint '" + switchboard.name() + "' serves " + canary
                    + " already; a canary needs another version.");
        }
        return champion;
    }

    Optional<Rollout> underWay() {
        return switchboard.servedState().rollout().map(fold -> handle(fold.id()));
    }

    List<Rollout> all() {
        return switchboard.state().rollouts().stream()
                .map(fold -> handle(fold.id()))
                .toList();
    }

    private Rollout handle(String id) {
        return new LiveRollout(id, this, switchboard, endpoints);
    }

    void pause(String id) {
        move(id, "pause", fold -> {
            require(fold, RolloutState.RUNNING, "paused");
            return new RolloutPaused(id);
        });
    }

    void resume(String id) {
        move(id, "resume", fold -> {
            require(fold, RolloutState.PAUSED, "resumed");
            return new RolloutResumed(id);
        });
        endpoints.judge().begin();
    }

    private void move(String id, String action, Function<RolloutFold, EndpointEvent> event) {
        endpoints.refuseWrite(action + " a rollout of endpoint '" + switchboard.name() + "'");
        EndpointState unused =
                switchboard.write(state -> Outcome.append(event.apply(fold(state, id)), "", after -> after));
    }

    private void require(RolloutFold fold, RolloutState wanted, String done) {
        if (fold.state() != wanted) {
            throw new Conflict("The rollout of " + fold.canary() + " on endpoint '" + switchboard.name()
                    + "' cannot be " + done + ": it is " + fold.state() + ".");
        }
    }

    RolloutFold fold(EndpointState state, String id) {
        return state.rollout(id)
                .orElseThrow(() -> new NotFound("Endpoint '" + switchboard.name() + "' remembers no rollout '" + id
                        + "'; it keeps the last ones only. The audit trail has all."));
    }

    /** Ends a rollout by hand. */
    void end(String id, RolloutState how, String why) {
        endpoints.refuseWrite("end a rollout of endpoint '" + switchboard.name() + "'");
        List<String> verdicts = texts(statuses(fold(switchboard.state(), id)));
        EndpointState unused = switchboard.write(state -> {
            RolloutFold fold = fold(state, id);
            if (fold.ended()) {
                throw new Conflict("The rollout of " + fold.canary() + " on endpoint '" + switchboard.name()
                        + "' is over (" + fold.state() + ": " + fold.reason() + ") and cannot be ended again.");
            }
            List<EndpointEvent> events = new ArrayList<>(evidence(fold));
            events.add(new RolloutEnded(id, how, verdicts));
            return new Outcome<>(events, why, after -> after);
        });
    }

    /** What the guards say of what is known here. */
    List<GuardStatus> statuses(RolloutFold fold) {
        return Judgement.of(fold.settings(), pooled(fold));
    }

    /** How requests were routed. */
    SampleRatio sampleRatio(RolloutFold fold) {
        return SampleRatios.of(fold.settings(), pooled(fold));
    }

    /** Of each step, what all processes know. */
    private List<StepEvidence> pooled(RolloutFold fold) {
        List<StepEvidence> own = new ArrayList<>();
        for (int i = 0; i <= fold.step(); i++) {
            own.add(StepEvidence.NONE);
        }
        for (StepRecorder recorder : recorders(fold)) {
            if (recorder.step() <= fold.step()) {
                own.set(recorder.step(), recorder.evidence());
            }
        }
        return fold.pooled(process, own);
    }

    private List<StepRecorder> recorders(RolloutFold fold) {
        return switchboard.sharing().steps(fold.id());
    }

    /** Looks at the rollout that is under way, and acts; whether there is one. */
    boolean judge() {
        if (!switchboard.serves() || switchboard.servedState().rollout().isEmpty()) {
            return false;
        }
        switchboard.followOthers();
        RolloutFold fold = switchboard.servedState().rollout().orElse(null);
        if (fold == null || !switchboard.serves()) {
            return false;
        }
        if (fold.state() == RolloutState.RUNNING) {
            decide(fold);
        }
        return true;
    }

    private void decide(RolloutFold fold) {
        List<GuardStatus> statuses = statuses(fold);
        List<GuardStatus> failed = with(statuses, Verdict.FAIL);
        if (!failed.isEmpty()) {
            append(fold, statuses, RolloutState.ROLLED_BACK, String.join("; ", texts(failed)));
        } else if (isDone(fold) && with(statuses, Verdict.UNDECIDED).isEmpty()) {
            if (fold.step() + 1 < fold.settings().steps().size()) {
                enter(fold, statuses);
            } else {
                append(fold, statuses, RolloutState.PROMOTED, "every guard passed in every step");
            }
        } else if (isOverdue(fold)) {
            String why = "undecided for " + fold.settings().giveUpAfter().orElseThrow() + " in step " + fold.step()
                    + undecided(statuses);
            if (fold.settings().giveUp() == GiveUp.ROLL_BACK) {
                append(fold, statuses, RolloutState.ROLLED_BACK, why);
            } else {
                appendPause(fold, why);
            }
        } else {
            writeEvidence(fold);
        }
    }

    private static String undecided(List<GuardStatus> statuses) {
        List<GuardStatus> open = with(statuses, Verdict.UNDECIDED);
        return open.isEmpty() ? ": too few requests" : ": " + String.join("; ", texts(open));
    }

    private static List<GuardStatus> with(List<GuardStatus> statuses, Verdict verdict) {
        return statuses.stream().filter(status -> status.verdict() == verdict).toList();
    }

    private static List<String> texts(List<GuardStatus> statuses) {
        return statuses.stream().map(GuardStatus::toString).toList();
    }

    /** Whether the step has had its time and its requests. */
    private boolean isDone(RolloutFold fold) {
        return !now().isBefore(fold.since().plus(fold.settings().hold()))
                && requests(fold) >= fold.settings().minimumRequests();
    }

    private boolean isOverdue(RolloutFold fold) {
        return fold.settings()
                .giveUpAfter()
                .filter(time -> !now().isBefore(fold.since().plus(time)))
                .isPresent();
    }

    private Instant now() {
        return Instant.ofEpochMilli(endpoints.millis());
    }

    /** How many requests the canary got in this step, over all processes. */
    private long requests(RolloutFold fold) {
        long here = recorders(fold).stream()
                .filter(recorder -> recorder.step() == fold.step())
                .mapToLong(recorder -> recorder.canary().requests())
                .sum();
        return here
                + fold.evidence().entrySet().stream()
                        .filter(e -> e.getKey().step() == fold.step()
                                && !e.getKey().process().equals(process))
                        .mapToLong(e -> e.getValue().canary().requests())
                        .sum();
    }

    private void append(RolloutFold seen, List<GuardStatus> statuses, RolloutState how, String why) {
        act(seen, why, fold -> new RolloutEnded(fold.id(), how, texts(statuses)));
    }

    private void appendPause(RolloutFold seen, String why) {
        act(seen, why, fold -> new RolloutPaused(fold.id()));
    }

    private void enter(RolloutFold seen, List<GuardStatus> statuses) {
        act(seen, String.join("; ", texts(statuses)), fold -> new StepEntered(fold.id(), fold.step() + 1));
    }

    /** Appends what was decided, unless somebody else has moved the rollout meanwhile; what this process saw goes first. */
    private void act(RolloutFold seen, String why, Function<RolloutFold, @Nullable EndpointEvent> decided) {
        List<EndpointEvent> evidence = evidence(seen);
        EndpointState unused = switchboard.write(state -> {
            RolloutFold fold = state.rollout(seen.id()).orElse(seen);
            if (fold.state() != seen.state() || fold.step() != seen.step()) {
                return Outcome.unchanged(after -> after);
            }
            List<EndpointEvent> events = new ArrayList<>(evidence);
            EndpointEvent event = decided.apply(fold);
            if (event != null) {
                events.add(event);
            }
            return new Outcome<>(events, why, after -> after);
        });
    }

    private List<EndpointEvent> evidence(RolloutFold fold) {
        return recorders(fold).stream()
                .filter(recorder -> recorder.step() <= fold.step())
                .map(recorder -> new EvidenceGathered(fold.id(), process, recorder.step(), recorder.evidence()))
                .collect(Collectors.toUnmodifiableList());
    }

    private void writeEvidence(RolloutFold fold) {
        long requests = recorders(fold).stream()
                .mapToLong(r -> r.canary().requests() + r.champion().requests())
                .sum();
        long millis = endpoints.millis();
        boolean grown = requests < writtenRequests || requests > writtenRequests * GROWN;
        if (grown && millis - writtenMillis >= WRITE_EVERY_MILLIS && requests > 0) {
            act(fold, "", same -> null);
            writtenMillis = millis;
            writtenRequests = requests;
        }
    }

    /** Waits until a rollout is over. */
    RolloutState await(String id, Duration most) {
        switchboard.await(() -> fold(switchboard.servedState(), id).ended(), most);
        return fold(switchboard.servedState(), id).state();
    }
}
