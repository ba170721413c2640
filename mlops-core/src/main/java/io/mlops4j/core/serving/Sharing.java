package io.mlops4j.core.serving;

import io.mlops4j.MlopsException;
import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.serving.rollout.ArmRecorder;
import io.mlops4j.core.serving.rollout.StepRecorder;
import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.serving.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the routers of an endpoint in this process, for the rollout or the split that its stream says is under way, and keeps what their versions are seen to do. Changed under the lock of the
 * {@link Switchboard}; what it keeps may be read by any thread.
 */
final class Sharing {
    private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);

    private final String name;

    /** Of the rollout that is under way, or of the last one. */
    private volatile @Nullable RolloutRecorders rollout;

    private volatile @Nullable SplitRecorders split;
    private @Nullable SplitRule rule;

    /** What is seen of a rollout, a step each. */
    private record RolloutRecorders(String id, List<StepRecorder> steps) {}

    /** What is seen of a split, a version each. */
    private record SplitRecorders(String id, List<ArmRecorder> arms) {}

    /** The function of a split by rule. */
    private record SplitRule(String id, RoutingRule function) {}

    /** Of an endpoint. */
    Sharing(String name) {
        this.name = name;
    }

    /**
     * The router for a state, or null if the version that is deployed answers alone.
     *
     * @param current the version that is deployed
     * @param find finds a version in memory, or loads it
     * @param routed whether a version is in the table already, so that it is not for this to let go
     * @param before the router until now; it stays where nothing has changed
     */
    @Nullable Router router(
            EndpointState state,
            Served current,
            Function<Target, Served> find,
            Predicate<Served> routed,
            @Nullable Router before) {
        if (state.rollout().isPresent()) {
            return canary(state.rollout().get(), current, find, before);
        }
        return state.split()
                .map(fold -> shared(fold, current, find, routed, before))
                .orElse(null);
    }

    private @Nullable Router canary(
            RolloutFold fold, Served current, Function<Target, Served> find, @Nullable Router before) {
        Served canary;
        try {
            canary = find.apply(fold.canary());
        } catch (MlopsException e) {
            // Another process began it; here the champion answers alone.
            LOG.warn("The canary of endpoint '{}' cannot be loaded in this process: {}", name, e.getMessage());
            return null;
        }
        StepRecorder recorder = recorder(fold);
        if (before instanceof CanaryRouter same
                && same.champion().served() == current
                && same.canary().served() == canary
                && same.canary().recorder() == recorder.canary()) {
            return same;
        }
        return new CanaryRouter(
                new Tickets(name + ":" + fold.id(), fold.settings().seed()),
                fold.weight(),
                new Arm(current, recorder.champion(), null),
                new Arm(canary, recorder.canary(), current));
    }

    private StepRecorder recorder(RolloutFold fold) {
        List<StepRecorder> known = steps(fold.id());
        return known.stream()
                .filter(recorder -> recorder.step() == fold.step())
                .findFirst()
                .orElseGet(() -> {
                    StepRecorder recorder =
                            new StepRecorder(fold.step(), fold.settings().guards());
                    List<StepRecorder> steps = new ArrayList<>(known);
                    steps.add(recorder);
                    rollout = new RolloutRecorders(fold.id(), List.copyOf(steps));
                    return recorder;
                });
    }

    /** What is seen of a rollout in this process, a step each; none if it is another's. */
    List<StepRecorder> steps(String id) {
        RolloutRecorders known = rollout;
        return known == null || !known.id().equals(id) ? List.of() : known.steps();
    }

    /** A split; where a version cannot be loaded, or the function is another process's, the version that is deployed answers alone. */
    private @Nullable Router shared(
            SplitFold fold,
            Served current,
            Function<Target, Served> find,
            Predicate<Served> routed,
            @Nullable Router before) {
        SplitRule given = rule;
        boolean byRule = fold.settings().kind() == SplitSettings.Kind.RULE;
        if (byRule && (given == null || !given.id().equals(fold.id()))) {
            return null;
        }
        List<ArmRecorder> recorders = recorders(fold);
        List<Arm> arms = new ArrayList<>();
        try {
            for (int i = 0; i < recorders.size(); i++) {
                Target target = fold.arms().get(i);
                arms.add(new Arm(current.is(target) ? current : find.apply(target), recorders.get(i), null));
            }
        } catch (MlopsException e) {
            LOG.warn(
                    "A version of the split of endpoint '{}' cannot be loaded in this process: {}",
                    name,
                    e.getMessage());
            arms.stream()
                    .map(Arm::served)
                    .filter(routed.negate().and(served -> served != current))
                    .forEach(Served::retire);
            return null;
        }
        if (before instanceof WeightedRouter same && same.arms().equals(arms)) {
            return same;
        }
        Tickets tickets = new Tickets(name + ":" + fold.id(), fold.settings().seed());
        return byRule && given != null
                ? new RuleRouter(tickets, arms, new Arm(current, null, null), given.function())
                : new WeightedRouter(tickets, arms, fold.settings().shares());
    }

    private List<ArmRecorder> recorders(SplitFold fold) {
        return arms(fold.id()).orElseGet(() -> {
            List<ArmRecorder> recorders = fold.arms().stream()
                    .map(arm -> ArmRecorder.ofEverything(fold.settings().bandit()))
                    .toList();
            split = new SplitRecorders(fold.id(), recorders);
            return recorders;
        });
    }

    /** What is seen of a split in this process, a version each; empty if it is another's. */
    Optional<List<ArmRecorder>> arms(String id) {
        return Optional.ofNullable(split).filter(known -> known.id().equals(id)).map(SplitRecorders::arms);
    }

    /** Sets the function of a split, before the split is written. */
    void rule(String id, RoutingRule function) {
        rule = new SplitRule(id, function);
    }
}
