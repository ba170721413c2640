package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunOrder.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Values that repeat: the different ones sorted, and for each run the place of its own among them, or -1. */
final class CodedColumn<T extends Comparable<T>> implements RunColumn {
    /** With fewer values than this a search among them costs no more than asking first. */
    private static final int WORTH_SKETCHING = 16;

    private static final int SKETCH_BITS_PER_VALUE = 16;

    private static final byte UNKNOWN = 0;
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final List<T> values;
    private final short[] codes;
    private final int leastRow;
    private final int greatestRow;

    /** A bit for the hash of each value: most values that are not here are told by one look. Empty if there are few. */
    private final long[] sketch;

    private CodedColumn(List<T> values, short[] codes) {
        this.values = values;
        this.codes = codes;
        int low = -1;
        int high = -1;
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] >= 0) {
                low = low < 0 || codes[i] < codes[low] ? i : low;
                high = high < 0 || codes[i] > codes[high] ? i : high;
            }
        }
        this.leastRow = low;
        this.greatestRow = high;
        int bits = values.size() < WORTH_SKETCHING
                ? 0
                : Integer.highestOneBit(values.size() * SKETCH_BITS_PER_VALUE - 1) << 1;
        this.sketch = new long[bits >>> 6];
        if (bits > 0) {
            values.forEach(value -> sketch[word(value)] |= 1L << mixed(value));
        }
    }

    /** A column of the values of all rows, null where one is missing. */
    static <T extends Comparable<T>> CodedColumn<T> of(List<@Nullable T> rows) {
        Map<T, Integer> places = new HashMap<>();
        List<T> values = new ArrayList<>();
        for (T value : rows) {
            if (value != null && places.putIfAbsent(value, 0) == null) {
                values.add(value);
            }
        }
        Collections.sort(values);
        for (int i = 0; i < values.size(); i++) {
            places.put(values.get(i), i);
        }
        short[] codes = new short[rows.size()];
        for (int i = 0; i < codes.length; i++) {
            T value = rows.get(i);
            Integer place = value == null ? null : places.get(value);
            codes[i] = place == null ? -1 : place.shortValue();
        }
        return new CodedColumn<>(List.copyOf(values), codes);
    }

    private int word(T value) {
        return mixed(value) >>> 6 & (sketch.length - 1);
    }

    private static int mixed(Object value) {
        int hash = value.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** The different values, sorted. */
    List<T> values() {
        return values;
    }

    /** The place of a run's value among {@link #values}, or -1. */
    int code(int row) {
        return codes[row];
    }

    int size() {
        return codes.length;
    }

    /** The place of a value among {@link #values}; negative as {@link Collections#binarySearch} has it if it is not there. */
    int find(T value) {
        return Collections.binarySearch(values, value);
    }

    /** Keeps the rows whose value is this. */
    void keep(Rows rows, T value) {
        boolean sketched = sketch.length > 0;
        if (sketched && (sketch[word(value)] & 1L << mixed(value)) == 0) {
            rows.clear();
            return;
        }
        int code = find(value);
        keepCodes(rows, code, code + 1);
    }

    /** Keeps the rows whose values lie between two places, the second excluded; none if the first is negative. */
    void keepCodes(Rows rows, int from, int to) {
        if (from < 0 || from >= to) {
            rows.clear();
            return;
        }
        for (int w = 0; w < rows.words(); w++) {
            long before = rows.word(w);
            long kept = 0;
            for (long rest = before; rest != 0; rest &= rest - 1) {
                int bit = Long.numberOfTrailingZeros(rest);
                int code = codes[(w << 6) + bit];
                kept |= code >= from && code < to ? 1L << bit : 0;
            }
            rows.word(w, kept);
        }
    }

    /** Keeps the rows whose value a test holds for; each different value that a row has is tested once. */
    void keep(Rows rows, Predicate<? super T> test) {
        byte[] answers = new byte[values.size()];
        for (int w = 0; w < rows.words(); w++) {
            long before = rows.word(w);
            long kept = 0;
            for (long rest = before; rest != 0; rest &= rest - 1) {
                int bit = Long.numberOfTrailingZeros(rest);
                int code = codes[(w << 6) + bit];
                if (code >= 0) {
                    if (answers[code] == UNKNOWN) {
                        answers[code] = test.test(values.get(code)) ? HOLDS : FAILS;
                    }
                    kept |= answers[code] == HOLDS ? 1L << bit : 0;
                }
            }
            rows.word(w, kept);
        }
    }

    /** Keeps the rows whose value is this one or comes before it in an order. */
    void keepAsGood(Rows rows, Direction direction, T worst) {
        int found = find(worst);
        int place = found < 0 ? -found - 1 : found;
        if (direction == Direction.ASCENDING) {
            keepCodes(rows, 0, found < 0 ? place : place + 1);
        } else {
            keepCodes(rows, place, values.size());
        }
    }

    @Override
    public boolean has(int row) {
        return codes[row] >= 0;
    }

    @Override
    public boolean isOrdered(int row) {
        return codes[row] >= 0;
    }

    @Override
    public boolean isOrdered() {
        return leastRow >= 0;
    }

    @Override
    @SuppressWarnings("unchecked") // columns of one field hold one kind
    public int compare(int row, RunColumn other, int otherRow) {
        if (other == this) {
            return Integer.compare(codes[row], codes[otherRow]);
        }
        CodedColumn<T> column = (CodedColumn<T>) other;
        return values.get(codes[row]).compareTo(column.values.get(column.codes[otherRow]));
    }

    @Override
    public int least() {
        return leastRow;
    }

    @Override
    public int greatest() {
        return greatestRow;
    }
}
