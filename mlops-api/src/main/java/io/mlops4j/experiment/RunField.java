package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.experiment.RunCondition.Comparison;
import io.mlops4j.experiment.RunCondition.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** What a run is asked for, in conditions and orders. Made by the static methods of {@link RunQuery}. Immutable. */
public sealed interface RunField {
    /** In ascending order of this field: numbers by size, text as {@link String#compareTo} does. */
    default RunOrder ascending() {
        return new RunOrder(this, RunOrder.Direction.ASCENDING);
    }

    /** In descending order of this field. */
    default RunOrder descending() {
        return new RunOrder(this, RunOrder.Direction.DESCENDING);
    }

    /** The run has it, whatever its value. */
    default RunCondition exists() {
        return new RunCondition.Exists(this);
    }

    /** The run lacks it. */
    default RunCondition absent() {
        return exists().not();
    }

    /** A field that is text. */
    sealed interface OfText extends RunField {
        /** It is this text. */
        default RunCondition is(String value) {
            return new RunCondition.OnText(this, Match.IS, value);
        }

        /** The run has it, and it is another text. */
        default RunCondition isNot(String value) {
            return new RunCondition.OnText(this, Match.IS_NOT, value);
        }

        /** It is one of these texts, at least one. */
        default RunCondition in(String... values) {
            return in(Arrays.asList(values));
        }

        /** It is one of these texts, at least one. */
        default RunCondition in(Collection<String> values) {
            return new RunCondition.In(this, List.copyOf(values));
        }

        /**
         * It matches a pattern of SQL as a whole: {@code %} stands for any text, {@code _} for one character; {@code \%}, {@code \_} and
         * {@code \\} for themselves. Upper and lower case differ.
         */
        default RunCondition like(String pattern) {
            return new RunCondition.OnText(this, Match.LIKE, pattern);
        }

        /** It matches a pattern as {@link #like} has it, where upper and lower case are the same. */
        default RunCondition likeIgnoringCase(String pattern) {
            return new RunCondition.OnText(this, Match.ILIKE, pattern);
        }

        /** It has this text in it; upper and lower case differ. */
        default RunCondition contains(String part) {
            return like("%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%");
        }
    }

    /** A field that is a number. What is no number (NaN) meets no condition but {@link #exists}. */
    sealed interface OfNumber extends RunField {
        /** It is this number. */
        default RunCondition is(double value) {
            return new RunCondition.OnNumber(this, Comparison.EQUAL, value);
        }

        /** The run has it, and it is another number. */
        default RunCondition isNot(double value) {
            return new RunCondition.OnNumber(this, Comparison.UNEQUAL, value);
        }

        /** It is greater. */
        default RunCondition above(double bound) {
            return new RunCondition.OnNumber(this, Comparison.ABOVE, bound);
        }

        /** It is greater or equal. */
        default RunCondition atLeast(double bound) {
            return new RunCondition.OnNumber(this, Comparison.AT_LEAST, bound);
        }

        /** It is less. */
        default RunCondition below(double bound) {
            return new RunCondition.OnNumber(this, Comparison.BELOW, bound);
        }

        /** It is less or equal. */
        default RunCondition atMost(double bound) {
            return new RunCondition.OnNumber(this, Comparison.AT_MOST, bound);
        }

        /** It lies between two bounds, both included. */
        default RunCondition between(double low, double high) {
            return atLeast(low).and(atMost(high));
        }
    }

    /** A field that is an instant. */
    sealed interface OfTime extends RunField {
        /** It is later. */
        default RunCondition after(Instant instant) {
            return new RunCondition.OnTime(this, Comparison.ABOVE, instant);
        }

        /** It is this instant or later. */
        default RunCondition notBefore(Instant instant) {
            return new RunCondition.OnTime(this, Comparison.AT_LEAST, instant);
        }

        /** It is earlier. */
        default RunCondition before(Instant instant) {
            return new RunCondition.OnTime(this, Comparison.BELOW, instant);
        }

        /** It is this instant or earlier. */
        default RunCondition notAfter(Instant instant) {
            return new RunCondition.OnTime(this, Comparison.AT_MOST, instant);
        }
    }

    /**
     * The latest value of a metric.
     *
     * @param name the name of the metric
     */
    record Metric(String name) implements OfNumber {
        /** Refuses an empty name. */
        public Metric {
            requireName("metric", name);
        }
    }

    /**
     * A parameter, as its text.
     *
     * @param name the name of the parameter
     */
    record Param(String name) implements OfText {
        /** Refuses an empty name. */
        public Param {
            requireName("parameter", name);
        }

        /** It was recorded with this value, by its text: {@code 0.10} is another one than {@code 0.1}. */
        public RunCondition is(Object value) {
            return is(String.valueOf(value));
        }

        /** It was recorded, with another value than this, by its text. */
        public RunCondition isNot(Object value) {
            return isNot(String.valueOf(value));
        }

        /** The number that the text is, by which {@code 0.10} and {@code 1e-1} are equal; another text is like a parameter that is missing. */
        public NumberIn number() {
            return new NumberIn(this);
        }
    }

    /**
     * A tag.
     *
     * @param name the name of the tag
     */
    record Tag(String name) implements OfText {
        /** Refuses an empty name. */
        public Tag {
            requireName("tag", name);
        }

        /** The number that the text is; another text is like a tag that is missing. */
        public NumberIn number() {
            return new NumberIn(this);
        }
    }

    /**
     * The decimal number that a text is.
     *
     * @param text the parameter or tag
     */
    record NumberIn(OfText text) implements OfNumber {
        /** Refuses what is neither a parameter nor a tag. */
        public NumberIn {
            if (!(text instanceof Param || text instanceof Tag)) {
                throw new InvalidInput(FilterText.of(text) + " is no number; compare it as text.");
            }
        }
    }

    /** How long a run took, in milliseconds; a run that has not ended lacks it. */
    record Took() implements OfNumber {
        /** It took longer. */
        public RunCondition above(Duration bound) {
            return above(millis(bound));
        }

        /** It took less. */
        public RunCondition below(Duration bound) {
            return below(millis(bound));
        }

        private static double millis(Duration duration) {
            return duration.getSeconds() * 1e3 + duration.getNano() / 1e6;
        }
    }

    /** The status; {@link RunStatus#KILLED} also for a run whose process, on this host, is gone. */
    record Status() implements OfText {
        /** The run stands so. */
        public RunCondition is(RunStatus status) {
            return is(status.name());
        }

        /** The run stands otherwise. */
        public RunCondition isNot(RunStatus status) {
            return isNot(status.name());
        }

        /** The run stands in one of these ways, at least one. */
        public RunCondition in(RunStatus... statuses) {
            return in(Arrays.stream(statuses).map(RunStatus::name).toList());
        }
    }

    /** The id. */
    record Id() implements OfText {}

    /** The name of the run. */
    record Name() implements OfText {}

    /** Who started it. */
    record Actor() implements OfText {}

    /** The id of the run that it is part of. */
    record Parent() implements OfText {}

    /** When the run started. */
    record Started() implements OfTime {}

    /** When the run ended; one that has not lacks it. */
    record Ended() implements OfTime {}

    private static void requireName(String kind, String name) {
        if (name.isEmpty()) {
            throw new InvalidInput("The name of the " + kind + " to search for is empty; name one that runs record.");
        }
    }
}
