package io.mlops4j.core.serving;

import io.mlops4j.core.serving.EndpointEvent.Target;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.Deployment.Action;
import io.mlops4j.serving.RolloutState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * An endpoint as its stream tells it.
 *
 * @param line what is served, last, and what a rollback would go back to, before it
 * @param history all that was ever deployed
 * @param rollouts the last rollouts; only the newest can be under way
 * @param splits the last splits; only the newest can be under way, and only while no rollout is
 */
record EndpointState(
        PVector<Target> line, PVector<Deployment> history, PVector<RolloutFold> rollouts, PVector<SplitFold> splits) {
    static final EndpointState EMPTY =
            new EndpointState(TreePVector.empty(), TreePVector.empty(), TreePVector.empty(), TreePVector.empty());

    /** How far a rollback can go back, and how many rollouts are remembered. */
    private static final int MAX_LINE = 32;

    Optional<Target> current() {
        return fromEnd(1);
    }

    /** What a rollback would put back. */
    Optional<Target> previous() {
        return fromEnd(2);
    }

    private Optional<Target> fromEnd(int position) {
        return line.size() < position ? Optional.empty() : Optional.of(line.get(line.size() - position));
    }

    /** The rollout that is running or paused. */
    Optional<RolloutFold> rollout() {
        return rollouts.isEmpty()
                ? Optional.empty()
                : Optional.of(rollouts.get(rollouts.size() - 1)).filter(fold -> !fold.ended());
    }

    /** The split that is under way. */
    Optional<SplitFold> split() {
        return splits.isEmpty()
                ? Optional.empty()
                : Optional.of(splits.get(splits.size() - 1)).filter(fold -> !fold.ended());
    }

    Optional<SplitFold> split(String id) {
        return splits.stream().filter(fold -> fold.id().equals(id)).findFirst();
    }

    /** Whether several versions answer. */
    boolean isShared() {
        return rollout().isPresent() || split().isPresent();
    }

    Optional<RolloutFold> rollout(String id) {
        return rollouts.stream().filter(fold -> fold.id().equals(id)).findFirst();
    }

    /** Whether it is this very state: to compare what is in it would cost more than to follow it once more. */
    @SuppressWarnings("ReferenceEquality")
    boolean isSameAs(@Nullable EndpointState other) {
        return this == other;
    }

    EndpointState apply(Stamp stamp, EndpointEvent event) {
        if (event instanceof EndpointEvent.Moved moved) {
            return moved(stamp, moved.action(), moved.target());
        }
        if (event instanceof EndpointEvent.RolloutStarted started) {
            return new EndpointState(line, history, bounded(rollouts.plus(RolloutFold.start(stamp, started))), splits);
        }
        if (event instanceof EndpointEvent.SplitStarted started) {
            SplitFold split =
                    new SplitFold(started.split(), started.arms(), started.settings(), false, HashTreePMap.empty());
            return withSplits(bounded(splits.plus(split)));
        }
        if (event instanceof EndpointEvent.SplitEvidence seen) {
            return split().filter(split -> split.id().equals(seen.split()))
                    .map(split -> withSplits(splits.with(splits.size() - 1, split.with(seen.process(), seen.arms()))))
                    .orElse(this);
        }
        if (event instanceof EndpointEvent.SplitEnded ended) {
            return split().filter(split -> split.id().equals(ended.split()))
                    .map(split -> ended(stamp, split, ended.winner()))
                    .orElse(this);
        }
        return event instanceof EndpointEvent.Shadowed || rollouts.isEmpty() ? this : rolled(stamp, event);
    }

    private EndpointState withSplits(PVector<SplitFold> others) {
        return new EndpointState(line, history, rollouts, others);
    }

    private EndpointState ended(Stamp stamp, SplitFold split, Optional<Target> winner) {
        EndpointState state = withSplits(splits.with(splits.size() - 1, split.over()));
        // A winner that is deployed already goes on.
        return winner.filter(target -> !current().filter(target::equals).isPresent())
                .map(target -> state.moved(stamp, Action.PROMOTE, target))
                .orElse(state);
    }

    private EndpointState rolled(Stamp stamp, EndpointEvent event) {
        RolloutFold before = rollouts.get(rollouts.size() - 1);
        if (!before.id().equals(rolloutOf(event))) {
            return this;
        }
        RolloutFold after = before.apply(stamp, event);
        EndpointState state = new EndpointState(line, history, rollouts.with(rollouts.size() - 1, after), splits);
        boolean promoted = !before.ended() && after.state() == RolloutState.PROMOTED;
        return promoted ? state.moved(stamp, Action.PROMOTE, after.canary()) : state;
    }

    private static String rolloutOf(EndpointEvent event) {
        if (event instanceof EndpointEvent.StepEntered entered) {
            return entered.rollout();
        }
        if (event instanceof EndpointEvent.EvidenceGathered gathered) {
            return gathered.rollout();
        }
        if (event instanceof EndpointEvent.RolloutPaused paused) {
            return paused.rollout();
        }
        if (event instanceof EndpointEvent.RolloutResumed resumed) {
            return resumed.rollout();
        }
        return event instanceof EndpointEvent.RolloutEnded ended ? ended.rollout() : "";
    }

    private EndpointState moved(Stamp stamp, Action action, Target target) {
        PVector<Deployment> story = history.plus(
                new Deployment(action, target.model(), target.number(), stamp.at(), stamp.actor(), stamp.why()));
        return new EndpointState(
                switch (action) {
                    case DEPLOY, PROMOTE -> bounded(line.plus(target));
                    case ROLLBACK -> line.isEmpty() ? line : line.minus(line.size() - 1);
                    case UNDEPLOY -> TreePVector.empty();
                },
                story,
                rollouts,
                splits);
    }

    private static <T> PVector<T> bounded(PVector<T> items) {
        return items.size() <= MAX_LINE ? items : items.minus(0);
    }
}
