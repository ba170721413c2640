package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.MlopsException;
import io.mlops4j.core.data.KeySet;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Expectation;
import io.mlops4j.data.Row;
import io.mlops4j.data.RowRule;
import io.mlops4j.data.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The checks of rules that each row keeps or breaks. */
final class RowChecks {
    private RowChecks() {}

    /** A test of each cell of a column. */
    static final class Cells extends RuleCheck {
        private final CellTest test;
        private final int column;
        private final boolean countsMissing;

        Cells(Expectation expectation, CellTest test, int column) {
            super(expectation);
            this.test = test;
            this.column = column;
            this.countsMissing = test instanceof CellTest.Present;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            CellVector cells = batch.get(column);
            int size = cells.size();
            checked(countsMissing ? size : size - cells.missing());
            for (int row = test.nextBreak(cells, 0); row < size; row = test.nextBreak(cells, row + 1)) {
                broke();
                if (wantsExample()) {
                    example(firstRow + row, shown(cells, row));
                }
            }
        }
    }

    /** No value, or combination of values, comes again. */
    static final class Unique extends RuleCheck {
        private final int[] columns;
        private final KeySet seen = new KeySet();

        Unique(Expectation expectation, int[] columns) {
            super(expectation);
            this.columns = columns;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            int size = batch.get(columns[0]).size();
            for (int row = 0; row < size; row++) {
                if (anyMissing(batch, row)) {
                    continue;
                }
                checked(1);
                if (!add(batch, row)) {
                    broke();
                    if (wantsExample()) {
                        example(firstRow + row, values(batch, row));
                    }
                }
            }
        }

        private boolean anyMissing(List<CellVector> batch, int row) {
            for (int column : columns) {
                if (batch.get(column).isMissing(row)) {
                    return true;
                }
            }
            return false;
        }

        private boolean add(List<CellVector> batch, int row) {
            CellVector first = batch.get(columns[0]);
            long high = first.identityHigh(row);
            long low = first.identityLow(row);
            for (int i = 1; i < columns.length; i++) {
                CellVector next = batch.get(columns[i]);
                // Two independent 64-bit mixes of the pair: combinations that differ agree with a probability of about
                // 2^-128.
                long nextHigh = mix(next.identityHigh(row) + 0x9e3779b97f4a7c15L);
                long nextLow = next.identityLow(row);
                long a = mix(mix(mix(mix(high) + low) + nextHigh) + nextLow);
                long b = mix(mix(mix(mix(~low) ^ high) ^ ~nextLow) ^ nextHigh);
                high = a;
                low = b;
            }
            return seen.add(high, low);
        }

        /** The finalizer of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), a bijection. */
        private static long mix(long value) {
            long z = value + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }

        private String values(List<CellVector> batch, int row) {
            return Arrays.stream(columns)
                    .mapToObj(column -> shown(batch.get(column), row))
                    .collect(Collectors.joining(", "));
        }
    }

    /** No value is below the one before it. */
    static final class Increasing extends RuleCheck {
        private final int column;
        private final boolean strictly;
        private boolean begun;
        private double lastNumber;
        private long lastWhole;
        private int lastNanos;

        Increasing(Expectation expectation, RowRule.Increasing rule, int column) {
            super(expectation);
            this.column = column;
            this.strictly = rule.repeats() == RowRule.Increasing.Repeats.REFUSED;
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            CellVector cells = batch.get(column);
            int size = cells.size();
            boolean[] absent = cells.absent();
            checked(size - cells.missing());
            for (int row = 0; row < size; row++) {
                if (absent[row]) {
                    continue;
                }
                int step = step(cells, row);
                if (begun && (strictly ? step <= 0 : step < 0)) {
                    broke();
                    if (wantsExample()) {
                        example(firstRow + row, shown(cells, row));
                    }
                }
                begun = true;
            }
        }

        /** The sign of the step from the last value to this one, which becomes the last. */
        private int step(CellVector cells, int row) {
            if (cells.type() == ColumnType.REAL) {
                double number = cells.numbers()[row];
                // Zero and negative zero are one value, so not Double.compare.
                int step = number < lastNumber ? -1 : number > lastNumber ? 1 : 0;
                lastNumber = number;
                return step;
            }
            long whole = cells.wholes()[row];
            int nanos = cells.type() == ColumnType.INSTANT ? cells.nanos()[row] : 0;
            int step = whole == lastWhole ? Integer.compare(nanos, lastNanos) : Long.compare(whole, lastWhole);
            lastWhole = whole;
            lastNanos = nanos;
            return step;
        }
    }

    /** A predicate of the user's. */
    static final class Custom extends RuleCheck {
        private final RowRule.Custom rule;
        private final BatchRow view;

        Custom(Expectation expectation, RowRule.Custom rule, Schema schema) {
            super(expectation);
            this.rule = rule;
            this.view = new BatchRow(schema);
        }

        @Override
        void accept(List<CellVector> batch, long firstRow) {
            int size = batch.get(0).size();
            checked(size);
            for (int row = 0; row < size; row++) {
                if (!test(view.at(batch, row), firstRow + row)) {
                    broke();
                    if (wantsExample()) {
                        example(firstRow + row, "");
                    }
                }
            }
        }

        private boolean test(Row row, long number) {
            try {
                return rule.test(row);
            } catch (MlopsException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new InvalidInput(
                        "The predicate '" + rule.name() + "' failed on row " + number + ": " + e + ".", e);
            }
        }
    }
}
