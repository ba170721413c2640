package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.internal.NearNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must hold of a run for a search to find it. Made by the methods of {@link RunField}, or written as text for {@link
 * RunQuery#where(String)}, which is what {@link Object#toString} gives.
 *
 * <p>A run that lacks a field meets no condition on it but its absence, not even {@code isNot}. {@link #not()} is the plain opposite: it
 * holds for those runs too. Immutable.
 */
public sealed interface RunCondition {
    /** Both hold. */
    default RunCondition and(RunCondition other) {
        return allOf(this, other);
    }

    /** At least one of both holds. */
    default RunCondition or(RunCondition other) {
        return anyOf(this, other);
    }

    /** This does not hold. */
    default RunCondition not() {
        return new Not(this);
    }

    /** All hold. */
    static RunCondition allOf(RunCondition first, RunCondition... others) {
        return others.length == 0 ? first : new All(listed(first, others));
    }

    /** At least one holds. */
    static RunCondition anyOf(RunCondition first, RunCondition... others) {
        return others.length == 0 ? first : new Any(listed(first, others));
    }

    private static List<RunCondition> listed(RunCondition first, RunCondition... others) {
        List<RunCondition> all = new ArrayList<>(others.length + 1);
        all.add(first);
        all.addAll(Arrays.asList(others));
        return all;
    }

    /** How two numbers or instants compare. */
    enum Comparison {
        /** They are the same. */
        EQUAL("="),
        /** They differ. */
        UNEQUAL("!="),
        /** The run's is greater, or later. */
        ABOVE(">"),
        /** The run's is not less, or not earlier. */
        AT_LEAST(">="),
        /** The run's is less, or earlier. */
        BELOW("<"),
        /** The run's is not greater, or not later. */
        AT_MOST("<=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** How it is written. */
        public String sign() {
            return sign;
        }
    }

    /** How two texts compare. */
    enum Match {
        /** They are the same. */
        IS("="),
        /** They differ. */
        IS_NOT("!="),
        /** The run's matches a pattern, see {@link RunField.OfText#like}. */
        LIKE("LIKE"),
        /** The run's matches a pattern where upper and lower case are the same. */
        ILIKE("ILIKE");

        private final String sign;

        Match(String sign) {
            this.sign = sign;
        }

        /** How it is written. */
        public String sign() {
            return sign;
        }
    }

    /**
     * A field compares with a number.
     *
     * @param field the field
     * @param comparison how
     * @param value the number
     */
    record OnNumber(RunField.OfNumber field, Comparison comparison, double value) implements RunCondition {
        /** Refuses a value that is no number. */
        public OnNumber {
            if (Double.isNaN(value)) {
                throw new InvalidInput("A condition on " + FilterText.of(field)
                        + " compares it with what is no number (NaN); use a number, or exists().");
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A field compares with an instant.
     *
     * @param field the field
     * @param comparison how
     * @param instant the instant
     */
    record OnTime(RunField.OfTime field, Comparison comparison, Instant instant) implements RunCondition {
        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A field compares with a text.
     *
     * @param field the field
     * @param match how
     * @param value the text or pattern
     */
    record OnText(RunField.OfText field, Match match, String value) implements RunCondition {
        /** Refuses a status that there is not. */
        public OnText {
            if (match == Match.IS || match == Match.IS_NOT) {
                requireKnown(field, value);
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A field is one of some texts.
     *
     * @param field the field
     * @param values the texts, at least one
     */
    record In(RunField.OfText field, List<String> values) implements RunCondition {
        /** Copies the list; refuses an empty one, and a status that there is not. */
        public In {
            values = List.copyOf(values);
            if (values.isEmpty()) {
                throw new InvalidInput("A condition says that " + FilterText.of(field)
                        + " is one of no values, which never holds; name at least one.");
            }
            for (String value : values) {
                requireKnown(field, value);
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A run has a field, whatever its value.
     *
     * @param field the field
     */
    record Exists(RunField field) implements RunCondition {
        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A run read a dataset.
     *
     * @param part what of the dataset is given
     * @param value the name, the digest, or the name and the number of the version with a slash between
     */
    record Input(Part part, String value) implements RunCondition {
        /** What of a dataset version is given. */
        public enum Part {
            /** The name: any of its versions. */
            NAME,
            /** The name and the number: {@code loans/3}. */
            VERSION,
            /** The digest, whatever the name. */
            DIGEST
        }

        /** Refuses a version that is not written as {@code loans/3}. */
        public Input {
            if (part == Part.VERSION && !value.matches("(?s).+/[0-9]{1,9}")) {
                throw new InvalidInput("'" + value
                        + "' names no version of a dataset; write the name and the number, as in 'loans/3'.");
            }
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * All of some conditions hold.
     *
     * @param conditions the conditions, at least two
     */
    record All(List<RunCondition> conditions) implements RunCondition {
        /** Copies the list. */
        public All {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * At least one of some conditions holds.
     *
     * @param conditions the conditions, at least two
     */
    record Any(List<RunCondition> conditions) implements RunCondition {
        /** Copies the list. */
        public Any {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /**
     * A condition does not hold.
     *
     * @param condition the condition
     */
    record Not(RunCondition condition) implements RunCondition {
        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    private static List<RunCondition> atLeastTwo(List<RunCondition> conditions) {
        if (conditions.size() < 2) {
            throw new InvalidInput("A condition is made of " + conditions.size() + " others; it takes at least 2.");
        }
        return List.copyOf(conditions);
    }

    private static void requireKnown(RunField.OfText field, String value) {
        if (!(field instanceof RunField.Status)) {
            return;
        }
        List<String> known =
                Arrays.stream(RunStatus.values()).map(RunStatus::name).toList();
        if (!known.contains(value)) {
            throw new InvalidInput("No run has the status '" + value + "'." + NearNames.sentence(value, known));
        }
    }
}
