package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a model must reach to be let through. A gate is an immutable value; it is stored with the version it let through.
 *
 * <pre>{@code
 * Gate gate = Gate.require("roc_auc").atLeast(0.80)
 *     .and("brier").atMost(0.2)
 *     .and("roc_auc").notWorseThanChampion(0.005)
 *     .andEverySlice("recall").atLeast(0.6);
 * gate.check(evaluation, championEvaluation).orThrow();
 * }</pre>
 *
 * @param conditions all of them must hold; at least one
 */
public record Gate(List<Condition> conditions) {
    /** Copies the conditions; refuses none with {@link InvalidInput}. */
    public Gate {
        conditions = List.copyOf(conditions);
        if (conditions.isEmpty()) {
            throw new InvalidInput("A gate without conditions lets everything through; require at least one metric.");
        }
    }

    /** The first condition: on a metric over all rows. */
    public static Requirement require(String metric) {
        return new Requirement(List.of(), metric, bound -> bound);
    }

    /** The first condition: on a metric in each slice apart. */
    public static Requirement requireEverySlice(String metric) {
        return new Requirement(List.of(), metric, EverySlice::new);
    }

    /** One more condition: on a metric over all rows. */
    public Requirement and(String metric) {
        return new Requirement(conditions, metric, bound -> bound);
    }

    /** One more condition: on a metric in each slice apart. */
    public Requirement andEverySlice(String metric) {
        return new Requirement(conditions, metric, EverySlice::new);
    }

    /** Checks where there is no champion to compare with: {@code notWorseThanChampion} passes, and says so. */
    public GateResult check(Evaluation evaluation) {
        return new Inspection(evaluation, Optional.empty()).check(this);
    }

    /** Checks, and compares with the champion's evaluation. */
    public GateResult check(Evaluation evaluation, Evaluation champion) {
        return new Inspection(evaluation, Optional.of(champion)).check(this);
    }

    @Override
    public String toString() {
        return String.join("; ", conditions.stream().map(Condition::describe).toList());
    }

    /** A metric that waits for its bound. Immutable. */
    public static final class Requirement {
        private final List<Condition> before;
        private final String metric;
        private final Function<Bound, Condition> scope;

        private Requirement(List<Condition> before, String metric, Function<Bound, Condition> scope) {
            Check.metric(metric);
            this.before = before;
            this.metric = metric;
            this.scope = scope;
        }

        /** It has at least this value; NaN is refused with {@link InvalidInput}. */
        public Gate atLeast(double bound) {
            return with(new AtLeast(metric, bound));
        }

        /** It has at most this value; NaN is refused with {@link InvalidInput}. */
        public Gate atMost(double bound) {
            return with(new AtMost(metric, bound));
        }

        /**
         * It is no more than this worse than the champion's, in the metric's own direction.
         *
         * @param tolerance in the metric's unit; {@link InvalidInput} if it is negative or not finite
         */
        public Gate notWorseThanChampion(double tolerance) {
            return with(new NotWorseThanChampion(metric, tolerance));
        }

        private Gate with(Bound bound) {
            List<Condition> all = new ArrayList<>(before);
            all.add(scope.apply(bound));
            return new Gate(all);
        }
    }
}
