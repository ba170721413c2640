package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/** One thing that a {@link Gate} demands. Conditions are immutable values: they are stored with a version and can be checked again. */
public sealed interface Condition {
    /** The name of the metric it is about. */
    String metric();

    /** What is demanded, as a sentence without a full stop: {@code roc_auc is at least 0.8}. */
    String describe();

    /** A condition on one evaluation: of all rows, or of one slice where an {@link EverySlice} asks for it. */
    sealed interface Bound extends Condition {}

    /**
     * The metric has at least this value.
     *
     * @param metric the name of the metric
     * @param bound the least value that passes
     */
    record AtLeast(String metric, double bound) implements Bound {
        /** Refuses an empty name and NaN with {@link InvalidInput}. */
        public AtLeast {
            Check.metric(metric);
            Check.bound(metric, bound);
        }

        @Override
        public String describe() {
            return metric + " is at least " + bound;
        }
    }

    /**
     * The metric has at most this value.
     *
     * @param metric the name of the metric
     * @param bound the greatest value that passes
     */
    record AtMost(String metric, double bound) implements Bound {
        /** Refuses an empty name and NaN with {@link InvalidInput}. */
        public AtMost {
            Check.metric(metric);
            Check.bound(metric, bound);
        }

        @Override
        public String describe() {
            return metric + " is at most " + bound;
        }
    }

    /**
     * The metric is no more than the tolerance worse than the champion's, in the metric's own {@link Direction}. Without a champion it passes.
     *
     * @param metric the name of the metric
     * @param tolerance how much worse is still good enough, in the metric's unit, finite and at least 0
     */
    record NotWorseThanChampion(String metric, double tolerance) implements Bound {
        /** Refuses an empty name and a tolerance that is negative or not finite with {@link InvalidInput}. */
        public NotWorseThanChampion {
            Check.metric(metric);
            if (!(tolerance >= 0 && tolerance <= Double.MAX_VALUE)) {
                throw new InvalidInput(
                        "The tolerance " + tolerance + " for '" + metric
                                + "' is not a finite number of at least 0; give how much worse than the champion is still good enough.");
            }
        }

        @Override
        public String describe() {
            return metric + " is not worse than the champion's" + (tolerance == 0 ? "" : " by more than " + tolerance);
        }
    }

    /**
     * A condition holds in each slice apart. An evaluation without slices fails it.
     *
     * @param condition what holds in each slice
     */
    record EverySlice(Bound condition) implements Condition {
        /** Refuses no condition. */
        public EverySlice {
            Objects.requireNonNull(condition);
        }

        @Override
        public String metric() {
            return condition.metric();
        }

        @Override
        public String describe() {
            return "in every slice " + condition.describe();
        }
    }
}
