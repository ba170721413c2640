package io.mlops4j.core.tuning.sampling;

import java.util.List;
import java.util.Map;

/**
 * What a sampler may know of a trial.
 *
 * @param number its number
 * @param params what it tries
 * @param state how it stands
 * @param values the value of each objective, less being better; empty unless it is complete
 * @param violation by how much its constraints are violated in all; 0 if they are not
 * @param lastReport the last report of a pruned trial, less being better; not a number if there is none
 * @param lastStep the step of that report
 */
public record Observation(
        int number,
        Map<String, Object> params,
        State state,
        List<Double> values,
        double violation,
        double lastReport,
        long lastStep) {
    /** Copies the list. */
    public Observation {
        values = List.copyOf(values);
    }

    /** How a trial stands for one who may not know everything. */
    public enum State {
        /** It has its values. */
        COMPLETE,
        /** It was cut short. */
        PRUNED,
        /** It failed. */
        FAILED,
        /** It is under way, or its result may not be known yet. */
        PENDING
    }

    /** A trial of which only the parameters are known. */
    public static Observation pending(int number, Map<String, Object> params) {
        return new Observation(number, params, State.PENDING, List.of(), 0, Double.NaN, -1);
    }

    /** The value of an objective of a complete trial. */
    public double value(int objective) {
        return values.get(objective);
    }

    /** The values of a complete trial. */
    double[] vector() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
