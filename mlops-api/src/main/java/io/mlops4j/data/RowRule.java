package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A rule that each row keeps or breaks, so that breaks can be counted and shown. Made by the methods of {@link Expectation}. */
public sealed interface RowRule extends Expectation {
    /**
     * See {@link Expectation#notNull}.
     *
     * @param column the name of the column
     */
    record NotNull(String column) implements RowRule {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public NotNull {
            ColumnSchema.checkName(column);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "no cell of '" + column + "' is missing";
        }
    }

    /**
     * See {@link Expectation#unique}.
     *
     * @param columns the names of the columns whose values identify a row; at least one, none twice
     */
    record Unique(List<String> columns) implements RowRule {
        /** Copies the names; refuses none, repeated and invalid ones with {@link InvalidInput}. */
        public Unique {
            columns = List.copyOf(columns);
            columns.forEach(ColumnSchema::checkName);
            if (columns.isEmpty() || new HashSet<>(columns).size() != columns.size()) {
                throw new InvalidInput(
                        "A unique expectation needs one or more different columns, not " + columns + ".");
            }
        }

        @Override
        public String describe() {
            return (columns.size() == 1 ? "values of " : "combinations of ") + Quoted.list(columns) + " are unique";
        }
    }

    /**
     * See {@link Expectation#between}.
     *
     * @param column the name of the column
     * @param low the least value allowed
     * @param high the greatest value allowed
     */
    record Between(String column, double low, double high) implements RowRule {
        /** Refuses an invalid name, NaN and an empty range with {@link InvalidInput}. */
        public Between {
            ColumnSchema.checkName(column);
            Quoted.checkRange("'" + column + "'", low, high);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' lie in " + Quoted.range(low, high);
        }
    }

    /**
     * See {@link Expectation#in}.
     *
     * @param column the name of the column
     * @param allowed the values allowed, at least one
     */
    record In(String column, List<String> allowed) implements RowRule {
        /** Copies the values; refuses an invalid name and no values with {@link InvalidInput}. */
        public In {
            ColumnSchema.checkName(column);
            allowed = List.copyOf(allowed);
            if (allowed.isEmpty()) {
                throw new InvalidInput(
                        "The expectation on '" + column + "' allows no value at all; list at least one.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' are among " + Quoted.set(allowed);
        }
    }

    /**
     * See {@link Expectation#matches}.
     *
     * @param column the name of the column
     * @param regex the regular expression
     */
    record Matches(String column, String regex) implements RowRule {
        /** Refuses an invalid name and a regular expression that does not compile with {@link InvalidInput}. */
        public Matches {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(regex, "regex");
            try {
                Pattern.compile(regex);
            } catch (PatternSyntaxException e) {
                throw new InvalidInput(
                        "The regular expression '" + regex + "' for '" + column + "' is not one: " + e.getDescription()
                                + " near index " + e.getIndex() + ".",
                        e);
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' match '" + regex + "'";
        }
    }

    /**
     * See {@link Expectation#length}.
     *
     * @param column the name of the column
     * @param least the least number of characters
     * @param most the greatest number of characters
     */
    record Length(String column, int least, int most) implements RowRule {
        /** Refuses an invalid name and an empty range with {@link InvalidInput}. */
        public Length {
            ColumnSchema.checkName(column);
            if (least < 0 || least > most) {
                throw new InvalidInput("The range of lengths [" + least + ", " + most + "] for '" + column
                        + "' holds none; give a lower bound of at least 0, then the upper one.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' have a length in [" + least + ", " + most + "]";
        }
    }

    /**
     * See {@link Expectation#ofType}.
     *
     * @param column the name of the column
     * @param type the type that every value reads as
     */
    record OfType(String column, ColumnType type) implements RowRule {
        /** Refuses an invalid name with {@link InvalidInput}. */
        public OfType {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(type, "type");
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' are of type " + type;
        }
    }

    /**
     * See {@link Expectation#increasing} and {@link Expectation#strictlyIncreasing}.
     *
     * @param column the name of the column
     * @param repeats whether a value may be the same as the one before it
     */
    record Increasing(String column, Repeats repeats) implements RowRule {
        /** What is said of a value that is the same as the one before it. */
        public enum Repeats {
            /** It keeps the rule. */
            ALLOWED,
            /** It breaks the rule. */
            REFUSED
        }

        /** Refuses an invalid name with {@link InvalidInput}. */
        public Increasing {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(repeats, "repeats");
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' are " + (repeats == Repeats.ALLOWED ? "not below" : "above")
                    + " the one before";
        }
    }

    /**
     * See {@link Expectation#foreign}.
     *
     * @param column the name of the column
     * @param dataset the dataset that has the values
     * @param version the number of its version
     * @param otherColumn the name of the column there
     */
    record Foreign(String column, String dataset, int version, String otherColumn) implements RowRule {
        /** Refuses invalid names and a version below 1 with {@link InvalidInput}. */
        public Foreign {
            ColumnSchema.checkName(column);
            ColumnSchema.checkName(otherColumn);
            Objects.requireNonNull(dataset, "dataset");
            if (version < 1) {
                throw new InvalidInput(
                        "Versions are counted from 1, so dataset '" + dataset + "' has no version " + version + ".");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "values of '" + column + "' appear in " + where();
        }

        String where() {
            return "'" + otherColumn + "' of version " + version + " of dataset '" + dataset + "'";
        }
    }

    /** See {@link Expectation#row}. Two are equal when their names are, as code cannot be compared. */
    final class Custom implements RowRule {
        private final String name;
        private final @Nullable Predicate<? super Row> predicate;

        Custom(String name, @Nullable Predicate<? super Row> predicate) {
            this.name = Quoted.checkRuleName(name);
            this.predicate = predicate;
        }

        /** The rule of a name, as a store gives it back: without its code. */
        public static Custom named(String name) {
            return new Custom(name, null);
        }

        /** What it is called. */
        public String name() {
            return name;
        }

        /** Whether the code is here; it is not after the rule was stored. */
        public boolean isBound() {
            return predicate != null;
        }

        /**
         * Whether a row keeps the rule.
         *
         * @throws InvalidInput if the code is not here
         */
        public boolean test(Row row) {
            if (predicate == null) {
                throw Quoted.unbound("row", name);
            }
            return predicate.test(row);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public String describe() {
            return "rows satisfy '" + name + "'";
        }

        /** Whether the other is a rule on rows of the same name. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Custom that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        /** What it demands. */
        @Override
        public String toString() {
            return describe();
        }
    }
}
