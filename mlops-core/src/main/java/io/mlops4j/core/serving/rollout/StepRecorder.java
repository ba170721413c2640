package io.mlops4j.core.serving.rollout;

import io.mlops4j.serving.Guard;
import java.util.List;

/** Counts what both versions do in one step, in this process. Thread-safe. */
public final class StepRecorder {
    private final int step;
    private final ArmRecorder champion;
    private final ArmRecorder canary;

    /** For a step, counted from 0, under some guards. */
    public StepRecorder(int step, List<Guard> guards) {
        this.step = step;
        PredictionBins bins =
                guards.stream().anyMatch(guard -> guard instanceof Guard.PredictionDrift) ? new PredictionBins() : null;
        this.champion = ArmRecorder.of(guards, bins);
        this.canary = ArmRecorder.of(guards, bins);
    }

    /** Which step. */
    public int step() {
        return step;
    }

    /** Of requests that are routed to the champion. */
    public ArmRecorder champion() {
        return champion;
    }

    /** Of requests that are routed to the canary. */
    public ArmRecorder canary() {
        return canary;
    }

    /** What was seen until now. */
    public StepEvidence evidence() {
        return new StepEvidence(champion.evidence(), canary.evidence());
    }
}
