package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.KeySet;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.RowRule;
import org.jspecify.annotations.Nullable;

/** Finds the test of a rule on the cells of one column. Stateless. */
final class CellTests {
    private CellTests() {}

    /**
     * The test of a rule, or null if the rule is not about cells one by one.
     *
     * @throws InvalidInput if the rule is not about the column's type
     */
    static @Nullable CellTest of(RowRule any, ColumnSchema column, RuleContext context) {
        if (any instanceof RowRule.NotNull) {
            return new CellTest.Present();
        }
        if (any instanceof RowRule.Between rule) {
            if (!column.type().isNumber()) {
                throw wrong(rule, "numbers", column, "Use in or matches, or override the column's type.");
            }
            return new CellTest.InRange(rule);
        }
        if (any instanceof RowRule.In rule) {
            return new CellTest.Among(allowed(rule, column));
        }
        if (any instanceof RowRule.Matches rule) {
            return new CellTest.Matching(rule);
        }
        if (any instanceof RowRule.Length rule) {
            if (column.type() != ColumnType.STRING && column.type() != ColumnType.CATEGORY) {
                throw wrong(rule, "text", column, "Use matches, or override the column's type.");
            }
            return new CellTest.OfLength(rule);
        }
        if (any instanceof RowRule.OfType rule) {
            return new CellTest.ReadsAs(column, rule.type());
        }
        return any instanceof RowRule.Foreign rule ? foreign(rule, column, context) : null;
    }

    static InvalidInput wrong(RowRule rule, String what, ColumnSchema column, String remedy) {
        return new InvalidInput("The expectation that " + rule.describe() + " is about " + what + ", but the column is "
                + column.type() + ". " + remedy);
    }

    private static KeySet allowed(RowRule.In rule, ColumnSchema column) {
        KeySet keys = new KeySet();
        CellVector value = new CellVector(column);
        for (String text : rule.allowed()) {
            value.clear();
            if (!CellText.add(value, text) || value.missing() > 0) {
                throw new InvalidInput(
                        "The expectation that " + rule.describe() + " allows '" + text + "', which is not "
                                + CellText.called(column.type()) + " as the column is (" + column.type() + ").");
            }
            keys.add(value.identityHigh(0), value.identityLow(0));
        }
        return keys;
    }

    private static CellTest foreign(RowRule.Foreign rule, ColumnSchema column, RuleContext context) {
        KeySet keys = new KeySet();
        try (CellBatches batches = context.values(rule.dataset(), rule.version(), rule.otherColumn())) {
            CellVector values = batches.columns().get(0);
            boolean same = values.type() == column.type() || (isWords(values.type()) && isWords(column.type()));
            boolean numbers = values.type().isNumber() && column.type().isNumber();
            if (!same && !numbers) {
                throw new InvalidInput("The expectation that " + rule.describe() + " compares " + column.type()
                        + " with " + values.type() + "; override the type of one of the columns.");
            }
            while (batches.next()) {
                for (int row = 0; row < values.size(); row++) {
                    if (values.isMissing(row)) {
                        continue;
                    }
                    if (same) {
                        keys.add(values.identityHigh(row), values.identityLow(row));
                    } else {
                        CellTest.NumberAmong.add(keys, values.numbers()[row]);
                    }
                }
            }
            return same ? new CellTest.Among(keys) : new CellTest.NumberAmong(keys);
        }
    }

    private static boolean isWords(ColumnType type) {
        return type == ColumnType.STRING || type == ColumnType.CATEGORY;
    }
}
