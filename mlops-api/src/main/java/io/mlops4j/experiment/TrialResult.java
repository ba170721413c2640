package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
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
     * @throws NotFound if the trial did not finish
     */
    public double value() {
        if (values.isEmpty()) {
            throw new NotFound("Trial " + number + " is " + status + " and has no value.");
        }
        return values.get(0);
    }

    /**
     * A parameter that is a number.
     *
     * @throws NotFound if it is not among {@link #params}
     * @throws InvalidInput if it is a choice
     */
    public double real(String name) {
        if (param(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new InvalidInput("Parameter '" + name + "' of trial " + number + " is a choice; read it with choice(…).");
    }

    /**
     * A parameter that is a whole number.
     *
     * @throws NotFound if it is not among {@link #params}
     * @throws InvalidInput if it is none, or does not fit into an {@code int}
     */
    public int integer(String name) {
        if (param(name) instanceof Long whole && whole == whole.intValue()) {
            return whole.intValue();
        }
        throw new InvalidInput("Parameter '" + name + "' of trial " + number
                + " is no whole number in the range of int: " + params.get(name) + ".");
    }

    /**
     * A parameter that is a choice.
     *
     * @throws NotFound if it is not among {@link #params}
     * @throws InvalidInput if it is a number
     */
    public String choice(String name) {
        if (param(name) instanceof String option) {
            return option;
        }
        throw new InvalidInput("Parameter '" + name + "' of trial " + number + " is a number; read it with real(…).");
    }

    private Object param(String name) {
        Object value = params.get(name);
        if (value == null) {
            throw new NotFound("Trial " + number + " has no parameter '" + name + "'."
                    + NearNames.sentence(name, params.keySet()));
        }
        return value;
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
