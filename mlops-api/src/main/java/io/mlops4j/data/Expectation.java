package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A rule that data must keep to be committed. Rules are immutable values; they are checked while the data stream by, and stored with
 * the version. A rule about values ({@code between}, {@code in}, {@code matches}, {@code unique}) says nothing about missing cells:
 * {@code notNull} and {@code missingAtMost} do.
 */
public sealed interface Expectation {
    /** No cell of the column is missing. */
    static Expectation notNull(String column) {
        return new NotNull(column);
    }

    /** No value appears twice in the column; with more columns, no combination of values. Rows with a missing cell among them are not compared. */
    static Expectation unique(String column, String... more) {
        List<String> columns = new ArrayList<>(List.of(column));
        columns.addAll(List.of(more));
        return new Unique(columns);
    }

    /** Every value of a column of numbers lies in [low, high], both included; a bound may be infinite. */
    static Expectation between(String column, double low, double high) {
        return new Between(column, low, high);
    }

    /** Every value is one of these. They are read in the column's type, so {@code "0"} allows 0 in a column of numbers. */
    static Expectation in(String column, String... allowed) {
        return new In(column, List.of(allowed));
    }

    /** At most this share of the cells, in [0, 1], is missing. */
    static Expectation missingAtMost(String column, double share) {
        return new MissingAtMost(column, share);
    }

    /** The whole text of every value matches the {@link Pattern regular expression}. */
    static Expectation matches(String column, String regex) {
        return new Matches(column, regex);
    }

    /** The number of rows lies in [least, most], both included. */
    static Expectation rowCount(long least, long most) {
        return new RowCount(least, most);
    }

    /** The columns that the rule is about; none for a rule about the table. */
    List<String> columns();

    /** What the rule demands, as a sentence without a full stop: {@code values of 'age' lie in [18, 120]}. */
    String describe();

    /**
     * See {@link #notNull}.
     *
     * @param column the name of the column
     */
    record NotNull(String column) implements Expectation {
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
     * See {@link #unique}.
     *
     * @param columns the names of the columns whose values identify a row; at least one, none twice
     */
    record Unique(List<String> columns) implements Expectation {
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
     * See {@link #between}.
     *
     * @param column the name of the column
     * @param low the least value allowed
     * @param high the greatest value allowed
     */
    record Between(String column, double low, double high) implements Expectation {
        /** Refuses an invalid name, NaN and an empty range with {@link InvalidInput}. */
        public Between {
            ColumnSchema.checkName(column);
            if (!(low <= high)) {
                throw new InvalidInput("The range [" + low + ", " + high + "] for '" + column
                        + "' holds no value; give the lower bound first, and neither as NaN.");
            }
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
     * See {@link #in}.
     *
     * @param column the name of the column
     * @param allowed the values allowed, at least one
     */
    record In(String column, List<String> allowed) implements Expectation {
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
     * See {@link #missingAtMost}.
     *
     * @param column the name of the column
     * @param share the greatest share of missing cells, in [0, 1]
     */
    record MissingAtMost(String column, double share) implements Expectation {
        /** Refuses an invalid name and a share outside [0, 1] with {@link InvalidInput}. */
        public MissingAtMost {
            ColumnSchema.checkName(column);
            if (!(share >= 0 && share <= 1)) {
                throw new InvalidInput("The share of missing cells allowed in '" + column + "' is " + share
                        + "; it is a fraction in [0, 1], such as 0.05.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "at most " + Quoted.percent(share) + " of '" + column + "' is missing";
        }
    }

    /**
     * See {@link #matches}.
     *
     * @param column the name of the column
     * @param regex the regular expression
     */
    record Matches(String column, String regex) implements Expectation {
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
     * See {@link #rowCount}.
     *
     * @param least the least number of rows
     * @param most the greatest number of rows
     */
    record RowCount(long least, long most) implements Expectation {
        /** Refuses an empty range with {@link InvalidInput}. */
        public RowCount {
            if (least < 0 || least > most) {
                throw new InvalidInput("The range of row counts [" + least + ", " + most
                        + "] holds none; give a lower bound of at least 0, then the upper one.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public String describe() {
            return "the number of rows lies in [" + least + ", " + most + "]";
        }
    }
}
