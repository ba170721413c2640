package io.mlops4j.core.data.rules;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.KeySet;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.RowRule;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule demands of each cell of one column, alone. Asked for the next break, so that the loop over a batch stays within one class. */
abstract class CellTest {
    /** The first row at or after another whose cell breaks the rule; the size of the vector if there is none. */
    abstract int nextBreak(CellVector cells, int from);

    /** One that another thread may use while this one is used. */
    CellTest forAnotherThread() {
        return this;
    }

    /** No cell is missing. */
    static final class Present extends CellTest {
        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            if (cells.missing() == 0) {
                return size;
            }
            boolean[] absent = cells.absent();
            for (int row = from; row < size; row++) {
                if (absent[row]) {
                    return row;
                }
            }
            return size;
        }
    }

    /** Numbers lie in a range. */
    static final class InRange extends CellTest {
        private final double low;
        private final double high;

        InRange(RowRule.Between rule) {
            low = rule.low();
            high = rule.high();
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            double[] numbers = cells.numbers();
            for (int row = from; row < size; row++) {
                double number = numbers[row];
                // NaN is a missing cell, and neither below nor above.
                if (number < low || number > high) {
                    return row;
                }
            }
            return size;
        }
    }

    /** Values are among some. */
    static final class Among extends CellTest {
        private final KeySet allowed;

        Among(KeySet allowed) {
            this.allowed = allowed;
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            boolean[] absent = cells.absent();
            for (int row = from; row < size; row++) {
                if (!absent[row] && !allowed.contains(cells.identityHigh(row), cells.identityLow(row))) {
                    return row;
                }
            }
            return size;
        }
    }

    /** The number forms of values are among some: for whole numbers held against reals. */
    static final class NumberAmong extends CellTest {
        private final KeySet allowed;

        NumberAmong(KeySet allowed) {
            this.allowed = allowed;
        }

        static void add(KeySet keys, double number) {
            keys.add(0, bits(number));
        }

        private static long bits(double number) {
            return Double.doubleToLongBits(number + 0.0);
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            boolean[] absent = cells.absent();
            double[] numbers = cells.numbers();
            for (int row = from; row < size; row++) {
                if (!absent[row] && !allowed.contains(0, bits(numbers[row]))) {
                    return row;
                }
            }
            return size;
        }
    }

    /** Texts have a length in a range. */
    static final class OfLength extends CellTest {
        private final RowRule.Length rule;

        OfLength(RowRule.Length rule) {
            this.rule = rule;
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            int[] starts = cells.starts();
            int[] ends = cells.ends();
            boolean[] absent = cells.absent();
            for (int row = from; row < size; row++) {
                int length = ends[row] - starts[row];
                if ((length < rule.least() || length > rule.most()) && !absent[row]) {
                    return row;
                }
            }
            return size;
        }
    }

    /** Values read as a type. */
    static final class ReadsAs extends CellTest {
        private final CellVector scratch;

        ReadsAs(ColumnSchema column, ColumnType type) {
            scratch = new CellVector(ColumnSchema.of(column.name(), type));
        }

        @Override
        CellTest forAnotherThread() {
            return new ReadsAs(scratch.column(), scratch.type());
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            if (cells.type() == scratch.type()
                    || scratch.type() == ColumnType.STRING
                    || scratch.type() == ColumnType.CATEGORY) {
                return size;
            }
            for (int row = from; row < size; row++) {
                if (!cells.isMissing(row)) {
                    scratch.clear();
                    // A blank or NaN reads as a missing cell, which a present one is not.
                    if (!CellText.add(scratch, cells.text(row)) || scratch.missing() > 0) {
                        return row;
                    }
                }
            }
            return size;
        }
    }

    /** Whole texts match a regular expression. */
    static final class Matching extends CellTest {
        private final RowRule.Matches rule;
        private final Slice text = new Slice();
        private final Matcher matcher;

        Matching(RowRule.Matches rule) {
            this.rule = rule;
            this.matcher = Pattern.compile(rule.regex()).matcher("");
        }

        @Override
        CellTest forAnotherThread() {
            return new Matching(rule);
        }

        @Override
        int nextBreak(CellVector cells, int from) {
            int size = cells.size();
            boolean[] absent = cells.absent();
            boolean isText = !cells.type().hasNumberForm();
            for (int row = from; row < size; row++) {
                if (!absent[row] && !matches(isText ? text.of(cells, row) : cells.text(row))) {
                    return row;
                }
            }
            return size;
        }

        private boolean matches(CharSequence cell) {
            try {
                return matcher.reset(cell).matches();
            } catch (StackOverflowError e) {
                // Java's matcher recurses on alternatives within repetitions; a long cell then ends the stack.
                throw new InvalidInput(
                        "The expression '" + rule.regex() + "' needs too much stack for a value of '" + rule.column()
                                + "' that has " + cell.length()
                                + " characters; make its repetitions possessive (*+).",
                        e);
            }
        }
    }

    /** Some characters of a batch as a sequence, without copying them. */
    private static final class Slice implements CharSequence {
        private char[] chars = new char[0];
        private int start;
        private int length;

        Slice of(CellVector cells, int row) {
            chars = cells.chars();
            start = cells.starts()[row];
            length = cells.ends()[row] - start;
            return this;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return chars[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new String(chars, start + from, to - from);
        }

        @Override
        public String toString() {
            return new String(chars, start, length);
        }
    }
}
