package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.Column;
import io.mlops4j.data.ColumnType;
import io.mlops4j.data.FeatureSelection;
import io.mlops4j.data.FeatureSelection.Score;
import io.mlops4j.data.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Mutual information of columns with a label, in nats.
 *
 * <p>Neighbours are found along one axis: of sorted values the k nearest lie side by side. Where two quantities meet, the rows are walked from
 * each along the first axis until no nearer one can come. As scikit-learn does, quantities are scaled to a deviation of 1 and moved by about
 * 10<sup>-10</sup>, from a fixed seed, so that equal values have no distance of 0.
 */
public final class MutualInformation {
    private static final int NEIGHBOURS = 3;
    private static final double EULER_GAMMA = 0.5772156649015329;
    private static final double JITTER = 1e-10;
    private static final long SEED = 0x6d6c6f7073L;

    /** ψ(n) by n. */
    private final double[] digamma;

    private MutualInformation(int rows) {
        digamma = new double[rows + 2];
        double harmonic = 0;
        for (int n = 1; n < digamma.length; n++) {
            digamma[n] = harmonic - EULER_GAMMA;
            harmonic += 1.0 / n;
        }
    }

    /** See {@link FeatureSelection#mutualInformation}. */
    public static FeatureSelection with(Table table, String label) {
        Column target = table.column(label);
        boolean classes = isDiscrete(target) || target.type() == ColumnType.INTEGER;
        if (!classes && !isQuantity(target)) {
            throw new InvalidInput("Mutual information with '" + label + "' is not defined, which is " + target.type()
                    + "; the label is words, truth values or numbers.");
        }
        MutualInformation information = new MutualInformation(table.rowCount());
        List<Score> scores = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.name().equals(label) && (isDiscrete(column) || isQuantity(column))) {
                scores.add(new Score(column.name(), information.of(column, target, classes)));
            }
        }
        return new FeatureSelection(scores);
    }

    private static boolean isDiscrete(Column column) {
        return column.type().isText() || column.type() == ColumnType.BOOLEAN;
    }

    private static boolean isQuantity(Column column) {
        return column.type().isNumber();
    }

    private double of(Column column, Column target, boolean classes) {
        int[] rows = IntStream.range(0, column.rowCount())
                .filter(row -> !column.isMissing(row) && !target.isMissing(row))
                .toArray();
        if (rows.length == 0) {
            return 0;
        }
        double nats;
        if (isDiscrete(column)) {
            nats = classes
                    ? ofCounts(codes(column, rows), codes(target, rows))
                    : ofClasses(quantity(target, rows), codes(column, rows));
        } else {
            double[] values = quantity(column, rows);
            nats = classes ? ofClasses(values, codes(target, rows)) : ofQuantities(values, quantity(target, rows));
        }
        // An estimate may be a little below 0, mutual information may not.
        return Math.max(0, nats);
    }

    private static int[] codes(Column column, int[] rows) {
        Map<String, Integer> known = new HashMap<>();
        return IntStream.of(rows)
                .map(row -> known.computeIfAbsent(column.stringAt(row), word -> known.size()))
                .toArray();
    }

    private static double[] quantity(Column column, int[] rows) {
        double[] values = IntStream.of(rows).mapToDouble(column::doubleAt).toArray();
        Sample sample = Sample.of(column.name(), values);
        if (Double.isInfinite(sample.least()) || Double.isInfinite(sample.greatest())) {
            throw new InvalidInput("Column '" + column.name() + "' holds infinite values; clip them first.");
        }
        double deviation = sample.least() == sample.greatest() ? 1 : sample.deviation();
        SplittableRandom random = new SplittableRandom(SEED + column.name().hashCode());
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] /= deviation;
            total += Math.abs(values[i]);
        }
        double amplitude = JITTER * Math.max(1, total / values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += amplitude * (random.nextDouble() - 0.5);
        }
        return values;
    }

    private static double ofCounts(int[] a, int[] b) {
        Map<Integer, Integer> countsA = new HashMap<>();
        Map<Integer, Integer> countsB = new HashMap<>();
        Map<Long, Integer> both = new HashMap<>();
        for (int i = 0; i < a.length; i++) {
            countsA.merge(a[i], 1, Integer::sum);
            countsB.merge(b[i], 1, Integer::sum);
            both.merge((long) a[i] << Integer.SIZE | b[i], 1, Integer::sum);
        }
        double nats = 0;
        for (Map.Entry<Long, Integer> cell : both.entrySet()) {
            double count = cell.getValue();
            double rowCount = countsA.getOrDefault((int) (cell.getKey() >> Integer.SIZE), 0);
            double columnCount = countsB.getOrDefault(cell.getKey().intValue(), 0);
            nats += count / a.length * Math.log(count * a.length / (rowCount * columnCount));
        }
        return nats;
    }

    /** Ross: how far the k-th neighbour of the same class is, and how many of any class are nearer. Classes of one row say nothing. */
    private double ofClasses(double[] values, int[] codes) {
        Map<Integer, double[]> classes = new HashMap<>();
        Map<Integer, List<Double>> members = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            members.computeIfAbsent(codes[i], code -> new ArrayList<>()).add(values[i]);
        }
        members.forEach((code, list) -> {
            if (list.size() > 1) {
                classes.put(
                        code,
                        list.stream().mapToDouble(Double::doubleValue).sorted().toArray());
            }
        });
        double[] all = classes.values().stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        double sum = 0;
        for (double[] ofOne : classes.values()) {
            int k = Math.min(NEIGHBOURS, ofOne.length - 1);
            for (int i = 0; i < ofOne.length; i++) {
                double radius = Math.nextDown(nearest(ofOne, i, k));
                sum += digamma[k] - digamma[ofOne.length] - digamma[within(all, ofOne[i], radius)];
            }
        }
        return all.length == 0 ? 0 : digamma[all.length] + sum / all.length;
    }

    /** The distance from a sorted value to its k-th nearest other. */
    private static double nearest(double[] sorted, int at, int k) {
        int low = at;
        int high = at;
        double distance = 0;
        for (int i = 0; i < k; i++) {
            double below = low > 0 ? sorted[at] - sorted[low - 1] : Double.POSITIVE_INFINITY;
            double above = high < sorted.length - 1 ? sorted[high + 1] - sorted[at] : Double.POSITIVE_INFINITY;
            if (below <= above) {
                low--;
                distance = below;
            } else {
                high++;
                distance = above;
            }
        }
        return distance;
    }

    /**
     * How many sorted values are at most this far away, the value itself included. Distances are compared, not bounds: the radius is one step below that of
     * a neighbour that must not count, and {@code value - radius} would round to it.
     */
    private static int within(double[] sorted, double value, double radius) {
        int first = firstWithin(sorted, value, radius);
        int low = first;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] - value <= radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(1, low - first);
    }

    private static int firstWithin(double[] sorted, double value, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value - sorted[middle] > radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first estimator of Kraskov, Stögbauer and Grassberger, with the greater of the two distances. */
    private double ofQuantities(double[] a, double[] b) {
        int n = a.length;
        int k = Math.min(NEIGHBOURS, n - 1);
        if (k == 0) {
            return 0;
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted((i, j) -> Double.compare(a[i], a[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] first = IntStream.of(order).mapToDouble(i -> a[i]).toArray();
        double[] second = IntStream.of(order).mapToDouble(i -> b[i]).toArray();
        double[] sortedSecond = second.clone();
        Arrays.sort(sortedSecond);
        double[] best = new double[k];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double radius = Math.nextDown(nearestPair(first, second, i, best));
            sum += digamma[within(first, first[i], radius)] + digamma[within(sortedSecond, second[i], radius)];
        }
        return digamma[n] + digamma[k] - sum / n;
    }

    private static double nearestPair(double[] first, double[] second, int at, double[] best) {
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        int last = best.length - 1;
        int low = at - 1;
        int high = at + 1;
        while (true) {
            double below = low >= 0 ? first[at] - first[low] : Double.POSITIVE_INFINITY;
            double above = high < first.length ? first[high] - first[at] : Double.POSITIVE_INFINITY;
            double along = Math.min(below, above);
            if (along >= best[last]) {
                return best[last];
            }
            int other = below <= above ? low-- : high++;
            insert(best, Math.max(along, Math.abs(second[other] - second[at])));
        }
    }

    /** Keeps the least distances, ascending. */
    private static void insert(double[] best, double distance) {
        int i = best.length - 1;
        if (distance >= best[i]) {
            return;
        }
        while (i > 0 && best[i - 1] > distance) {
            best[i] = best[i - 1];
            i--;
        }
        best[i] = distance;
    }
}
