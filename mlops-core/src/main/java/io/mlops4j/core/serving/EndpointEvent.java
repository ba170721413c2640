package io.mlops4j.core.serving;

import io.mlops4j.core.serving.rollout.ArmEvidence;
import io.mlops4j.core.serving.rollout.RolloutSettings;
import io.mlops4j.core.serving.rollout.StepEvidence;
import io.mlops4j.core.serving.split.SplitSettings;
import io.mlops4j.model.ModelVersion;
import io.mlops4j.serving.Deployment;
import io.mlops4j.serving.RolloutState;
import java.util.List;
import java.util.Optional;

/** What happens in the stream of an endpoint. */
sealed interface EndpointEvent {
    /** Names a version of a model. */
    record Target(String model, int number) {
        static Target of(ModelVersion version) {
            return new Target(version.model(), version.number());
        }

        @Override
        public String toString() {
            return "version " + number + " of model '" + model + "'";
        }
    }

    /**
     * A version was deployed, put back, or taken away; a canary that is promoted has an event of its own.
     *
     * @param action which of these
     * @param target the version that is served from then on, or was until then
     */
    record Moved(Deployment.Action action, Target target) implements EndpointEvent {}

    /** A canary began. */
    record RolloutStarted(String rollout, Target champion, Target canary, RolloutSettings settings)
            implements EndpointEvent {}

    /** Its next step began, counted from 0. */
    record StepEntered(String rollout, int step) implements EndpointEvent {}

    /** What a process has seen of a step until now: it takes the place of what that process wrote of it before. */
    record EvidenceGathered(String rollout, String process, int step, StepEvidence evidence) implements EndpointEvent {}

    /** Nothing is decided until it is resumed. */
    record RolloutPaused(String rollout) implements EndpointEvent {}

    /** It goes on. */
    record RolloutResumed(String rollout) implements EndpointEvent {}

    /** It is over, with what the guards said last. */
    record RolloutEnded(String rollout, RolloutState state, List<String> verdicts) implements EndpointEvent {}

    /** Several versions share the requests. */
    record SplitStarted(String split, List<Target> arms, SplitSettings settings) implements EndpointEvent {}

    /** What a process has seen of a split until now: it takes the place of what that process wrote before. */
    record SplitEvidence(String split, String process, List<ArmEvidence> arms) implements EndpointEvent {}

    /** They share them no more; a winner serves everything. */
    record SplitEnded(String split, Optional<Target> winner) implements EndpointEvent {}

    /** A version begins or ends to shadow in a process: nothing is served otherwise for it, but it is told. */
    record Shadowed(Target target, boolean started, String summary) implements EndpointEvent {}
}
