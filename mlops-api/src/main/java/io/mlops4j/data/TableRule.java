package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A rule that a table keeps or breaks as a whole. Made by the methods of {@link Expectation}. */
public sealed interface TableRule extends Expectation {
    /**
     * See {@link Expectation#missingAtMost}.
     *
     * @param column the name of the column
     * @param share the greatest share of missing cells, in [0, 1]
     */
    record MissingAtMost(String column, double share) implements TableRule {
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
     * See {@link Expectation#rowCount}.
     *
     * @param least the least number of rows
     * @param most the greatest number of rows
     */
    record RowCount(long least, long most) implements TableRule {
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

    /**
     * See {@link Expectation#meanBetween}.
     *
     * @param column the name of the column
     * @param low the least mean allowed
     * @param high the greatest mean allowed
     */
    record MeanBetween(String column, double low, double high) implements TableRule {
        /** Refuses an invalid name, NaN and an empty range with {@link InvalidInput}. */
        public MeanBetween {
            ColumnSchema.checkName(column);
            Quoted.checkRange("the mean of '" + column + "'", low, high);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return statistic() + " lies in " + Quoted.range(low, high);
        }

        String statistic() {
            return "the mean of '" + column + "'";
        }
    }

    /**
     * See {@link Expectation#quantileBetween}.
     *
     * @param column the name of the column
     * @param p the share of the values below, in [0, 1]
     * @param low the least value allowed
     * @param high the greatest value allowed
     */
    record QuantileBetween(String column, double p, double low, double high) implements TableRule {
        /** Refuses an invalid name, a share outside [0, 1], NaN and an empty range with {@link InvalidInput}. */
        public QuantileBetween {
            ColumnSchema.checkName(column);
            if (!(p >= 0 && p <= 1)) {
                throw new InvalidInput("There is no " + p + " quantile of '" + column
                        + "'; give the share of the values below it, in [0, 1], such as 0.5 for the median.");
            }
            p = p + 0.0;
            Quoted.checkRange("the " + Quoted.number(p) + " quantile of '" + column + "'", low, high);
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return statistic() + " lies in " + Quoted.range(low, high);
        }

        String statistic() {
            return "the " + Quoted.number(p) + " quantile of '" + column + "'";
        }
    }

    /**
     * See {@link Expectation#correlationBetween}.
     *
     * @param a the name of one column
     * @param b the name of another
     * @param low the least correlation allowed
     * @param high the greatest correlation allowed
     */
    record CorrelationBetween(String a, String b, double low, double high) implements TableRule {
        /** Refuses invalid names, one column with itself, NaN and an empty range with {@link InvalidInput}. */
        public CorrelationBetween {
            ColumnSchema.checkName(a);
            ColumnSchema.checkName(b);
            if (a.equals(b)) {
                throw new InvalidInput("The correlation of '" + a + "' with itself is 1; name two columns.");
            }
            Quoted.checkRange("the correlation of '" + a + "' and '" + b + "'", low, high);
            if (low > 1 || high < -1) {
                throw new InvalidInput("No correlation of '" + a + "' and '" + b + "' lies in "
                        + Quoted.range(low, high) + "; it is a number in [-1, 1].");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(a, b);
        }

        @Override
        public String describe() {
            return statistic() + " lies in " + Quoted.range(low, high);
        }

        String statistic() {
            return "the correlation of '" + a + "' and '" + b + "'";
        }
    }

    /**
     * See {@link Expectation#fresh}.
     *
     * @param column the name of the column
     * @param atMost how old the greatest date or instant may be
     */
    record Fresh(String column, Duration atMost) implements TableRule {
        /** Refuses an invalid name and a negative duration with {@link InvalidInput}. */
        public Fresh {
            ColumnSchema.checkName(column);
            Objects.requireNonNull(atMost, "atMost");
            if (atMost.isNegative()) {
                throw new InvalidInput("The age allowed of '" + column + "' is " + Quoted.duration(atMost)
                        + "; give a duration of at least 0.");
            }
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }

        @Override
        public String describe() {
            return "the latest value of '" + column + "' is at most " + Quoted.duration(atMost) + " old";
        }
    }

    /** See {@link Expectation#table}. Two are equal when their names are, as code cannot be compared. */
    final class Custom implements TableRule {
        private final String name;
        private final @Nullable Predicate<? super Profile> predicate;

        Custom(String name, @Nullable Predicate<? super Profile> predicate) {
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
         * Whether a table with this profile keeps the rule.
         *
         * @throws InvalidInput if the code is not here
         */
        public boolean test(Profile profile) {
            if (predicate == null) {
                throw Quoted.unbound("table", name);
            }
            return predicate.test(profile);
        }

        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public String describe() {
            return "the table satisfies '" + name + "'";
        }

        /** Whether the other is a rule on the table of the same name. */
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
