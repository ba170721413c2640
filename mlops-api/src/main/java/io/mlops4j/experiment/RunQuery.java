package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Optional;

/**
 * A search over the runs of an experiment.
 *
 * <pre>{@code
 * List<Run> best = exp.runs().where(metric("roc_auc").atLeast(0.8)).where(param("booster").is("gbtree"))
 *     .orderBy(metric("roc_auc").descending()).limit(10).list();
 * }</pre>
 *
 * <p>Without an order the newest run comes first. Runs that lack the metric, parameter or tag of a condition do not match; those that
 * lack the one they are ordered by come last. Equal runs keep the newest first. Immutable: each call gives a new query.
 */
public interface RunQuery {
    /** Keeps the runs that a condition holds for, besides the conditions so far. */
    RunQuery where(Condition condition);

    /** Orders by this; a later call replaces an earlier one. */
    RunQuery orderBy(Order order);

    /**
     * Returns at most so many.
     *
     * @throws InvalidInput if it is negative
     */
    RunQuery limit(int most);

    /** Reads the experiment and searches. */
    List<Run> list();

    /** The first of {@link #list}, if there is one. */
    Optional<Run> first();

    /** The latest value of a metric. */
    static Field.Metric metric(String name) {
        return new Field.Metric(name);
    }

    /** A parameter, as text. */
    static Field.Param param(String name) {
        return new Field.Param(name);
    }

    /** A tag. */
    static Field.Tag tag(String name) {
        return new Field.Tag(name);
    }

    /** The status. */
    static Field.Status status() {
        return new Field.Status();
    }

    /** The name of the run. */
    static Field.Name name() {
        return new Field.Name();
    }

    /** When the run started. */
    static Field.Started started() {
        return new Field.Started();
    }

    /** What a run is asked for. */
    sealed interface Field {
        /** In ascending order of this field: numbers by size, text as {@link String#compareTo} does. */
        default Order ascending() {
            return new Order(this, Direction.ASCENDING);
        }

        /** In descending order of this field. */
        default Order descending() {
            return new Order(this, Direction.DESCENDING);
        }

        /**
         * The latest value of a metric.
         *
         * @param name the name of the metric
         */
        record Metric(String name) implements Field {
            /** The value is at least this. */
            public Condition atLeast(double bound) {
                return new Condition.Range(this, bound, Double.POSITIVE_INFINITY);
            }

            /** The value is at most this. */
            public Condition atMost(double bound) {
                return new Condition.Range(this, Double.NEGATIVE_INFINITY, bound);
            }

            /** The value lies between two bounds, both included. */
            public Condition between(double low, double high) {
                return new Condition.Range(this, low, high);
            }
        }

        /**
         * A parameter.
         *
         * @param name the name of the parameter
         */
        record Param(String name) implements Field {
            /** The parameter was recorded with this value, by its text. */
            public Condition is(Object value) {
                return new Condition.Text(this, String.valueOf(value));
            }
        }

        /**
         * A tag.
         *
         * @param name the name of the tag
         */
        record Tag(String name) implements Field {
            /** The tag has this value. */
            public Condition is(String value) {
                return new Condition.Text(this, value);
            }
        }

        /** The status. */
        record Status() implements Field {
            /** The run stands so. */
            public Condition is(RunStatus status) {
                return new Condition.Text(this, status.name());
            }
        }

        /** The name of the run. */
        record Name() implements Field {
            /** The run has this name. */
            public Condition is(String name) {
                return new Condition.Text(this, name);
            }
        }

        /** When the run started. */
        record Started() implements Field {}
    }

    /** What must hold. */
    sealed interface Condition {
        /**
         * A metric lies between two bounds, both included. A value that is no number does not.
         *
         * @param field the metric
         * @param low the lower bound
         * @param high the upper bound
         */
        record Range(Field.Metric field, double low, double high) implements Condition {
            /** Refuses bounds that are no numbers. */
            public Range {
                if (Double.isNaN(low) || Double.isNaN(high)) {
                    throw new InvalidInput(
                            "The bound of a condition on metric '" + field.name() + "' is no number (NaN).");
                }
            }
        }

        /**
         * A field has this text.
         *
         * @param field the field
         * @param value the text
         */
        record Text(Field field, String value) implements Condition {}
    }

    /** Which way round. */
    enum Direction {
        /** Smallest first. */
        ASCENDING,
        /** Largest first. */
        DESCENDING
    }

    /**
     * An order of runs.
     *
     * @param field what to order by
     * @param direction which way round
     */
    record Order(Field field, Direction direction) {}
}
