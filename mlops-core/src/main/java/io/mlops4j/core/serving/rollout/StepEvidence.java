package io.mlops4j.core.serving.rollout;

/**
 * What was seen of both versions in one step. Steps are never added up: the weight, and with it the mix of requests, changes from one to the
 * next.
 *
 * @param champion of the requests that were routed to the champion
 * @param canary of those that were routed to the canary, also where the champion answered in the end
 */
public record StepEvidence(ArmEvidence champion, ArmEvidence canary) {
    /** None yet. */
    public static final StepEvidence NONE = new StepEvidence(ArmEvidence.NONE, ArmEvidence.NONE);

    /** Both added up, arm by arm. */
    public StepEvidence plus(StepEvidence other) {
        return new StepEvidence(champion.plus(other.champion), canary.plus(other.canary));
    }
}
