package io.mlops4j.core.serving;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.core.names.Ulids;
import io.mlops4j.core.serving.EndpointEvent.SplitEnded;
import io.mlops4j.core.serving.EndpointEvent.SplitEvidence;
import io.mlops4j.core.serving.EndpointEvent.SplitStarted;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.ArmEvidence;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.core.serving.split.SplitSettings.Kind;
import io.mlops4j.core.serving.split.SplitStatistics;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.RoutingRule;
import io.mlops4j.serving.Split;
import io.mlops4j.serving.SplitReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The splits of an endpoint: begins and ends them, and lets the shares of a bandit follow its rewards. */
final class SplitControl {
    private static final long WRITE_EVERY_MILLIS = 1_000;
    private static final double GROWN = 1.1;

    private final Endpoints endpoints;
    private final Switchboard switchboard;
    private final Ulids ids;
    private final String process;

    /** By the judge's thread alone. */
    private long writtenMillis;

    private long writtenRequests;

    SplitControl(Endpoints endpoints, Switchboard switchboard, Ulids ids) {
        this.endpoints = endpoints;
        this.switchboard = switchboard;
        this.ids = ids;
        this.process = ids.next();
    }

    Split start(List<ModelVersion> versions, SplitSettings settings, @Nullable RoutingRule rule) {
        List<Target> arms = versions.stream().map(Target::of).toList();
        if (new HashSet<>(arms).size() < arms.size()) {
            throw new InvalidInput("A split of endpoint '" + switchboard.name() + "' cannot have a version twice: "
                    + arms + ". Name each once.");
        }
        String id = ids.next();
        return switchboard.changing(() -> {
            switchboard.refuseIfClosed();
            EndpointState before = switchboard.state();
            switchboard.refuseIfShared(before, "a split cannot begin");
            ModelVersion current = endpoints.version(before.current().orElseThrow(switchboard::nothingServed));
            versions.forEach(version -> Compatibility.check(version, current, switchboard.name()));
            switchboard.table();
            if (rule != null) {
                switchboard.sharing().rule(id, rule);
            }
            switchboard.changeAll(arms, state -> {
                switchboard.refuseIfShared(state, "a split cannot begin");
                return Outcome.append(new SplitStarted(id, arms, settings), "", after -> after);
            });
            endpoints.judge().begin();
            return new LiveSplit(id, this);
        });
    }

    Optional<Split> underWay() {
        return switchboard.servedState().split().map(fold -> new LiveSplit(fold.id(), this));
    }

    SplitFold fold(String id) {
        return fold(switchboard.servedState(), id);
    }

    private SplitFold fold(EndpointState state, String id) {
        return state.split(id)
                .orElseThrow(() -> new NotFound("Endpoint '" + switchboard.name() + "' remembers no split '" + id
                        + "'; it keeps the last ones only. The audit trail has all."));
    }

    Map<ModelVersion, Double> shares(String id) {
        SplitFold fold = fold(id);
        List<Double> now =
                switchboard.serves() && switchboard.table().router() instanceof WeightedRouter router && !fold.ended()
                        ? router.shares()
                        : fold.settings().shares();
        Map<ModelVersion, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < fold.arms().size(); i++) {
            shares.put(endpoints.version(fold.arms().get(i)), now.get(i));
        }
        return shares;
    }

    SplitReport report(String id, String metric) {
        SplitFold fold = fold(id);
        return SplitStatistics.report(
                metric,
                fold.settings(),
                fold.arms().stream()
                        .map(arm -> new SplitStatistics.Named(arm.toString(), arm.number()))
                        .toList(),
                fold.pooled(process, own(fold)));
    }

    private List<ArmEvidence> own(SplitFold fold) {
        return switchboard
                .sharing()
                .arms(fold.id())
                .map(arms -> arms.stream().map(ArmRecorder::evidence).toList())
                .orElse(List.of());
    }

    /** Ends a split by hand. */
    void end(String id, Optional<ModelVersion> winner, String why) {
        endpoints.refuseWrite("end a split of endpoint '" + switchboard.name() + "'");
        Optional<Target> target = winner.map(Target::of);
        EndpointState unused = switchboard.write(state -> {
            SplitFold fold = fold(state, id);
            if (fold.ended()) {
                throw new Conflict("The split of endpoint '" + switchboard.name() + "' between " + fold.arms()
                        + " is over and cannot be ended again.");
            }
            target.filter(t -> !fold.arms().contains(t)).ifPresent(t -> {
                throw new NotFound(t + " is not part of the split of endpoint '" + switchboard.name() + "': that has "
                        + fold.arms() + ".");
            });
            List<EndpointEvent> events = new ArrayList<>(evidence(fold));
            events.add(new SplitEnded(id, target));
            return new Outcome<>(events, why, after -> after);
        });
    }

    private List<EndpointEvent> evidence(SplitFold fold) {
        List<ArmEvidence> own = own(fold);
        return own.isEmpty() ? List.of() : List.of(new SplitEvidence(fold.id(), process, own));
    }

    /** Looks after the split that is under way; whether there is one. */
    boolean tend() {
        if (!switchboard.serves() || switchboard.servedState().split().isEmpty()) {
            return false;
        }
        switchboard.followOthers();
        SplitFold fold = switchboard.servedState().split().orElse(null);
        if (fold == null || !switchboard.serves()) {
            return false;
        }
        if (fold.settings().kind() == Kind.BANDIT && switchboard.table().router() instanceof WeightedRouter router) {
            router.shares(SplitStatistics.shares(fold.settings(), fold.pooled(process, own(fold))));
        }
        writeEvidence(fold);
        return true;
    }

    private void writeEvidence(SplitFold fold) {
        long requests = own(fold).stream().mapToLong(ArmEvidence::requests).sum();
        long millis = endpoints.millis();
        boolean grown = requests < writtenRequests || requests > writtenRequests * GROWN;
        if (grown && millis - writtenMillis >= WRITE_EVERY_MILLIS && requests > 0) {
            List<EndpointEvent> events = evidence(fold);
            EndpointState unused = switchboard.write(state -> state.split(fold.id())
                    .filter(split -> !split.ended())
                    .map(split -> new Outcome<EndpointState, EndpointEvent, EndpointState>(events, "", after -> after))
                    .orElse(Outcome.unchanged(after -> after)));
            writtenMillis = millis;
            writtenRequests = requests;
        }
    }
}
