package io.mlops4j.core.data.rules;

import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.data.Profile;
import java.util.ArrayList;
import java.util.List;

/** Holds one rule against rows while they go by. */
abstract class RuleCheck {
    private final Expectation expectation;
    private final List<Example> examples = new ArrayList<>();
    private long checked;
    private long broken;

    RuleCheck(Expectation expectation) {
        this.expectation = expectation;
    }

    /** Takes the next batch, whose first row has a number counted from 1. */
    abstract void accept(List<CellVector> batch, long firstRow);

    /** What was found, once all batches were taken. */
    ExpectationResult finish(Profile profile) {
        return new ExpectationResult(expectation, checked, broken, examples);
    }

    final Expectation expectation() {
        return expectation;
    }

    final void checked(long cells) {
        checked += cells;
    }

    /** Whether an example of the next break is wanted. */
    final boolean wantsExample() {
        return examples.size() < ExpectationResult.MOST_EXAMPLES;
    }

    /** Counts a break that has been counted as checked. */
    final void broke() {
        broken++;
    }

    final void example(long row, String value) {
        examples.add(new Example(row, value));
    }

    /** The text of a cell as a person would write it; empty for a missing one. */
    static String shown(CellVector cells, int row) {
        if (cells.isMissing(row)) {
            return "";
        }
        String text = cells.text(row);
        return cells.type() == ColumnType.REAL && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
