package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Quality;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Schema;
import io.mlops4j.data.TableRule;
import io.mlops4j.internal.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Holds rules against all rows of a table, batch by batch. What it needs in memory does not grow with the rows, but for {@code unique} (some 50 bytes a
 * value) and {@code foreign} (the same for each value there). For one thread.
 */
public final class RuleChecks {
    private final List<RuleCheck> checks = new ArrayList<>();
    private final List<Expectation> unchecked = new ArrayList<>();

    private RuleChecks() {}

    /**
     * Binds rules to the columns of a schema. Custom rules whose code is not here, and those of a newer release, are not checked; see {@link
     * Quality#unchecked()}.
     *
     * @throws InvalidInput if a column does not exist or is of a type that the rule is not about
     */
    public static RuleChecks of(List<Expectation> rules, Schema schema, RuleContext context) {
        RuleChecks bound = new RuleChecks();
        for (Expectation rule : rules) {
            if (isCheckable(rule)) {
                bound.checks.add(bind(rule, schema, context));
            } else {
                bound.unchecked.add(rule);
            }
        }
        return bound;
    }

    static boolean isCheckable(Expectation expectation) {
        Expectation rule = expectation.rule();
        return !(rule instanceof Expectation.Unknown)
                && !(rule instanceof RowRule.Custom row && !row.isBound())
                && !(rule instanceof TableRule.Custom table && !table.isBound());
    }

    /** Takes the next batch: the columns of the schema in its order, and the number of the first row, from 1. */
    public void accept(List<CellVector> batch, long firstRow) {
        for (RuleCheck check : checks) {
            check.accept(batch, firstRow);
        }
    }

    /** What was found; once, when all batches were taken. */
    public Quality finish(Profile profile) {
        return new Quality(checks.stream().map(check -> check.finish(profile)).toList(), unchecked);
    }

    private static RuleCheck bind(Expectation rule, Schema schema, RuleContext context) {
        try {
            return check(rule, schema, context);
        } catch (InvalidInput e) {
            OptionalInt version = context.keptFrom(rule);
            if (version.isEmpty()) {
                throw e;
            }
            throw new InvalidInput(
                    e.getMessage() + " The dataset keeps the rule since version " + version.getAsInt()
                            + "; drop it with expectOnly(…), which takes the rules to keep.",
                    e);
        }
    }

    private static RuleCheck check(Expectation expectation, Schema schema, RuleContext context) {
        int[] columns = expectation.columns().stream()
                .mapToInt(name -> index(name, expectation, schema))
                .toArray();
        return expectation.rule() instanceof RowRule rule
                ? rowCheck(expectation, rule, columns, schema, context)
                : tableCheck(expectation, (TableRule) expectation.rule(), columns, schema, context);
    }

    static int index(String name, Expectation expectation, Schema schema) {
        int index = schema.names().indexOf(name);
        if (index < 0) {
            throw new InvalidInput("The expectation that " + expectation.describe()
                    + " names a column that does not exist." + NearNames.sentence(name, schema.names()));
        }
        return index;
    }

    private static RuleCheck rowCheck(
            Expectation expectation, RowRule any, int[] columns, Schema schema, RuleContext context) {
        if (any instanceof RowRule.Custom rule) {
            return new RowChecks.Custom(expectation, rule, schema);
        }
        if (any instanceof RowRule.Unique) {
            return new RowChecks.Unique(expectation, columns);
        }
        ColumnSchema column = schema.columns().get(columns[0]);
        if (any instanceof RowRule.Increasing rule) {
            if (!column.type().hasNumberForm() || column.type() == ColumnType.BOOLEAN) {
                throw CellTests.wrong(rule, "numbers, dates and instants", column, "Override the column's type.");
            }
            return new RowChecks.Increasing(expectation, rule, columns[0]);
        }
        CellTest test = CellTests.of(any, column, context);
        if (test == null) {
            throw new IllegalStateException("no check of " + any);
        }
        return new RowChecks.Cells(expectation, test, columns[0]);
    }

    private static RuleCheck tableCheck(
            Expectation expectation, TableRule any, int[] columns, Schema schema, RuleContext context) {
        if (any instanceof TableRule.MissingAtMost) {
            return new RowChecks.Cells(expectation, new CellTest.Present(), columns[0]);
        }
        if (any instanceof TableRule.RowCount rule) {
            return new TableChecks.RowCount(expectation, rule);
        }
        if (any instanceof TableRule.Custom rule) {
            return new TableChecks.Custom(expectation, rule);
        }
        for (int column : columns) {
            requireNumbers(any, schema.columns().get(column));
        }
        if (any instanceof TableRule.MeanBetween rule) {
            return new TableChecks.Mean(expectation, rule);
        }
        if (any instanceof TableRule.QuantileBetween rule) {
            return new TableChecks.Quantile(expectation, rule, columns[0]);
        }
        if (any instanceof TableRule.CorrelationBetween rule) {
            return new TableChecks.Correlation(expectation, rule, columns[0], columns[1]);
        }
        return new TableChecks.Fresh(expectation, (TableRule.Fresh) any, columns[0], context.now());
    }

    private static void requireNumbers(TableRule rule, ColumnSchema column) {
        boolean fits = rule instanceof TableRule.Fresh
                ? column.type() == ColumnType.DATE || column.type() == ColumnType.INSTANT
                : column.type().hasNumberForm();
        if (!fits) {
            throw new InvalidInput("The expectation that " + rule.describe() + " is about "
                    + (rule instanceof TableRule.Fresh ? "dates and instants" : "numbers") + ", but '" + column.name()
                    + "' is " + column.type() + ". Override the column's type.");
        }
    }
}
