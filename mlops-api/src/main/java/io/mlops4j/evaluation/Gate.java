package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Condition.AtLeast;
import io.mlops4j.evaluation.Condition.AtMost;
import io.mlops4j.evaluation.Condition.Bound;
import io.mlops4j.evaluation.Condition.DataQuality;
import io.mlops4j.evaluation.Condition.EverySlice;
import io.mlops4j.evaluation.Condition.Fair;
import io.mlops4j.evaluation.Condition.InEvaluation;
import io.mlops4j.evaluation.Condition.LatencyAtMost;
import io.mlops4j.evaluation.Condition.NonInferior;
import io.mlops4j.evaluation.Condition.NotWorseThanChampion;
import io.mlops4j.evaluation.Condition.SizeAtMost;
import io.mlops4j.evaluation.Condition.Superior;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a model must reach to be let through. A gate is an immutable value; it is stored with the version it let through, and checked again
 * when that is deployed.
 *
 * <pre>{@code
 * Gate gate = Gate.require("roc_auc").atLeast(0.80)
 *     .and("brier").atMost(0.2)
 *     .and("roc_auc").notWorseThanChampion(0.005)
 *     .andEverySlice("recall").atLeast(0.6)
 *     .andFairness("gender", "equal_opportunity").atMost(0.1)
 *     .andEvaluation("backtest", Gate.require("roc_auc").atLeast(0.75))
 *     .andDataQuality()
 *     .andLatency(0.99).atMost(Duration.ofMillis(5))
 *     .andSizeAtMost(50_000_000);
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

    /** All conditions of another gate too. */
    public Gate and(Gate other) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(other.conditions);
        return new Gate(all);
    }

    /**
     * One more condition: how far the groups of a column may be apart.
     *
     * @param column that the evaluation is sliced by
     * @param notion of fairness: {@code demographic_parity}, {@code equal_opportunity}, {@code equalized_odds}, {@code predictive_parity} or
     *     {@code calibration}
     */
    public FairnessRequirement andFairness(String column, String notion) {
        return new FairnessRequirement(this, column, notion);
    }

    /**
     * The conditions of another gate hold in an evaluation by another strategy: the one that is kept with the version under this name.
     *
     * @throws InvalidInput if the other gate asks for more than an evaluation
     */
    public Gate andEvaluation(String name, Gate gate) {
        Gate all = this;
        for (Condition condition : gate.conditions) {
            all = all.with(new InEvaluation(name, condition));
        }
        return all;
    }

    /** One more condition: the data that the model was made from kept all that was expected of them. */
    public Gate andDataQuality() {
        return with(new DataQuality());
    }

    /**
     * One more condition: how long a prediction for one row takes on the machine that checks.
     *
     * @param quantile in (0, 1): 0.99 for all but the slowest hundredth
     */
    public LatencyRequirement andLatency(double quantile) {
        return new LatencyRequirement(this, quantile);
    }

    /** One more condition: the model file has at most so many bytes. */
    public Gate andSizeAtMost(long bytes) {
        return with(new SizeAtMost(bytes));
    }

    /** Checks where there is no champion to compare with: {@code notWorseThanChampion} passes, and says so. */
    public GateResult check(Evaluation evaluation) {
        return check(GateEvidence.of(evaluation));
    }

    /** Checks, and compares with the champion's evaluation. */
    public GateResult check(Evaluation evaluation, Evaluation champion) {
        return check(GateEvidence.of(evaluation).champion(champion));
    }

    /** Checks against all that is known; a condition on what is not known fails. */
    public GateResult check(GateEvidence evidence) {
        return new Inspection(evidence).check(this);
    }

    private Gate with(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Gate(all);
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
         * It is no more than this worse than the champion's, in the metric's own direction; the numbers are compared as they are.
         *
         * @param tolerance in the metric's unit; {@link InvalidInput} if it is negative or not finite
         */
        public Gate notWorseThanChampion(double tolerance) {
            return with(new NotWorseThanChampion(metric, tolerance));
        }

        /**
         * There is evidence that it is less than this worse than the champion's; see {@link NonInferior}.
         *
         * @param margin in the metric's unit; {@link InvalidInput} if it is negative or not finite
         */
        public Gate nonInferiorToChampion(double margin) {
            return with(new NonInferior(metric, margin));
        }

        /** There is evidence that it is better than the champion's; see {@link Superior}. */
        public Gate superiorToChampion() {
            return with(new Superior(metric));
        }

        private Gate with(Bound bound) {
            List<Condition> all = new ArrayList<>(before);
            all.add(scope.apply(bound));
            return new Gate(all);
        }
    }

    /** A notion of fairness that waits for its bound. Immutable. */
    public static final class FairnessRequirement {
        private final Gate before;
        private final String column;
        private final String notion;

        private FairnessRequirement(Gate before, String column, String notion) {
            this.before = before;
            this.column = column;
            this.notion = notion;
        }

        /** The groups differ by at most this; NaN is refused with {@link InvalidInput}. */
        public Gate atMost(double difference) {
            return before.with(new Fair(column, notion, difference));
        }
    }

    /** A quantile of the latency that waits for its bound. Immutable. */
    public static final class LatencyRequirement {
        private final Gate before;
        private final double quantile;

        private LatencyRequirement(Gate before, double quantile) {
            this.before = before;
            this.quantile = quantile;
        }

        /** It is at most this long; what is not positive is refused with {@link InvalidInput}. */
        public Gate atMost(Duration bound) {
            return before.with(new LatencyAtMost(quantile, bound));
        }
    }
}
