package io.mlops4j.core.stats.change;

import io.mlops4j.IntegrityViolation;
import io.mlops4j.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A window of values in buckets, an exponential histogram (Datar, Gionis, Indyk and Motwani 2002; with variances, Babcock and others 2003, doi:10.1145/773153.773176):
 * row i holds buckets of 2^i values, oldest first; once a row has one too many, its two oldest become one of the next row. So n values take at most
 * (k + 1) · (log2(n / k) + 2) buckets.
 */
final class Buckets {
    /** Buckets of one size. */
    private static final class Row {
        final double[] sums;
        final double[] squares;
        int used;

        Row(int capacity) {
            sums = new double[capacity];
            squares = new double[capacity];
        }

        void add(double sum, double square) {
            sums[used] = sum;
            squares[used] = square;
            used++;
        }

        void drop(int oldest) {
            used -= oldest;
            System.arraycopy(sums, oldest, sums, 0, used);
            System.arraycopy(squares, oldest, squares, 0, used);
        }
    }

    private static final int MAX_ROWS = 62;

    private final int perSize;
    private final List<Row> rows = new ArrayList<>();
    private long count;
    private double sum;
    private double squares;

    Buckets(int perSize) {
        this.perSize = perSize;
        rows.add(new Row(perSize + 1));
    }

    static Buckets read(int perSize, JsonNode json) {
        Buckets buckets = new Buckets(perSize);
        List<JsonNode> stored = Json.list(json, "rows", row -> row);
        if (stored.isEmpty() || stored.size() > MAX_ROWS) {
            throw new IntegrityViolation(
                    "A stored window has " + stored.size() + " sizes of buckets; it has 1 to " + MAX_ROWS + ".");
        }
        buckets.rows.clear();
        for (JsonNode one : stored) {
            buckets.rows.add(row(perSize, one));
        }
        buckets.count = Stored.count(json, "count");
        buckets.sum = Stored.finite(json, "sum");
        buckets.squares = Stored.finite(json, "squares");
        if (buckets.counted() != buckets.count) {
            throw new IntegrityViolation("A stored window says that it has " + buckets.count
                    + " values, its buckets hold " + buckets.counted() + ".");
        }
        return buckets;
    }

    private static Row row(int perSize, JsonNode json) {
        double[] sums = Stored.numbers(json, "sums");
        double[] squares = Stored.numbers(json, "squares");
        if (sums.length != squares.length || sums.length > perSize) {
            throw new IntegrityViolation("A stored window has " + sums.length + " sums and " + squares.length
                    + " squares of one size; they are as many, and at most " + perSize + ".");
        }
        Row row = new Row(perSize + 1);
        for (int i = 0; i < sums.length; i++) {
            row.add(sums[i], squares[i]);
        }
        return row;
    }

    private long counted() {
        long counted = 0;
        for (int i = 0; i < rows.size(); i++) {
            counted += (long) rows.get(i).used << i;
        }
        return counted;
    }

    void add(double value) {
        rows.get(0).add(value, 0);
        if (count > 0) {
            double off = value - sum / count;
            squares += count * off * off / (count + 1);
        }
        count++;
        sum += value;
        merge();
    }

    private void merge() {
        for (int i = 0; i < rows.size() && rows.get(i).used > perSize; i++) {
            if (i + 1 == rows.size()) {
                rows.add(new Row(perSize + 1));
            }
            Row row = rows.get(i);
            double size = size(i);
            double off = (row.sums[0] - row.sums[1]) / size;
            rows.get(i + 1).add(row.sums[0] + row.sums[1], row.squares[0] + row.squares[1] + size * off * off / 2);
            row.drop(2);
        }
    }

    /** Forgets the oldest bucket; there are younger ones. */
    void dropOldest() {
        int last = rows.size() - 1;
        Row row = rows.get(last);
        double size = size(last);
        double oldest = row.sums[0];
        count -= (long) size;
        sum -= oldest;
        double off = oldest / size - sum / count;
        squares = Math.max(0, squares - row.squares[0] - size * count * off * off / (size + count));
        row.drop(1);
        while (rows.size() > 1 && rows.get(rows.size() - 1).used == 0) {
            rows.remove(rows.size() - 1);
        }
    }

    /** A place between two buckets, with what is older than it. */
    interface Cut {
        boolean holds(long older, double olderSum);
    }

    /** Whether any cut holds, oldest first. */
    boolean anyCut(Cut cut) {
        long older = 0;
        double olderSum = 0;
        for (int i = rows.size() - 1; i >= 0; i--) {
            Row row = rows.get(i);
            for (int k = 0; k < row.used; k++) {
                older += 1L << i;
                olderSum += row.sums[k];
                if (older < count && cut.holds(older, olderSum)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double size(int row) {
        return (double) (1L << row);
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /** The mean squared deviation. */
    double variance() {
        return squares / count;
    }

    /** How many buckets there are. */
    int size() {
        int size = 0;
        for (Row row : rows) {
            size += row.used;
        }
        return size;
    }

    void save(ObjectNode json) {
        json.put("count", count);
        json.put("sum", sum);
        json.put("squares", squares);
        ArrayNode stored = json.putArray("rows");
        for (Row row : rows) {
            ObjectNode one = stored.addObject();
            Stored.write(one.putArray("sums"), row.sums, row.used);
            Stored.write(one.putArray("squares"), row.squares, row.used);
        }
    }
}
