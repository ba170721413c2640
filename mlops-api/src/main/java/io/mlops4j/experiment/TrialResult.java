package io.mlops4j.experiment;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trial that is over.
 *
 * @param number the number, from 0
 * @param status {@link RunStatus#FINISHED}, {@link RunStatus#PRUNED} or {@link RunStatus#FAILED}
 * @param params what was tried, in the order of the space
 * @param values the value of each objective, in their order; empty unless it finished
 * @param reports what was reported on the way, by step
 * @param violations how much each constraint is violated; 0 or less is fulfilled
 * @param failure why it failed, or the empty string
 * @param runId the id of its run; empty for a point that was known before the study
 * @param duration how long it took
 */
public record TrialResult(
        int number,
        RunStatus status,
        Map<String, Object> params,
        List<Double> values,
        Map<Long, Double> reports,
        Map<String, Double> violations,
        String failure,
        String runId,
        Duration duration) {
    /** Copies the collections. */
    public TrialResult {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        values = List.copyOf(values);
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        violations = Collections.unmodifiableMap(new LinkedHashMap<>(violations));
    }

    /**
     * The value of the first objective.
     *
     * @throws io.mlops4j.NotFound if the trial did not finish
     */
    public double value() {
        if (values.isEmpty()) {
            throw new io.mlops4j.NotFound("Trial " + number + " is " + status + " and has no value.");
        }
        return values.get(0);
    }

    /** The id of the run of the trial, if it was run by the study. */
    public Optional<String> findRunId() {
        return runId.isEmpty() ? Optional.empty() : Optional.of(runId);
    }

    /** Whether every constraint is fulfilled. */
    public boolean feasible() {
        return violations.values().stream().allMatch(violation -> violation <= 0);
    }
}
