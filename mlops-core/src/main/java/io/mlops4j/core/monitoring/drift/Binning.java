package io.mlops4j.core.monitoring.drift;

import io.mlops4j.core.stats.sketch.BucketCounts;
import io.mlops4j.core.stats.sketch.LogBuckets;
import io.mlops4j.data.Column;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import io.mlops4j.monitoring.ColumnDrift.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column are cut into bins by a reference: numbers at 64 quantiles of it, equal ones merged, with a bin of its own for a value that takes up more than one; numbers of at most
 * 20 different values and categories one by one, of categories the 254 most frequent. Immutable.
 */
public final class Binning {
    private static final int BINS = 64;
    private static final int GROUPS = 10;
    private static final int FEW_VALUES = 20;
    private static final int CATEGORIES = 254;

    /** So many rare categories are told from unseen ones. */
    private static final int KNOWN = 10_000;

    private static final String OTHER = "other";
    private static final List<String> BESIDE_NUMBERS =
            List.of(ColumnReference.BELOW, ColumnReference.ABOVE, ColumnReference.MISTYPED, ColumnReference.MISSING);
    private static final List<String> BESIDE_VALUES = List.of(
            ColumnReference.BELOW,
            ColumnReference.ABOVE,
            ColumnReference.NEW,
            ColumnReference.MISTYPED,
            ColumnReference.MISSING);
    private static final List<String> BESIDE_CATEGORIES = List.of(ColumnReference.NEW, ColumnReference.MISSING);

    private final Kind kind;
    private final List<String> labels;
    private final double[] edges;
    private final double[] values;
    private final Map<String, Integer> words;
    private final List<String> beside;
    private final List<Double> edgeList;

    private Binning(
            Kind kind,
            List<String> labels,
            double[] edges,
            double[] values,
            Map<String, Integer> words,
            List<String> beside) {
        this.kind = kind;
        this.labels = labels;
        this.edges = edges;
        this.values = values;
        this.words = words;
        this.beside = beside;
        this.edgeList = Arrays.stream(edges).boxed().toList();
    }

    /** The bins that a column of a reference makes. */
    static Binning of(Column column, Kind kind) {
        return kind == Kind.NUMBER || (kind == Kind.IDENTIFIER && column.type().isNumber())
                ? numbers(column.doubles())
                : categories(column);
    }

    /** Bins as they were stored. */
    static Binning of(
            Kind kind, List<String> labels, List<Double> edges, List<Double> values, Map<String, Integer> words) {
        boolean numbers = kind == Kind.NUMBER;
        return new Binning(
                kind,
                labels,
                edges.stream().mapToDouble(Double::doubleValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray(),
                Map.copyOf(words),
                !numbers ? BESIDE_CATEGORIES : edges.isEmpty() ? BESIDE_VALUES : BESIDE_NUMBERS);
    }

    private static Binning numbers(double[] reference) {
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        while (n > 0 && Double.isNaN(sorted[n - 1])) {
            n--;
        }
        for (int i = 0; i < n; i++) {
            sorted[i] = sorted[i] + 0.0;
        }
        double[] unlike =
                Arrays.stream(sorted, 0, n).distinct().limit(FEW_VALUES + 1L).toArray();
        if (unlike.length <= FEW_VALUES) {
            return new Binning(
                    Kind.NUMBER,
                    Arrays.stream(unlike).mapToObj(Binning::text).toList(),
                    new double[0],
                    unlike,
                    Map.of(),
                    BESIDE_VALUES);
        }
        double[] edges = quantiles(sorted, n);
        List<String> labels = new ArrayList<>();
        for (int k = 0; k + 1 < edges.length; k++) {
            boolean point = edges[k + 1] == Math.nextUp(edges[k]);
            labels.add(
                    point
                            ? text(edges[k])
                            : "[" + text(edges[k]) + ", " + text(edges[k + 1]) + (k + 2 == edges.length ? "]" : ")"));
        }
        return new Binning(Kind.NUMBER, labels, edges, new double[0], Map.of(), BESIDE_NUMBERS);
    }

    /** The bounds of bins of about equally many values; a value that fills more than a bin has one of its own. */
    private static double[] quantiles(double[] sorted, int n) {
        int bins = Math.min(BINS, n);
        double[] edges = new double[2 * bins + 2];
        int size = 0;
        for (int k = 0; k < bins; k++) {
            double edge = sorted[(int) ((long) k * n / bins)];
            boolean repeated = sorted[(int) ((k + 1L) * n / bins) - 1] == edge
                    && k + 1 < bins
                    && sorted[(int) ((k + 1L) * n / bins)] == edge;
            if (size == 0 || edge > edges[size - 1]) {
                edges[size++] = edge;
            }
            if (repeated && Math.nextUp(edge) > edges[size - 1]) {
                edges[size++] = Math.nextUp(edge);
            }
        }
        double last = sorted[n - 1];
        if (last > edges[size - 1]) {
            edges[size++] = last;
        } else if (size == 1) {
            edges[size++] = Math.nextUp(last);
        }
        return Arrays.copyOf(edges, size);
    }

    private static Binning categories(Column column) {
        Map<String, Long> counts = new HashMap<>();
        for (int row = 0; row < column.rowCount(); row++) {
            if (!column.isMissing(row)) {
                counts.merge(word(column, row), 1L, Long::sum);
            }
        }
        List<Map.Entry<String, Long>> frequent = new ArrayList<>(counts.entrySet());
        frequent.sort(Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                .reversed()
                .thenComparing(Map.Entry::getKey));
        List<String> labels = new ArrayList<>();
        Map<String, Integer> words = new HashMap<>();
        for (int k = 0; k < Math.min(frequent.size(), KNOWN); k++) {
            if (k < CATEGORIES) {
                labels.add(frequent.get(k).getKey());
            }
            words.put(frequent.get(k).getKey(), Math.min(k, CATEGORIES));
        }
        if (frequent.size() > CATEGORIES) {
            labels.add(labels.contains(OTHER) ? OTHER + " than these" : OTHER);
        }
        return new Binning(
                Kind.CATEGORY, List.copyOf(labels), new double[0], new double[0], Map.copyOf(words), BESIDE_CATEGORIES);
    }

    /** The word that stands for a cell. */
    static String word(Column column, int row) {
        return switch (column.type()) {
            case BOOLEAN -> Boolean.toString(column.booleanAt(row));
            case REAL, INTEGER -> text(column.doubleAt(row));
            default -> column.stringAt(row);
        };
    }

    /** The word that stands for a value of a row; null for a missing one. */
    public static @Nullable String word(@Nullable Object value) {
        return value == null ? null : value instanceof Number number ? text(number.doubleValue()) : value.toString();
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    /** How many bins there are, with those beside. */
    public int size() {
        return labels.size() + beside.size();
    }

    /** The bin of a number. */
    public int bin(double value) {
        int inner = labels.size();
        if (Double.isNaN(value)) {
            return size() - 1;
        }
        if (values.length > 0 || inner == 0) {
            int at = Arrays.binarySearch(values, value + 0.0);
            if (at >= 0) {
                return at;
            }
            return -at - 1 == 0 ? inner : -at - 1 == values.length ? inner + 1 : inner + 2;
        }
        if (value < edges[0]) {
            return inner;
        }
        if (value > edges[inner]) {
            return inner + 1;
        }
        int at = Arrays.binarySearch(edges, value + 0.0);
        return Math.min(at >= 0 ? at : -at - 2, inner - 1);
    }

    /** The bin of a category; null for a missing one. */
    public int bin(@Nullable String word) {
        if (word == null) {
            return size() - 1;
        }
        Integer bin = words.get(word);
        return bin == null ? labels.size() : bin;
    }

    /** The counts of a column's cells. */
    long[] count(Column column) {
        long[] counts = new long[size()];
        boolean numbers = kind == Kind.NUMBER;
        for (int row = 0; row < column.rowCount(); row++) {
            int bin = numbers ? bin(column.doubleAt(row)) : bin(column.isMissing(row) ? null : word(column, row));
            counts[bin]++;
        }
        return counts;
    }

    /** The finite numbers of a column that are in no bin, as codes of {@link LogBuckets}. */
    Map<Integer, Long> tails(Column column) {
        BucketCounts tails = new BucketCounts();
        for (int row = 0; row < column.rowCount(); row++) {
            double value = column.doubleAt(row);
            if (Double.isFinite(value) && bin(value) >= labels.size()) {
                tails.add(value);
            }
        }
        Map<Integer, Long> sums = new HashMap<>();
        tails.addTo(sums);
        return sums;
    }

    /** The column as a reference. */
    ColumnReference reference(Column column) {
        long[] counts = count(column);
        return new ColumnReference(
                column.name(), this, groups(counts), counts, kind == Kind.NUMBER ? moments(column) : Optional.empty());
    }

    /** What the bins hold. */
    public List<String> labels() {
        return labels;
    }

    /** The bounds of the bins, one more than there are bins; empty where bins are single values. */
    public List<Double> edges() {
        return edgeList;
    }

    /** The numbers that have a bin each; empty for intervals and categories. */
    double[] values() {
        return values.clone();
    }

    /** The bins of the categories that the reference has. */
    Map<String, Integer> words() {
        return words;
    }

    /** The bins beside those, as {@code missing}, in the order of the counts. */
    List<String> beside() {
        return beside;
    }

    /** What the column holds. */
    public Kind kind() {
        return kind;
    }

    /** The bounds of the bins, for who searches by itself. */
    public double[] edgeArray() {
        return edges.clone();
    }

    /** The bin of values of another type. */
    public int mistyped() {
        int at = beside.indexOf(ColumnReference.MISTYPED);
        return at < 0 ? size() - 1 : labels.size() + at;
    }

    /** The bin of values that the reference does not have; of numbers in intervals there are none. */
    public int unseen() {
        int at = beside.indexOf(ColumnReference.NEW);
        return at < 0 ? -1 : labels.size() + at;
    }

    /** Numbers in at most ten groups of about equally many rows; categories each by itself. */
    private int[] groups(long[] counts) {
        int inner = labels.size();
        int[] groups = new int[inner];
        if (kind != Kind.NUMBER || inner <= GROUPS) {
            Arrays.setAll(groups, k -> k);
            return groups;
        }
        double total = 0;
        for (int k = 0; k < inner; k++) {
            total += counts[k];
        }
        double below = 0;
        int group = -1;
        int last = -1;
        for (int k = 0; k < inner; k++) {
            int wanted = (int) Math.min(GROUPS - 1, GROUPS * (below + counts[k] / 2.0) / Math.max(1, total));
            if (wanted > last) {
                last = wanted;
                group++;
            }
            groups[k] = group;
            below += counts[k];
        }
        return groups;
    }

    /** Mean and spread of the finite numbers; empty without any. */
    static Optional<Moments> moments(Column column) {
        long n = 0;
        double mean = 0;
        double squares = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < column.rowCount(); row++) {
            double value = column.doubleAt(row);
            if (Double.isFinite(value)) {
                n++;
                double delta = value - mean;
                mean += delta / n;
                squares += delta * (value - mean);
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return n == 0
                ? Optional.empty()
                : Optional.of(new Moments(
                        mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1)), Optional.of(min), Optional.of(max)));
    }
}
