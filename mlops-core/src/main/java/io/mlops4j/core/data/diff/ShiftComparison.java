package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.core.data.diff.ColumnComparison.Side;
import io.mlops4j.data.ColumnProfile;
import io.mlops4j.data.ColumnSchema;
import io.mlops4j.data.ColumnShift;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Profile;
import io.mlops4j.data.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the distributions of all columns that both versions have. Numbers are kept, at most {@value #MOST_NUMBERS} in all (64 MiB): all of them if
 * they are so few, and otherwise those of every k-th row, from which bins are made that a second pass fills. For one thread, once.
 */
final class ShiftComparison {
    private static final int MOST_NUMBERS = 1 << 23;

    private final Compared before;
    private final Compared after;
    private final long mostNumbers;

    ShiftComparison(Compared before, Compared after) {
        this(before, after, MOST_NUMBERS);
    }

    ShiftComparison(Compared before, Compared after, long mostNumbers) {
        this.before = before;
        this.after = after;
        this.mostNumbers = mostNumbers;
    }

    List<ColumnShift> shifts() {
        Schema left = before.version().schema();
        List<ColumnSchema> common = after.version().schema().columns().stream()
                .filter(column -> left.findColumn(column.name()).isPresent())
                .toList();
        Profile profileBefore = before.version().profile();
        Profile profileAfter = after.version().profile();
        long numberColumns = common.stream()
                .filter(column -> areNumbers(left.column(column.name()).type(), column.type()))
                .count();
        long numbers =
                numberColumns * (before.version().rowCount() + after.version().rowCount());
        long stride = Math.max(1, (numbers + mostNumbers - 1) / mostNumbers);
        Map<String, ColumnComparison> comparisons = new LinkedHashMap<>();
        for (ColumnSchema column : common) {
            comparisons.put(
                    column.name(),
                    comparison(
                            left.column(column.name()),
                            column,
                            profileBefore.column(column.name()),
                            profileAfter.column(column.name()),
                            stride));
        }
        pass(before, comparisons, (comparison, vector) -> comparison.first(Side.BEFORE, vector));
        pass(after, comparisons, (comparison, vector) -> comparison.first(Side.AFTER, vector));
        comparisons.values().forEach(ColumnComparison::between);
        if (stride > 1) {
            pass(before, comparisons, (comparison, vector) -> comparison.second(Side.BEFORE, vector));
            pass(after, comparisons, (comparison, vector) -> comparison.second(Side.AFTER, vector));
        }
        return comparisons.values().stream().map(ColumnComparison::shift).toList();
    }

    private static ColumnComparison comparison(
            ColumnSchema left, ColumnSchema right, ColumnProfile before, ColumnProfile after, long stride) {
        if (areNumbers(left.type(), right.type())) {
            return new NumberComparison(before, after, stride);
        }
        boolean areWords = left.type().isText()
                && right.type().isText()
                && !before.topValues().isEmpty();
        boolean areFlags = left.type() == ColumnType.BOOLEAN && right.type() == ColumnType.BOOLEAN;
        return areWords || areFlags
                ? new CategoryComparison(left, before, after)
                : new ColumnComparison.None(before, after);
    }

    /** Whether the number forms of two columns can be compared. */
    private static boolean areNumbers(ColumnType left, ColumnType right) {
        boolean areTimes = left == ColumnType.DATE || left == ColumnType.INSTANT;
        return (left.isNumber() && right.isNumber()) || (left == right && areTimes);
    }

    private static void pass(Compared side, Map<String, ColumnComparison> comparisons, Seen seen) {
        try (CellBatches batches = side.cells().get()) {
            Map<CellVector, ColumnComparison> byVector = new LinkedHashMap<>();
            comparisons.forEach((name, comparison) -> byVector.put(batches.column(name), comparison));
            while (batches.next()) {
                byVector.forEach((vector, comparison) -> seen.by(comparison, vector));
            }
        }
    }

    /** Hands a batch of a column on. */
    private interface Seen {
        void by(ColumnComparison comparison, CellVector vector);
    }
}
