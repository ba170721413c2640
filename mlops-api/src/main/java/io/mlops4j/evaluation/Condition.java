package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.Objects;

/** One thing that a {@link Gate} demands. Conditions are immutable values: they are stored with a version and can be checked again. */
public sealed interface Condition {
    /** What is demanded, as a sentence without a full stop: {@code roc_auc is at least 0.8}. */
    String describe();

    /** A condition on a metric of one evaluation: of all rows, or of one slice where an {@link EverySlice} asks for it. */
    sealed interface Bound extends Condition {
        /** The name of the metric it is about. */
        String metric();
    }

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
     * The metric is no more than the tolerance worse than the champion's, in the metric's own {@link Direction}. The two numbers are compared as
     * they are, chance and all; {@link NonInferior} asks for evidence. Without a champion it passes.
     *
     * @param metric the name of the metric
     * @param tolerance how much worse is still good enough, in the metric's unit, finite and at least 0
     */
    record NotWorseThanChampion(String metric, double tolerance) implements Bound {
        /** Refuses an empty name and a tolerance that is negative or not finite with {@link InvalidInput}. */
        public NotWorseThanChampion {
            Check.metric(metric);
            Check.tolerance(metric, tolerance);
        }

        @Override
        public String describe() {
            return metric + " is not worse than the champion's" + (tolerance == 0 ? "" : " by more than " + tolerance);
        }
    }

    /**
     * There is evidence that the metric is less than the margin worse than the champion's: the whole interval of the difference lies on the good
     * side of the margin. The interval is that of the {@link Comparison} on the same rows if the evaluation has one with the champion's predictions,
     * else it is put together from the intervals of the two metrics, which asks for more. Without a champion it passes.
     *
     * @param metric the name of the metric
     * @param margin how much worse is still good enough, in the metric's unit, finite and at least 0
     */
    record NonInferior(String metric, double margin) implements Bound {
        /** Refuses an empty name and a margin that is negative or not finite with {@link InvalidInput}. */
        public NonInferior {
            Check.metric(metric);
            Check.tolerance(metric, margin);
        }

        @Override
        public String describe() {
            return metric + " is surely not worse than the champion's by " + margin + " or more";
        }
    }

    /**
     * There is evidence that the metric is better than the champion's: the whole interval of the difference, as for {@link NonInferior}, lies on
     * the better side of 0. Without a champion it passes.
     *
     * @param metric the name of the metric
     */
    record Superior(String metric) implements Bound {
        /** Refuses an empty name with {@link InvalidInput}. */
        public Superior {
            Check.metric(metric);
        }

        @Override
        public String describe() {
            return metric + " is surely better than the champion's";
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
        public String describe() {
            return "in every slice " + condition.describe();
        }
    }

    /**
     * The groups of a column are not further apart than this by a notion of fairness.
     *
     * @param column that the evaluation is sliced by
     * @param notion of fairness, as {@link Fairness} names them
     * @param bound the greatest difference that passes
     */
    record Fair(String column, String notion, double bound) implements Condition {
        /** Refuses empty names and NaN with {@link InvalidInput}. */
        public Fair {
            Check.metric(notion);
            Check.metric(column);
            Check.bound(notion, bound);
        }

        @Override
        public String describe() {
            return "the groups of '" + column + "' differ by at most " + bound + " in " + notion;
        }
    }

    /**
     * A condition holds in an evaluation of another strategy than the first: in the backtest, in the cross-validation.
     *
     * @param evaluation its name
     * @param condition what holds there, a {@link Bound}, {@link EverySlice} or {@link Fair}
     */
    record InEvaluation(String evaluation, Condition condition) implements Condition {
        /** Refuses an empty name and conditions that are not on an evaluation with {@link InvalidInput}. */
        public InEvaluation {
            if (evaluation.isBlank()) {
                throw new InvalidInput("An evaluation that a gate asks for has a name, such as 'backtest'.");
            }
            if (!(condition instanceof Bound || condition instanceof EverySlice || condition instanceof Fair)) {
                throw new InvalidInput("The condition '" + condition.describe()
                        + "' is not on an evaluation; add it to the gate itself, not to one for '" + evaluation + "'.");
            }
        }

        @Override
        public String describe() {
            return "in '" + evaluation + "' " + condition.describe();
        }
    }

    /** Every expectation of every dataset version that the model's run read was checked and is kept, also those that only warn. */
    record DataQuality() implements Condition {
        @Override
        public String describe() {
            return "all expectations of the training data are kept";
        }
    }

    /**
     * A prediction for one row, on the machine that checks, takes at most this long.
     *
     * @param quantile of the times, in (0, 1): 0.99 for all but the slowest hundredth
     * @param bound the longest that passes
     */
    record LatencyAtMost(double quantile, Duration bound) implements Condition {
        /** Refuses a quantile outside (0, 1) and a bound that is not positive with {@link InvalidInput}. */
        public LatencyAtMost {
            if (!(quantile > 0 && quantile < 1)) {
                throw new InvalidInput(
                        "The quantile " + quantile + " of the latency is not between 0 and 1; give 0.99.");
            }
            if (bound.isNegative() || bound.isZero()) {
                throw new InvalidInput("No prediction takes at most " + bound + "; give a positive duration.");
            }
        }

        @Override
        public String describe() {
            return "the " + quantile + " quantile of the latency is at most " + bound.toNanos() / 1e6 + " ms";
        }
    }

    /**
     * The model file is at most this large.
     *
     * @param bytes the largest size that passes
     */
    record SizeAtMost(long bytes) implements Condition {
        /** Refuses a size below 1 with {@link InvalidInput}. */
        public SizeAtMost {
            if (bytes < 1) {
                throw new InvalidInput("No model has at most " + bytes + " bytes; give a size of at least 1.");
            }
        }

        @Override
        public String describe() {
            return "the model has at most " + bytes + " bytes";
        }
    }
}
