package io.mlops4j.core.data;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.ExpectationResult;
import io.mlops4j.data.ExpectationResult.Example;
import io.mlops4j.internal.NearNames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks one expectation while the rows go by. */
abstract class ExpectationCheck {
    private final Expectation expectation;
    private final List<Example> examples = new ArrayList<>();
    private long checked;
    private long broken;

    private ExpectationCheck(Expectation expectation) {
        this.expectation = expectation;
    }

    /**
     * Binds an expectation to the cells of its columns.
     *
     * @throws InvalidInput if a column does not exist or is of a type that the rule is not about
     */
    static ExpectationCheck of(Expectation expectation, List<TypedCell> cells) {
        List<TypedCell> bound = expectation.columns().stream()
                .map(name -> cell(name, expectation, cells))
                .toList();
        if (expectation instanceof Expectation.NotNull || expectation instanceof Expectation.MissingAtMost) {
            return new Presence(expectation, bound.get(0));
        }
        if (expectation instanceof Expectation.Unique) {
            return new Uniqueness(expectation, bound);
        }
        if (expectation instanceof Expectation.Between rule) {
            return new Range(rule, bound.get(0));
        }
        if (expectation instanceof Expectation.In rule) {
            return new Membership(rule, bound.get(0));
        }
        if (expectation instanceof Expectation.Matches rule) {
            return new Match(rule, bound.get(0));
        }
        return new Rows((Expectation.RowCount) expectation);
    }

    private static TypedCell cell(String name, Expectation expectation, List<TypedCell> cells) {
        return cells.stream()
                .filter(cell -> cell.column().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("The expectation that " + expectation.describe()
                        + " names a column that does not exist."
                        + NearNames.sentence(
                                name,
                                cells.stream().map(cell -> cell.column().name()).toList())));
    }

    /** Takes the row that the cells hold now; rows are counted from 1. */
    abstract void accept(long row);

    ExpectationResult result() {
        return new ExpectationResult(expectation, checked, broken, examples);
    }

    final void kept() {
        checked++;
    }

    final void broken(long row, String value) {
        checked++;
        broken++;
        if (examples.size() < ExpectationResult.MOST_EXAMPLES) {
            examples.add(new Example(row, value));
        }
    }

    private static final class Presence extends ExpectationCheck {
        private final TypedCell cell;

        Presence(Expectation expectation, TypedCell cell) {
            super(expectation);
            this.cell = cell;
        }

        @Override
        void accept(long row) {
            if (cell.missing()) {
                broken(row, "");
            } else {
                kept();
            }
        }
    }

    private static final class Uniqueness extends ExpectationCheck {
        private final List<TypedCell> cells;
        private final KeySet seen = new KeySet();
        private final long[] identity = new long[2];

        Uniqueness(Expectation expectation, List<TypedCell> cells) {
            super(expectation);
            this.cells = cells;
        }

        @Override
        void accept(long row) {
            for (TypedCell cell : cells) {
                if (cell.missing()) {
                    return;
                }
            }
            identify();
            if (seen.add(identity[0], identity[1])) {
                kept();
            } else {
                broken(row, cells.stream().map(TypedCell::raw).collect(Collectors.joining(", ")));
            }
        }

        private void identify() {
            if (cells.size() == 1) {
                cells.get(0).identify(identity);
                return;
            }
            Hasher hasher = Hashing.murmur3_128().newHasher();
            for (TypedCell cell : cells) {
                cell.identify(identity);
                hasher.putLong(identity[0]).putLong(identity[1]);
            }
            HashCode hash = hasher.hash();
            ByteBuffer bytes = ByteBuffer.wrap(hash.asBytes());
            identity[0] = bytes.getLong();
            identity[1] = bytes.getLong();
        }
    }

    private static final class Range extends ExpectationCheck {
        private final Expectation.Between rule;
        private final TypedCell cell;

        Range(Expectation.Between rule, TypedCell cell) {
            super(rule);
            if (!cell.type().isNumber()) {
                throw new InvalidInput(
                        "The expectation that " + rule.describe() + " is about numbers, but the column is "
                                + cell.type() + ". Use in or matches, or override the column's type.");
            }
            this.rule = rule;
            this.cell = cell;
        }

        @Override
        void accept(long row) {
            if (cell.missing()) {
                return;
            }
            if (cell.number() >= rule.low() && cell.number() <= rule.high()) {
                kept();
            } else {
                broken(row, cell.raw());
            }
        }
    }

    private static final class Membership extends ExpectationCheck {
        private final TypedCell cell;
        private final KeySet allowed = new KeySet();
        private final long[] identity = new long[2];

        Membership(Expectation.In rule, TypedCell cell) {
            super(rule);
            this.cell = cell;
            TypedCell value = new TypedCell(cell.column());
            for (String text : rule.allowed()) {
                if (!value.read(text) || value.missing()) {
                    throw new InvalidInput("The expectation that " + rule.describe() + " allows '" + text
                            + "', which is not " + TypedCell.called(cell.type()) + " as the column is (" + cell.type()
                            + ").");
                }
                value.identify(identity);
                allowed.add(identity[0], identity[1]);
            }
        }

        @Override
        void accept(long row) {
            if (cell.missing()) {
                return;
            }
            cell.identify(identity);
            if (allowed.contains(identity[0], identity[1])) {
                kept();
            } else {
                broken(row, cell.raw());
            }
        }
    }

    private static final class Match extends ExpectationCheck {
        private final Expectation.Matches rule;
        private final TypedCell cell;
        private final Matcher matcher;

        Match(Expectation.Matches rule, TypedCell cell) {
            super(rule);
            this.rule = rule;
            this.cell = cell;
            this.matcher = Pattern.compile(rule.regex()).matcher("");
        }

        @Override
        void accept(long row) {
            if (cell.missing()) {
                return;
            }
            if (matches(row)) {
                kept();
            } else {
                broken(row, cell.raw());
            }
        }

        private boolean matches(long row) {
            try {
                return matcher.reset(cell.text()).matches();
            } catch (StackOverflowError e) {
                // Java's matcher recurses on alternatives within repetitions; a long cell then ends the stack.
                throw new InvalidInput(
                        "The expression '" + rule.regex() + "' needs too much stack on row " + row + " of '"
                                + rule.column()
                                + "', whose text has " + cell.text().length()
                                + " characters; make its repetitions possessive (*+).",
                        e);
            }
        }
    }

    private static final class Rows extends ExpectationCheck {
        private final Expectation.RowCount rule;
        private long rows;

        Rows(Expectation.RowCount rule) {
            super(rule);
            this.rule = rule;
        }

        @Override
        void accept(long row) {
            rows = row;
        }

        @Override
        ExpectationResult result() {
            long lacking = Math.max(0, rule.least() - rows);
            long surplus = Math.max(0, rows - rule.most());
            return new ExpectationResult(rule, rows, lacking + surplus, List.of());
        }
    }
}
