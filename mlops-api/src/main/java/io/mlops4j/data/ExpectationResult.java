package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Objects;

/**
 * What checking one {@link Expectation} found. Immutable.
 *
 * @param expectation the rule
 * @param checked how many cells the rule looked at: all for rules about missing cells, the present ones for rules about values, the rows
 *     for {@code unique} (those without a missing cell) and {@code rowCount}
 * @param broken how many of them break it: missing cells, values outside, second and later appearances of a value; for {@code
 *     rowCount} how many rows there are too few or too many
 * @param examples the first few that break it, in the order of the rows; none for {@code rowCount}
 */
public record ExpectationResult(Expectation expectation, long checked, long broken, List<Example> examples) {
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
        examples = List.copyOf(examples);
        boolean possible = broken >= 0 && (broken <= checked || expectation instanceof Expectation.RowCount);
        if (checked < 0 || !possible || examples.size() > Math.min(MOST_EXAMPLES, broken)) {
            throw new InvalidInput("A result with " + checked + " checked, " + broken + " broken and " + examples.size()
                    + " examples is not possible.");
        }
    }

    /** Whether the rule is kept. */
    public boolean passed() {
        if (expectation instanceof Expectation.MissingAtMost atMost) {
            return broken <= atMost.share() * checked;
        }
        return broken == 0;
    }

    /**
     * What was found, as a sentence without a full stop: {@code 3 of 569 values of 'age' lie outside [18, 120], first at row 17
     * (value 131), then at row 40 (value 7)}; for a rule that is kept, what it demands.
     */
    public String describe() {
        if (passed()) {
            return expectation.describe();
        }
        if (expectation instanceof Expectation.NotNull rule) {
            return share() + " cells of '" + rule.column() + "' are missing" + where(false);
        }
        if (expectation instanceof Expectation.MissingAtMost rule) {
            return share() + " cells of '" + rule.column() + "' (" + Quoted.percent((double) broken / checked)
                    + ") are missing, more than the " + Quoted.percent(rule.share()) + " allowed" + where(false);
        }
        if (expectation instanceof Expectation.Unique rule) {
            return share() + (rule.columns().size() == 1 ? " values of " : " combinations of ")
                    + Quoted.list(rule.columns()) + " appeared before" + where(true);
        }
        if (expectation instanceof Expectation.Between rule) {
            return share() + " values of '" + rule.column() + "' lie outside " + Quoted.range(rule.low(), rule.high())
                    + where(true);
        }
        if (expectation instanceof Expectation.In rule) {
            return share() + " values of '" + rule.column() + "' are not among " + Quoted.set(rule.allowed())
                    + where(true);
        }
        if (expectation instanceof Expectation.Matches rule) {
            return share() + " values of '" + rule.column() + "' do not match '" + rule.regex() + "'" + where(true);
        }
        Expectation.RowCount rule = (Expectation.RowCount) expectation;
        return "there are " + checked + " rows, outside [" + rule.least() + ", " + rule.most() + "]";
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
