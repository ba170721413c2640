package io.mlops4j.core.folds;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Table;
import io.mlops4j.experiment.FoldMethod.TimeSeries;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Windows to train on, each before the rows to test on; the definition is that of scikit-learn's TimeSeriesSplit. With a column of times there
 * is one rule more: what is trained on lies strictly before the first row to test on, and at least the gap before.
 */
final class TimeWindows {
    private final TimeSeries method;
    /** By position in the order of time, the row. */
    private final int[] order;
    /** By row, unless the rows stand in the order of their times. */
    private final Optional<Comparable<Object>[]> times;

    private final int testSize;

    private TimeWindows(TimeSeries method, int[] order, Optional<Comparable<Object>[]> times) {
        this.method = method;
        this.order = order;
        this.times = times;
        this.testSize = method.testSize() > 0 ? method.testSize() : order.length / (method.folds() + 1);
        long left = order.length - (long) method.gapRows() - (long) testSize * method.folds();
        if (testSize == 0 || left <= 0) {
            throw new InvalidInput("The table has " + order.length + " rows, too few for a time series of "
                    + method.folds() + " folds with " + Math.max(1, testSize) + " rows to test on each and a gap of "
                    + method.gapRows() + " rows; use fewer or smaller folds.");
        }
    }

    static TimeWindows of(TimeSeries method, Table table) {
        int[] rows = IntStream.range(0, table.rowCount()).toArray();
        if (method.findColumn().isEmpty()) {
            return new TimeWindows(method, rows, Optional.empty());
        }
        Comparable<Object>[] times = times(method, table.column(method.column()));
        int[] order = Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparing(row -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new TimeWindows(method, order, Optional.of(times));
    }

    private static Comparable<Object>[] times(TimeSeries method, Column column) {
        ColumnType type = column.type();
        if (!type.hasNumberForm() || type == ColumnType.BOOLEAN) {
            throw new InvalidInput("Column '" + column.name() + "' is " + type
                    + " and has no order in time; use a column of dates, instants or numbers.");
        }
        if (type.isNumber() && !method.gap().isZero()) {
            throw new InvalidInput("Column '" + column.name() + "' is " + type + ", so a gap of " + method.gap()
                    + " has no meaning in it; give the gap in rows, or declare the column as DATE or INSTANT.");
        }
        Values.checkComplete(column, "the time");
        @SuppressWarnings({"unchecked", "rawtypes"}) // all of one class
        Comparable<Object>[] times = new Comparable[column.rowCount()];
        for (int row = 0; row < times.length; row++) {
            @SuppressWarnings("unchecked")
            Comparable<Object> time = (Comparable<Object>) (Comparable<?>) time(column, row);
            times[row] = time;
        }
        return times;
    }

    private static Comparable<?> time(Column column, int row) {
        return switch (column.type()) {
            case INTEGER -> column.longAt(row);
            case DATE -> column.dateAt(row).atStartOfDay(ZoneOffset.UTC).toInstant();
            case INSTANT -> column.instantAt(row);
            default -> column.doubleAt(row) + 0.0;
        };
    }

    private int testStart(int fold) {
        return order.length - (method.folds() - fold) * testSize;
    }

    /** The rows that a fold tests, earliest first. */
    int[] test(int fold) {
        return Arrays.copyOfRange(order, testStart(fold), testStart(fold) + testSize);
    }

    /** The rows that a fold trains on, earliest first. */
    int[] train(int fold) {
        int end = Math.max(0, testStart(fold) - method.gapRows());
        if (times.isPresent()) {
            Comparable<Object>[] known = times.get();
            Object first = known[order[testStart(fold)]];
            while (end > 0 && isTooLate(known[order[end - 1]], first)) {
                end--;
            }
        }
        int start = method.mostTrainRows() == 0 ? 0 : Math.max(0, end - method.mostTrainRows());
        return Arrays.copyOfRange(order, start, end);
    }

    private boolean isTooLate(Comparable<Object> time, Object first) {
        if (time.compareTo(first) >= 0) {
            return true;
        }
        return !method.gap().isZero() && time.compareTo(((Instant) first).minus(method.gap())) > 0;
    }
}
