package io.mlops4j.core.data.split;

import io.mlops4j.InvalidInput;
import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.core.data.cells.CellVector;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.Schema;
import io.mlops4j.data.Split.Part;
import io.mlops4j.data.SplitSpec;
import io.mlops4j.data.SplitSpec.ByTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Deals rows by their times, the earliest first; rows of the same time stay together. For one thread, once. */
final class TimeParting {
    private final SplitSource source;
    private final SplitSpec spec;
    private final ByTime method;
    private final int column;
    private final ColumnType type;

    TimeParting(SplitSource source, SplitSpec spec, ByTime method) {
        this.source = source;
        this.spec = spec;
        this.method = method;
        Schema schema = source.schema();
        this.type = schema.column(method.column()).type();
        this.column = schema.names().indexOf(method.column());
        if (!type.hasNumberForm() || type == ColumnType.BOOLEAN) {
            throw new InvalidInput("Column '" + method.column() + "' is " + type
                    + " and has no order in time; split by a column of dates, instants or numbers.");
        }
        if (type.isNumber() && !method.gap().isZero()) {
            throw new InvalidInput("Column '" + method.column() + "' is " + type + ", so a gap of " + method.gap()
                    + " has no meaning in it; leave it out, or declare the column as DATE or INSTANT.");
        }
    }

    Assignment assign() {
        TreeMap<Comparable<?>, Integer> numbers = new TreeMap<>();
        List<Comparable<?>> times = new ArrayList<>();
        long missing = 0;
        try (CellBatches batches = source.batches()) {
            CellVector vector = batches.columns().get(column);
            while (batches.next()) {
                missing += vector.missing();
                for (int row = 0; row < vector.size() && missing == 0; row++) {
                    Comparable<?> time = time(vector, row);
                    numbers.merge(time, 1, Integer::sum);
                    times.add(time);
                }
            }
        }
        if (missing > 0) {
            throw new InvalidInput("Column '" + method.column() + "' of " + source.describe() + " has no time in "
                    + missing + " rows; leave them out or fill them before splitting by time.");
        }
        int[] sizes = new int[numbers.size()];
        int[] order = new int[numbers.size()];
        int number = 0;
        for (Map.Entry<Comparable<?>, Integer> each : numbers.entrySet()) {
            sizes[number] = each.getValue();
            order[number] = number;
            each.setValue(number++);
        }
        List<Part> parts = List.copyOf(spec.shares().keySet());
        byte[] codes = new byte[sizes.length];
        Parting.cut(order, sizes, Parting.times(times.size(), spec, parts), parts, codes);
        leaveGaps(List.copyOf(numbers.keySet()), codes);
        byte[] rows = new byte[times.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = codes[Objects.requireNonNull(numbers.get(times.get(row)))];
        }
        return new Assignment(rows);
    }

    private void leaveGaps(List<Comparable<?>> times, byte[] codes) {
        if (method.gap().isZero()) {
            return;
        }
        byte part = codes[0];
        Instant last = (Instant) times.get(0);
        for (int i = 1; i < codes.length; i++) {
            Instant time = (Instant) times.get(i);
            if (codes[i] != part && Duration.between(last, time).compareTo(method.gap()) < 0) {
                codes[i] = Assignment.NONE;
            } else {
                part = codes[i];
                last = time;
            }
        }
    }

    /** Comparable with the other times of the column. */
    private Comparable<?> time(CellVector vector, int row) {
        return switch (type) {
            case REAL -> vector.numbers()[row] + 0.0;
            case INTEGER -> vector.wholes()[row];
            case DATE -> vector.date(row).atStartOfDay(ZoneOffset.UTC).toInstant();
            case INSTANT -> vector.instant(row);
            default -> throw new IllegalStateException("No times in a column of " + type + ".");
        };
    }
}
