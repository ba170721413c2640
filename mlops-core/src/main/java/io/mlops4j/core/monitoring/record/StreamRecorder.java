package io.mlops4j.core.monitoring.record;

import io.mlops4j.core.monitoring.drift.Binning;
import io.mlops4j.core.monitoring.drift.ColumnReference;
import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.stats.sketch.BucketCounts;
import io.mlops4j.data.Column;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts rows over the bins of a reference. Counts only grow: what a window has is the difference of two {@link #snapshot}s. A row is counted by the thread that brings it, in one of a few {@link
 * Stripe}s, so that threads do not wait for each other; rows of numbers wait there until some are together. In steady state nothing is allocated. Thread-safe.
 */
public final class StreamRecorder {
    /** So many rows back a repetition is noticed, if no other row has taken its place. */
    private static final int RECENT = 4_096;

    /** So many unlike categories that the reference does not have are kept by name. */
    private static final int UNSEEN = 100;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final StreamReference reference;
    private final List<ColumnReference> columns;
    private final String[] names;
    private final ColumnCounter[] counters;
    private final Map<String, ColumnCounter[]> segments;
    private final int segmentAt;
    private final int predictionAt;
    private final int confidenceAt;
    private final Stripe[] stripes;
    private final List<Map<String, LongAdder>> unseen = new ArrayList<>();
    private final long[] recent = new long[RECENT];
    private final int totals;
    private final int[] inside;

    /** A recorder that has counted nothing. */
    public StreamRecorder(StreamReference reference) {
        this.reference = reference;
        this.columns = reference.all();
        this.names = reference.columns().stream().map(ColumnReference::name).toArray(String[]::new);
        List<ColumnCounter> all = new ArrayList<>();
        int at = 0;
        for (ColumnReference column : columns) {
            ColumnCounter counter = new ColumnCounter(column, at, all.size() * ColumnCounter.MOMENTS);
            all.add(counter);
            at += counter.size();
            unseen.add(new ConcurrentHashMap<>());
        }
        this.totals = at;
        this.inside = all.stream().mapToInt(ColumnCounter::inside).toArray();
        this.counters = all.subList(0, names.length).toArray(ColumnCounter[]::new);
        this.segments = new HashMap<>();
        int from = names.length;
        for (StreamReference.Segment segment : reference.segments()) {
            // In the order of the columns; none for that which the segment is of.
            ColumnCounter[] own = new ColumnCounter[names.length];
            for (int c = 0; c < names.length; c++) {
                if (!names[c].equals(reference.segmentBy().orElse(""))) {
                    own[c] = all.get(from++);
                }
            }
            segments.put(segment.value(), own);
        }
        int by = -1;
        for (int c = 0; c < names.length; c++) {
            by = names[c].equals(reference.segmentBy().orElse("")) ? c : by;
        }
        this.segmentAt = by;
        this.predictionAt = Arrays.asList(names).indexOf(RowAnswer.PREDICTION);
        this.confidenceAt = Arrays.asList(names).indexOf(RowAnswer.CONFIDENCE);
        int size = Integer.highestOneBit(Math.max(1, Runtime.getRuntime().availableProcessors() * 2 - 1)) * 2;
        this.stripes = new Stripe[size];
        for (int i = 0; i < size; i++) {
            // Two more than there are bins: the rows, and those that were repeated.
            stripes[i] = new Stripe(totals + 2, columns.size());
        }
    }

    /** What is counted against. */
    public StreamReference reference() {
        return reference;
    }

    /** The columns, in the order of the counts. */
    public List<ColumnReference> columns() {
        return columns;
    }

    /** The names of the columns of all rows, in the order in which {@link #numbers} takes their values. */
    public List<String> names() {
        return List.of(names);
    }

    private Stripe take() {
        // Spread over the stripes by thread; virtual threads too, as it is a hash of the identity.
        int at = (int) ((Thread.currentThread().getId() * GOLDEN) >>> 40);
        while (true) {
            Stripe stripe = stripes[at++ & (stripes.length - 1)];
            if (stripe.tryTake()) {
                return stripe;
            }
            if ((at & 255) == 0) {
                Thread.onSpinWait();
            }
        }
    }

    /** Counts a row of named columns. */
    public void row(Map<String, ? extends @Nullable Object> row) {
        row(row, RowAnswer.NONE);
    }

    /** Counts a row of named columns with what was answered, which takes the place of columns of the same name. */
    public void row(Map<String, ? extends @Nullable Object> row, RowAnswer answer) {
        ColumnCounter[] segment = segmentAt < 0 ? null : segments.get(wordOf(row));
        Stripe stripe = take();
        try {
            // Not 0, which the hash of a row of zeros would stay, and which no row has left behind.
            long hash = GOLDEN;
            for (int c = 0; c < names.length; c++) {
                Object also = c == predictionAt || c == confidenceAt ? answer.column(names[c]) : null;
                Object value = also == null ? row.get(names[c]) : also;
                hash = (hash ^ (value == null ? 1 : value.hashCode())) * GOLDEN;
                count(stripe, c, counters[c], value);
                if (segment != null && segment[c] != null) {
                    boolean unused = segment[c].value(stripe, value);
                }
            }
            stripe.counts[totals]++;
            repeated(stripe, hash);
        } finally {
            stripe.giveBack();
        }
    }

    private @Nullable String wordOf(Map<String, ? extends @Nullable Object> row) {
        return Binning.word(row.get(names[segmentAt]));
    }

    private void count(Stripe stripe, int column, ColumnCounter counter, @Nullable Object value) {
        if (counter.value(stripe, value)) {
            remember(column, String.valueOf(Binning.word(value)));
        }
    }

    /** Seldom, so that it may take its time. */
    private void remember(int column, String word) {
        Map<String, LongAdder> words = unseen.get(column);
        LongAdder known = words.get(word);
        if (known == null && words.size() < UNSEEN) {
            known = words.computeIfAbsent(word, w -> new LongAdder());
        }
        if (known != null) {
            known.increment();
        }
    }

    /**
     * Counts a row of numbers. They wait until some rows are together or somebody takes a {@link #snapshot}.
     *
     * @param values the numbers
     * @param from where the row begins among them
     * @param at for each of {@link #names} where its number lies in a row; -1 for a column that is not there. The same array for all rows that are alike: another one lets none wait
     * @param answer what was answered
     */
    public void numbers(float[] values, int from, int[] at, RowAnswer answer) {
        ColumnCounter[] segment = segmentAt < 0 || at[segmentAt] < 0
                ? null
                : segments.get(Binning.word((Object) (double) values[from + at[segmentAt]]));
        Stripe stripe = take();
        try {
            WaitingRows waiting = stripe.waiting(names.length);
            if (!waiting.takes(at)) {
                count(stripe, waiting);
                waiting.begin(at);
            }
            boolean full = waiting.add(values, from, segment);
            if (predictionAt >= 0 && at[predictionAt] < 0) {
                predicted(stripe, answer, segment);
            }
            if (confidenceAt >= 0 && at[confidenceAt] < 0) {
                number(stripe, confidenceAt, answer.confidence(), segment);
            }
            stripe.counts[totals]++;
            if (full) {
                count(stripe, waiting);
            }
        } finally {
            stripe.giveBack();
        }
    }

    private void predicted(Stripe stripe, RowAnswer answer, ColumnCounter @Nullable [] segment) {
        String word = answer.word();
        if (word == null) {
            number(stripe, predictionAt, answer.number(), segment);
            return;
        }
        count(stripe, predictionAt, counters[predictionAt], word);
        if (segment != null && segment[predictionAt] != null) {
            boolean unused = segment[predictionAt].value(stripe, word);
        }
    }

    private void number(Stripe stripe, int column, double number, ColumnCounter @Nullable [] segment) {
        counters[column].number(stripe, number);
        if (segment != null && segment[column] != null) {
            segment[column].number(stripe, number);
        }
    }

    /** Counts the rows that wait in a stripe, by whoever holds it. */
    private void count(Stripe stripe, WaitingRows waiting) {
        int rows = waiting.rows();
        if (rows == 0) {
            return;
        }
        int width = names.length;
        float[] numbers = waiting.numbers();
        for (int c = 0; c < width; c++) {
            if (waiting.at(c) >= 0) {
                counters[c].numbers(stripe, numbers, c, width, rows);
            } else if (!isAnswer(c)) {
                counters[c].missing(stripe, rows);
            }
        }
        for (int row = 0; row < rows; row++) {
            ColumnCounter[] segment = waiting.segment(row);
            if (segment != null) {
                count(stripe, waiting, row, segment);
            }
            repeated(stripe, hash(numbers, row * width, width));
        }
        waiting.clear();
    }

    /** Counts a row of a segment. */
    private void count(Stripe stripe, WaitingRows waiting, int row, ColumnCounter[] segment) {
        for (int c = 0; c < segment.length; c++) {
            if (segment[c] == null) {
                continue;
            }
            if (waiting.at(c) >= 0) {
                segment[c].number(stripe, waiting.numbers()[row * segment.length + c]);
            } else if (!isAnswer(c)) {
                segment[c].missing(stripe, 1);
            }
        }
    }

    private boolean isAnswer(int column) {
        return column == predictionAt || column == confidenceAt;
    }

    /** In two chains of multiplications that do not wait for each other. */
    private static long hash(float[] numbers, int from, int width) {
        long even = GOLDEN;
        long odd = 1;
        int end = from + width;
        int at = from;
        for (; at + 1 < end; at += 2) {
            even = (even ^ Float.floatToRawIntBits(numbers[at])) * GOLDEN;
            odd = (odd ^ Float.floatToRawIntBits(numbers[at + 1])) * GOLDEN;
        }
        if (at < end) {
            even = (even ^ Float.floatToRawIntBits(numbers[at])) * GOLDEN;
        }
        return (even ^ Long.rotateLeft(odd, 32)) * GOLDEN;
    }

    private void repeated(Stripe stripe, long hash) {
        // Two threads may meet here; a repetition that is missed or found twice in a million matters to nobody.
        int slot = (int) (hash >>> 52);
        if (recent[slot] == hash) {
            stripe.counts[totals + 1]++;
        }
        recent[slot] = hash;
    }

    /** Counts all rows of a table. */
    public void table(Table rows) {
        table(rows, row -> RowAnswer.NONE);
    }

    /** Counts all rows of a table, each with what was answered. */
    public void table(Table rows, IntFunction<RowAnswer> more) {
        Column[] found = new Column[names.length];
        for (int c = 0; c < names.length; c++) {
            found[c] = rows.findColumn(names[c]).orElse(null);
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        for (int r = 0; r < rows.rowCount(); r++) {
            for (int c = 0; c < names.length; c++) {
                row.put(names[c], cell(found[c], r));
            }
            row(row, more.apply(r));
        }
    }

    /** What a row holds in place of a cell. */
    static @Nullable Object cell(@Nullable Column column, int row) {
        if (column == null || column.isMissing(row)) {
            return null;
        }
        return column.type().isNumber() ? (Object) column.doubleAt(row) : column.stringAt(row);
    }

    /** What was counted so far. Rows that are being counted are in it or not, each as a whole. */
    public StreamCounts snapshot() {
        long[] sum = new long[totals + 2];
        double[][] sums = new double[columns.size()][3];
        List<Map<Integer, Long>> tails = columns.stream()
                .<Map<Integer, Long>>map(column -> new HashMap<>())
                .toList();
        for (Stripe stripe : stripes) {
            while (!stripe.tryTake()) {
                Thread.onSpinWait();
            }
            try {
                WaitingRows waiting = stripe.findWaiting();
                if (waiting != null) {
                    count(stripe, waiting);
                }
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += stripe.counts[k];
                }
                for (int c = 0; c < sums.length; c++) {
                    BucketCounts tail = stripe.tail(c);
                    if (tail != null) {
                        tail.addTo(tails.get(c));
                    }
                    for (int k = 0; k < 3; k++) {
                        sums[c][k] += stripe.moments[c * ColumnCounter.MOMENTS + k];
                    }
                }
            } finally {
                stripe.giveBack();
            }
        }
        long[][] counts = new long[columns.size()][];
        int at = 0;
        for (int c = 0; c < counts.length; c++) {
            int size = columns.get(c).bins().size();
            counts[c] = Arrays.copyOfRange(sum, at, at + size);
            at += size;
            for (int k = 0; k < inside[c]; k++) {
                sums[c][0] += counts[c][k];
            }
        }
        List<Map<String, Long>> words = new ArrayList<>();
        for (Map<String, LongAdder> of : unseen) {
            Map<String, Long> copy = new HashMap<>();
            of.forEach((word, n) -> copy.put(word, n.sum()));
            words.add(Map.copyOf(copy));
        }
        return new StreamCounts(sum[totals], counts, sums, sum[totals + 1], List.copyOf(words), tails);
    }
}
