package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.spi.DataEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A rule that data must keep to be committed. Rules are immutable values; they are checked while the data stream by, and stay with
 * the dataset, so that the next commit is checked without being told. A rule about values ({@code between}, {@code in}, {@code matches},
 * {@code unique}) says nothing about missing cells: {@code notNull} and {@code missingAtMost} do.
 *
 * <p>A broken rule refuses the commit, unless it is a {@link #warning()}; a {@link RowRule} may demand a share of the rows only:
 *
 * <pre>{@code
 * loans.from(Source.csv(file))
 *     .expect(Expectation.notNull("id"),
 *             Expectation.between("age", 18, 120).mostly(0.99),
 *             Expectation.meanBetween("income", 20_000, 60_000).warning())
 *     .commit();
 * }</pre>
 */
public sealed interface Expectation permits RowRule, TableRule, Expectation.Qualified, Expectation.Unknown {
    /** What a broken rule does. */
    enum Severity {
        /** The commit is refused. */
        ERROR,
        /** The commit is accepted, and {@link Quality#warnings()} tells. */
        WARNING
    }

    /** No cell of the column is missing. */
    static Expectation notNull(String column) {
        return new RowRule.NotNull(column);
    }

    /** No value appears twice in the column; with more columns, no combination of values. Rows with a missing cell among them are not compared. */
    static Expectation unique(String column, String... more) {
        List<String> columns = new ArrayList<>(List.of(column));
        columns.addAll(List.of(more));
        return new RowRule.Unique(columns);
    }

    /** Every value of a column of numbers lies in [low, high], both included; a bound may be infinite. */
    static Expectation between(String column, double low, double high) {
        return new RowRule.Between(column, low, high);
    }

    /** Every value is one of these. They are read in the column's type, so {@code "0"} allows 0 in a column of numbers. */
    static Expectation in(String column, String... allowed) {
        return new RowRule.In(column, List.of(allowed));
    }

    /** The whole text of every value matches the {@link java.util.regex.Pattern regular expression}. */
    static Expectation matches(String column, String regex) {
        return new RowRule.Matches(column, regex);
    }

    /** The text of every value has a number of characters (UTF-16 units) in [least, most], both included. */
    static Expectation length(String column, int least, int most) {
        return new RowRule.Length(column, least, most);
    }

    /** The column is of this type, or the text of every value reads as it: words of digits are whole numbers, and all values are text. */
    static Expectation ofType(String column, ColumnType type) {
        return new RowRule.OfType(column, type);
    }

    /** No number, date or instant is below the present value before it, in the order of the rows. */
    static Expectation increasing(String column) {
        return new RowRule.Increasing(column, RowRule.Increasing.Repeats.ALLOWED);
    }

    /** Every number, date or instant is above the present value before it, in the order of the rows. */
    static Expectation strictlyIncreasing(String column) {
        return new RowRule.Increasing(column, RowRule.Increasing.Repeats.REFUSED);
    }

    /**
     * Every value appears in a column of a version of another dataset, or of this one. The rule keeps the name, the number and the column, and reads
     * the other version's column whenever it is checked.
     */
    static Expectation foreign(String column, DatasetVersion other, String otherColumn) {
        other.schema().column(otherColumn);
        return new RowRule.Foreign(column, other.dataset(), other.number(), otherColumn);
    }

    /**
     * Every row satisfies a predicate, called by a thread at a time, which may keep nothing of the row it is given. Code is not stored: the name and the results
     * are, and a later commit that is not given a predicate of this name again says so in {@link Quality#unchecked()}.
     */
    static Expectation row(String name, Predicate<? super Row> predicate) {
        return new RowRule.Custom(name, predicate);
    }

    /** At most this share of the cells, in [0, 1], is missing. */
    static Expectation missingAtMost(String column, double share) {
        return new TableRule.MissingAtMost(column, share);
    }

    /** The number of rows lies in [least, most], both included. */
    static Expectation rowCount(long least, long most) {
        return new TableRule.RowCount(least, most);
    }

    /** The arithmetic mean of the number form of a column lies in [low, high]. A column without a mean breaks it. */
    static Expectation meanBetween(String column, double low, double high) {
        return new TableRule.MeanBetween(column, low, high);
    }

    /**
     * A quantile of the number form of a column lies in [low, high], as {@link ColumnProfile#quantile} defines it: exact up to 131 072
     * values, of a sample of that size above. A column without values breaks it.
     *
     * @param p the share of the values below, in [0, 1]: 0.5 for the median
     */
    static Expectation quantileBetween(String column, double p, double low, double high) {
        return new TableRule.QuantileBetween(column, p, low, high);
    }

    /**
     * Pearson's correlation of two columns, over the rows where both have a finite value, lies in [low, high]. Undefined, as for a column that is
     * constant, it breaks the rule.
     */
    static Expectation correlationBetween(String a, String b, double low, double high) {
        return new TableRule.CorrelationBetween(a, b, low, high);
    }

    /**
     * The greatest date or instant of a column is not older than this when the data are committed, by the engine's clock; a date counts from its
     * start in UTC. A column without values breaks it.
     */
    static Expectation fresh(String column, Duration atMost) {
        return new TableRule.Fresh(column, atMost);
    }

    /** The profile of the table satisfies a predicate. As for {@link #row}, the name and the result are stored, and the code is not. */
    static Expectation table(String name, Predicate<? super Profile> predicate) {
        return new TableRule.Custom(name, predicate);
    }

    /**
     * Rules to start from, found from data: conservative ones, all of which the data with this profile keep.
     *
     * <ul>
     *   <li>At least 100 rows and no missing cell in a column: {@code notNull}. Some missing: {@code missingAtMost} the upper end of the 99.9 % Wilson
     *       score interval of the share, rounded up to a whole percent; none if that is half of the cells or more.
     *   <li>At least 100 values, counted and all different, in a column of whole numbers or text that is named {@code id}, {@code key}, {@code uuid} or {@code
     *       guid} or ends in such a word, as {@code customer_id} and {@code orderId} do: {@code unique}.
     *   <li>A column of text or categories whose few words (at most 10, at least 20 values for each) the profile lists in full, none longer than
     *       it keeps: {@code in} them, {@code mostly(0.99)}, as a rare word may not have been seen.
     *   <li>At least 100 numbers, not all 0: {@code between} 0 and 1 if all lie there and one is below 1; otherwise, if none is negative, {@code between}
     *       0 and infinity, and the reverse if none is positive. Nothing for numbers of both signs, whose range in one sample says little of the next.
     *   <li>A column that is no text: {@code ofType} its type.
     * </ul>
     */
    static List<Expectation> suggest(Profile profile) {
        return Suggestions.of(profile);
    }

    /**
     * Makes a check of single rows from those of the rules that make sense for one row: not null, between, in, matches, length, type and the custom ones on a row.
     * Foreign values need a store; {@link DatasetVersion#rowCheck()} checks them too.
     *
     * @throws InvalidInput if a rule names a column that the schema lacks, or is not about its type
     */
    static RowCheck rowCheck(Schema schema, List<Expectation> rules) {
        return DataEngine.installed().rowCheck(schema, rules);
    }

    /** The columns that the rule is about; none for a rule about the table. */
    List<String> columns();

    /** What the rule demands, as a sentence without a full stop: {@code values of 'age' lie in [18, 120]}. */
    String describe();

    /** The rule without severity and share: itself if it has neither. */
    default Expectation rule() {
        return this;
    }

    /** What happens when it is broken; {@link Severity#ERROR} unless {@link #warning()} says otherwise. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** The share of rows that must keep it, in (0, 1]; 1 unless {@link #mostly(double)} says otherwise. */
    default double mostly() {
        return 1;
    }

    /** The same rule as a warning: broken, it does not refuse a commit, and is told in {@link Quality#warnings()}. */
    default Expectation warning() {
        return new Qualified(rule(), Severity.WARNING, mostly());
    }

    /**
     * The same rule, kept if this share of what it looks at keeps it: cells, values or rows.
     *
     * @param share in (0, 1]: 0.99 lets one in a hundred break it
     * @throws InvalidInput if this is a {@link TableRule}, which is kept or broken as a whole, or the share is not in (0, 1]
     */
    default Expectation mostly(double share) {
        Qualified qualified = new Qualified(rule(), severity(), share);
        return share == 1 && severity() == Severity.ERROR ? rule() : qualified;
    }

    /**
     * A rule with a severity, or a share that must keep it. Made by {@link #warning()} and {@link #mostly(double)}.
     *
     * @param rule the rule itself
     * @param severity what happens when it is broken
     * @param mostly the share that must keep it, in (0, 1]
     */
    record Qualified(Expectation rule, Severity severity, double mostly) implements Expectation {
        /** Refuses a rule that is qualified already, a share outside (0, 1], and one below 1 of a rule about the table with {@link InvalidInput}. */
        public Qualified {
            Objects.requireNonNull(severity, "severity");
            if (rule instanceof Qualified) {
                throw new InvalidInput("The expectation that " + rule.describe()
                        + " has a severity and a share already; change them by warning() and mostly(…).");
            }
            if (!(mostly > 0 && mostly <= 1)) {
                throw new InvalidInput("The expectation that " + rule.describe() + " cannot hold for a share of "
                        + mostly + "; it is a fraction in (0, 1], such as 0.99.");
            }
            if (mostly < 1 && !(rule instanceof RowRule)) {
                throw new InvalidInput(
                        "The expectation that " + rule.describe()
                                + " is about the table as a whole, so it cannot hold for a share of the rows; widen its bounds.");
            }
        }

        @Override
        public List<String> columns() {
            return rule.columns();
        }

        @Override
        public String describe() {
            if (mostly == 1) {
                return rule.describe();
            }
            String what = rule instanceof RowRule.NotNull present
                    ? "cells of '" + present.column() + "' are present"
                    : rule.describe();
            return "at least " + Quoted.percent(mostly) + " of " + what;
        }
    }

    /**
     * A rule that a newer release stored. It is kept as it is, and this release does not check it.
     *
     * @param kind what the newer release calls it
     * @param json the rule as it is stored
     */
    record Unknown(String kind, String json) implements Expectation {
        /** Refuses nulls. */
        public Unknown {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(json, "json");
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public String describe() {
            return "the data keep a rule of the kind '" + kind + "', which only a newer release knows";
        }
    }
}
