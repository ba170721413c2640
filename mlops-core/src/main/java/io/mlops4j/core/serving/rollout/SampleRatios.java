package io.mlops4j.core.serving.rollout;

import io.mlops4j.core.stats.sequential.Attribution;
import io.mlops4j.serving.Rollout.SampleRatio;
import java.util.List;

/** Holds how requests were routed against the weights of the steps. */
public final class SampleRatios {
    private SampleRatios() {}

    /**
     * Of all steps.
     *
     * @param evidence of each step that was entered, the first one first
     */
    public static SampleRatio of(RolloutSettings settings, List<StepEvidence> evidence) {
        long canary = 0;
        long champion = 0;
        double expected = 0;
        double most = 0;
        for (int i = 0; i < evidence.size(); i++) {
            double weight = settings.steps().get(i);
            if (weight < 1) {
                long own = evidence.get(i).canary().units();
                long others = evidence.get(i).champion().units();
                canary += own;
                champion += others;
                expected += weight * (double) (own + others);
                most = Math.max(most, Attribution.logEvidence((double) own, (double) others, weight));
            }
        }
        // A key stays with its version from step to step, so the steps' evidence must not be multiplied.
        double pValue = Math.min(1, settings.steps().size() * Math.exp(-most));
        return new SampleRatio(canary, champion, expected / (double) (canary + champion), pValue);
    }
}
