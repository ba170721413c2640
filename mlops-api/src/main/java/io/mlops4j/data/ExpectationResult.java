package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What checking one {@link Expectation} found. Immutable.
 *
 * @param expectation the rule
 * @param checked how many cells the rule looked at: all for rules about missing cells, the present ones for rules about values, the rows
 *     for {@code unique} (those without a missing cell), {@code row}, {@code rowCount} and {@code table}, and for a statistic the values it is of
 * @param broken how many of them break it: missing cells, values outside, second and later appearances of a value; for {@code
 *     rowCount} how many rows there are too few or too many; for any other rule about the table 1 if it is broken
 * @param examples the first few that break it, in the order of the rows; none for rules about the table but {@code missingAtMost}
 * @param observed for a statistic, what it is: a number, or an instant and its age; empty if it is undefined, and for other rules
 */
public record ExpectationResult(
        Expectation expectation, long checked, long broken, List<Example> examples, String observed) {
    /** The most examples that are kept. */
    public static final int MOST_EXAMPLES = 5;

    /**
     * A row that breaks a rule.
     *
     * @param row the number of the row, from 1, the header not counted
     * @param value the text of the cell, shortened to 80 characters; empty for a missing one
     */
    public record Example(long row, String value) {
        /** Refuses a row below 1 with {@link InvalidInput}; shortens the text. */
        public Example {
            if (row < 1) {
                throw new InvalidInput("Rows are counted from 1, so there is no row " + row + ".");
            }
            value = Quoted.shorten(value);
        }
    }

    /** Copies the examples; refuses counts that contradict each other with {@link InvalidInput}. */
    public ExpectationResult {
        Objects.requireNonNull(expectation, "expectation");
        Objects.requireNonNull(observed, "observed");
        examples = List.copyOf(examples);
        boolean possible = broken >= 0
                && (broken <= checked
                        || (expectation.rule() instanceof TableRule rule
                                && !(rule instanceof TableRule.MissingAtMost)));
        if (checked < 0 || !possible || examples.size() > Math.min(MOST_EXAMPLES, broken)) {
            throw new InvalidInput("A result with " + checked + " checked, " + broken + " broken and " + examples.size()
                    + " examples is not possible.");
        }
    }

    /** The result of a rule that counts say all of. */
    public ExpectationResult(Expectation expectation, long checked, long broken, List<Example> examples) {
        this(expectation, checked, broken, examples, "");
    }

    /** Whether the rule is kept. A share is taken as the decimal that it is written as, so 0.9 of 10 is 9. */
    public boolean passed() {
        if (expectation.rule() instanceof TableRule.MissingAtMost atMost) {
            return share(atMost.share()).compareTo(BigDecimal.valueOf(broken)) >= 0;
        }
        return broken == 0
                || (expectation.mostly() < 1
                        && share(expectation.mostly()).compareTo(BigDecimal.valueOf(checked - broken)) <= 0);
    }

    private BigDecimal share(double share) {
        return BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(checked));
    }

    /**
     * What was found, as a sentence without a full stop: {@code 3 of 569 values of 'age' lie outside [18, 120], first at row 17
     * (value 131), then at row 40 (value 7)}; for a rule that is kept, what it demands.
     */
    public String describe() {
        if (passed()) {
            return expectation.describe();
        }
        if (expectation.rule() instanceof RowRule rule) {
            String found = share() + " " + failure(rule);
            if (expectation.mostly() < 1) {
                found += ", more than the "
                        + Quoted.percent(BigDecimal.ONE
                                .subtract(BigDecimal.valueOf(expectation.mostly()))
                                .doubleValue())
                        + " allowed";
            }
            return found + where(!(rule instanceof RowRule.NotNull || rule instanceof RowRule.Custom));
        }
        return expectation.rule() instanceof TableRule rule ? failure(rule) : expectation.describe();
    }

    private static String failure(RowRule broken) {
        if (broken instanceof RowRule.NotNull rule) {
            return "cells of '" + rule.column() + "' are missing";
        }
        if (broken instanceof RowRule.Unique rule) {
            return (rule.columns().size() == 1 ? "values of " : "combinations of ") + Quoted.list(rule.columns())
                    + " appeared before";
        }
        if (broken instanceof RowRule.Custom rule) {
            return "rows do not satisfy '" + rule.name() + "'";
        }
        return "values of '" + broken.columns().get(0) + "' " + complaint(broken);
    }

    private static String complaint(RowRule broken) {
        if (broken instanceof RowRule.Between rule) {
            return "lie outside " + Quoted.range(rule.low(), rule.high());
        }
        if (broken instanceof RowRule.In rule) {
            return "are not among " + Quoted.set(rule.allowed());
        }
        if (broken instanceof RowRule.Matches rule) {
            return "do not match '" + rule.regex() + "'";
        }
        if (broken instanceof RowRule.Length rule) {
            return "have a length outside [" + rule.least() + ", " + rule.most() + "]";
        }
        if (broken instanceof RowRule.OfType rule) {
            return "are not of type " + rule.type();
        }
        if (broken instanceof RowRule.Increasing rule) {
            return "are " + (rule.repeats() == RowRule.Increasing.Repeats.ALLOWED ? "below" : "not above")
                    + " the one before";
        }
        return "do not appear in " + ((RowRule.Foreign) broken).where();
    }

    private String failure(TableRule broken) {
        if (broken instanceof TableRule.MissingAtMost rule) {
            return share() + " cells of '" + rule.column() + "' ("
                    + Quoted.percent((double) this.broken / checked) + ") are missing, more than the "
                    + Quoted.percent(rule.share()) + " allowed" + where(false);
        }
        if (broken instanceof TableRule.RowCount rule) {
            return "there are " + checked + " rows, outside [" + rule.least() + ", " + rule.most() + "]";
        }
        if (broken instanceof TableRule.MeanBetween rule) {
            return statistic(rule.statistic(), rule.low(), rule.high());
        }
        if (broken instanceof TableRule.QuantileBetween rule) {
            return statistic(rule.statistic(), rule.low(), rule.high());
        }
        if (broken instanceof TableRule.CorrelationBetween rule) {
            return statistic(rule.statistic(), rule.low(), rule.high());
        }
        if (broken instanceof TableRule.Fresh rule) {
            return observed.isEmpty()
                    ? "there is no value of '" + rule.column() + "' that could be at most "
                            + Quoted.duration(rule.atMost()) + " old"
                    : "the latest value of '" + rule.column() + "' is " + observed + ", more than "
                            + Quoted.duration(rule.atMost()) + " old";
        }
        return "the table does not satisfy '" + ((TableRule.Custom) broken).name() + "'";
    }

    private String statistic(String name, double low, double high) {
        return observed.isEmpty()
                ? name + " is undefined, so it does not lie in " + Quoted.range(low, high)
                : name + " is " + observed + ", outside " + Quoted.range(low, high);
    }

    private String share() {
        return broken + " of " + checked;
    }

    private String where(boolean withValue) {
        StringBuilder text = new StringBuilder();
        String lead = ", first at row ";
        for (Example example : examples) {
            text.append(lead).append(example.row());
            if (withValue) {
                text.append(" (value ")
                        .append(example.value().isEmpty() ? "''" : example.value())
                        .append(')');
            }
            lead = text.indexOf("then") < 0 ? ", then at row " : ", row ";
        }
        return text.toString();
    }
}
