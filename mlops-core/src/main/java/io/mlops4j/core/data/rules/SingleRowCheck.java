package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.RowCheck;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rules on one row. The row is read into a batch of one, so that a request and a commit are held against the very same tests; each thread has a batch and
 * tests of its own, hence a call neither waits nor allocates much.
 */
public final class SingleRowCheck implements RowCheck {
    private static final int LONGEST_SHOWN = 80;

    private static final RuleContext NO_STORE = new RuleContext() {
        @Override
        public Instant now() {
            throw new IllegalStateException("no rule on one row asks for the time");
        }

        @Override
        public CellBatches values(String dataset, int version, String column) {
            throw new IllegalStateException("a rule on foreign values is not bound without a store");
        }
    };

    private final Schema schema;
    private final Optional<String> label;
    private final List<Bound> bound;
    private final List<Expectation> unchecked;
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(() -> new Scratch());

    /**
     * A rule, the column that it is about, and its test; a custom rule has neither.
     *
     * @param column the index of the column, or -1
     */
    private record Bound(
            Expectation expectation, int column, @Nullable CellTest test) {}

    /** What a thread checks with. */
    private final class Scratch {
        private final List<CellVector> cells =
                schema.columns().stream().map(CellVector::new).toList();
        private final boolean[] needed = new boolean[cells.size()];
        private final boolean[] unreadable = new boolean[cells.size()];
        private final BatchRow view = new BatchRow(schema);
        private final List<Bound> rules = bound.stream()
                .map(rule -> rule.test == null
                        ? rule
                        : new Bound(rule.expectation, rule.column, rule.test.forAnotherThread()))
                .toList();

        Scratch() {
            for (Bound rule : rules) {
                for (int i = 0; i < needed.length; i++) {
                    needed[i] |= rule.column < 0 || rule.column == i;
                }
            }
        }
    }

    private SingleRowCheck(Schema schema, List<Bound> bound, List<Expectation> unchecked) {
        this.schema = schema;
        this.label = schema.label();
        this.bound = List.copyOf(bound);
        this.unchecked = List.copyOf(unchecked);
    }

    /**
     * The rules that make sense for one row, without a store to find foreign values in.
     *
     * @throws InvalidInput if a rule names a column that the schema lacks, or is not about its type
     */
    public static RowCheck of(List<Expectation> rules, Schema schema) {
        return of(rules, schema, Optional.empty());
    }

    /**
     * The rules that make sense for one row.
     *
     * @throws InvalidInput if a rule names a column that the schema lacks, or is not about its type
     */
    public static RowCheck of(List<Expectation> rules, Schema schema, RuleContext context) {
        return of(rules, schema, Optional.of(context));
    }

    private static RowCheck of(List<Expectation> rules, Schema schema, Optional<RuleContext> context) {
        List<Bound> bound = new ArrayList<>();
        List<Expectation> unchecked = new ArrayList<>();
        for (Expectation expectation : rules) {
            Bound rule = bind(expectation, schema, context);
            if (rule == null) {
                unchecked.add(expectation);
            } else {
                bound.add(rule);
            }
        }
        return new SingleRowCheck(schema, bound, unchecked);
    }

    private static @Nullable Bound bind(Expectation expectation, Schema schema, Optional<RuleContext> context) {
        if (!RuleChecks.isCheckable(expectation) || !(expectation.rule() instanceof RowRule rule)) {
            return null;
        }
        if (rule instanceof RowRule.Custom) {
            return new Bound(expectation, -1, null);
        }
        boolean needsMore = rule instanceof RowRule.Unique
                || rule instanceof RowRule.Increasing
                || (rule instanceof RowRule.Foreign && context.isEmpty());
        if (needsMore) {
            return null;
        }
        int index = RuleChecks.index(rule.columns().get(0), expectation, schema);
        ColumnSchema column = schema.columns().get(index);
        return new Bound(expectation, index, CellTests.of(rule, column, context.orElse(NO_STORE)));
    }

    @Override
    public List<Expectation> rules() {
        return bound.stream().map(Bound::expectation).toList();
    }

    @Override
    public List<Expectation> unchecked() {
        return unchecked;
    }

    @Override
    public List<Violation> check(Record row) {
        return check(RowCells.components(row));
    }

    @Override
    public List<Violation> check(Map<String, ? extends @Nullable Object> row) {
        Scratch own = scratch.get();
        for (int i = 0; i < own.needed.length; i++) {
            if (own.needed[i]) {
                CellVector cell = own.cells.get(i);
                cell.clear();
                own.unreadable[i] = !RowCells.add(cell, row.get(cell.column().name()));
            }
        }
        boolean unlabelled = label.isPresent() && row.get(label.get()) == null;
        List<Violation> violations = null;
        for (Bound rule : own.rules) {
            String broken = broken(rule, own, row, unlabelled);
            if (broken != null) {
                if (violations == null) {
                    violations = new ArrayList<>();
                }
                violations.add(new Violation(rule.expectation, broken));
            }
        }
        refuseUnreadable(own, row);
        return violations == null ? List.of() : List.copyOf(violations);
    }

    /** The text of the cell that breaks a rule, or null if the rule is kept or has nothing to say. */
    private @Nullable String broken(
            Bound rule, Scratch own, Map<String, ? extends @Nullable Object> row, boolean unlabelled) {
        CellTest test = rule.test;
        if (test == null) {
            return isReadable(own) && !((RowRule.Custom) rule.expectation.rule()).test(own.view.at(own.cells, 0))
                    ? ""
                    : null;
        }
        CellVector cell = own.cells.get(rule.column);
        if (own.unreadable[rule.column]) {
            return rule.expectation.rule() instanceof RowRule.OfType
                    ? String.valueOf(row.get(cell.column().name()))
                    : null;
        }
        if (unlabelled && cell.column().name().equals(label.orElse(""))) {
            return null;
        }
        return test.nextBreak(cell, 0) == 0 ? RuleCheck.shown(cell, 0) : null;
    }

    private static boolean isReadable(Scratch own) {
        for (boolean unreadable : own.unreadable) {
            if (unreadable) {
                return false;
            }
        }
        return true;
    }

    /** @throws InvalidInput if a value is not of its column's type and no rule says so */
    private static void refuseUnreadable(Scratch own, Map<String, ? extends @Nullable Object> row) {
        for (int i = 0; i < own.unreadable.length; i++) {
            if (own.unreadable[i] && !hasTypeRule(own, i)) {
                ColumnSchema column = own.cells.get(i).column();
                String shown = String.valueOf(row.get(column.name()));
                throw new InvalidInput("The row's '" + column.name() + "' is '"
                        + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown)
                        + "', which is not " + CellText.called(column.type()) + " (" + column.type()
                        + "). Correct it, or have the rule ofType tell.");
            }
        }
    }

    private static boolean hasTypeRule(Scratch own, int column) {
        for (Bound rule : own.rules) {
            if (rule.column == column && rule.expectation.rule() instanceof RowRule.OfType) {
                return true;
            }
        }
        return false;
    }
}
