package io.mlops4j.core.monitoring.record;

import io.mlops4j.core.monitoring.drift.ColumnReference;
import io.mlops4j.core.monitoring.drift.OfNumbers;
import io.mlops4j.monitoring.ColumnDistribution.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What was counted of some rows: for each column the rows of each bin, and sums of its numbers. Adding what two threads, processes or hosts have counted gives what one would have counted of all rows.
 * Immutable by convention: nobody writes to the arrays.
 *
 * @param rows how many rows
 * @param counts for each column the rows of each bin
 * @param sums for each column the count, sum and sum of squares of the distances of its numbers from the reference's mean
 * @param repeated how many rows were the same as one shortly before
 * @param unseen for each column some of the categories that the reference does not have, with how often they came
 * @param tails for each column the finite numbers in no bin, how many by the code of {@link io.mlops4j.core.stats.sketch.LogBuckets}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StreamCounts(
        long rows,
        long[][] counts,
        double[][] sums,
        long repeated,
        List<Map<String, Long>> unseen,
        List<Map<Integer, Long>> tails) {
    private static final int UNSEEN = 100;

    /** Of no rows. */
    public static StreamCounts none(List<ColumnReference> columns) {
        return new StreamCounts(
                0,
                columns.stream().map(column -> new long[column.bins().size()]).toArray(long[][]::new),
                new double[columns.size()][3],
                0,
                columns.stream().map(column -> Map.<String, Long>of()).toList(),
                columns.stream().map(column -> Map.<Integer, Long>of()).toList());
    }

    /** Both together. */
    public StreamCounts plus(StreamCounts other) {
        return combine(other, 1);
    }

    /** What has come since an earlier count of the same rows. */
    public StreamCounts minus(StreamCounts earlier) {
        return combine(earlier, -1);
    }

    private StreamCounts combine(StreamCounts other, int sign) {
        long[][] together = new long[counts.length][];
        double[][] summed = new double[sums.length][];
        List<Map<String, Long>> words = new ArrayList<>();
        List<Map<Integer, Long>> beyond = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            together[c] = counts[c].clone();
            for (int k = 0; k < together[c].length; k++) {
                together[c][k] += sign * other.counts[c][k];
            }
            summed[c] = sums[c].clone();
            for (int k = 0; k < summed[c].length; k++) {
                summed[c][k] += sign * other.sums[c][k];
            }
            Map<String, Long> map = new HashMap<>(unseen.get(c));
            other.unseen.get(c).forEach((word, n) -> {
                if (map.size() < UNSEEN || map.containsKey(word)) {
                    map.merge(word, sign * n, Long::sum);
                }
            });
            map.values().removeIf(n -> n <= 0);
            words.add(Map.copyOf(map));
            Map<Integer, Long> numbers = new HashMap<>(tails.get(c));
            other.tails.get(c).forEach((code, n) -> numbers.merge(code, sign * n, Long::sum));
            numbers.values().removeIf(n -> n <= 0);
            beyond.add(Map.copyOf(numbers));
        }
        return new StreamCounts(
                rows + sign * other.rows,
                together,
                summed,
                repeated + sign * other.repeated,
                List.copyOf(words),
                List.copyOf(beyond));
    }

    /** Those of the first columns alone. */
    public StreamCounts of(int columns) {
        return new StreamCounts(
                rows,
                Arrays.copyOf(counts, columns),
                Arrays.copyOf(sums, columns),
                repeated,
                unseen.subList(0, columns),
                tails.subList(0, columns));
    }

    /** For each column the categories that the reference does not have, the most frequent first, at most twenty. */
    public List<List<String>> unseenCategories() {
        return unseen.stream()
                .map(words -> words.entrySet().stream()
                        .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(Map.Entry::getValue)
                                .reversed()
                                .thenComparing(Map.Entry::getKey))
                        .limit(20)
                        .map(Map.Entry::getKey)
                        .toList())
                .toList();
    }

    /** The first columns as a reference of their own, with the bins of another. */
    public List<ColumnReference> asReference(List<ColumnReference> columns, String suffix) {
        return IntStream.range(0, columns.size())
                .mapToObj(c -> columns.get(c)
                        .with(columns.get(c).name() + suffix, counts[c], moments(columns.get(c), sums[c])))
                .toList();
    }

    /** What is known of each column's numbers. */
    public List<OfNumbers> numbers(List<ColumnReference> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(c -> new OfNumbers(moments(columns.get(c), sums[c]), tails.get(c)))
                .toList();
    }

    /** Mean and spread of a column's numbers; empty without any. */
    private static Optional<Moments> moments(ColumnReference column, double[] sums) {
        double n = sums[0];
        if (n < 1 || column.moments().isEmpty()) {
            return Optional.empty();
        }
        double shift = sums[1] / n;
        double variance = n == 1 ? 0 : Math.max(0, (sums[2] - sums[1] * shift) / (n - 1));
        return Optional.of(new Moments(
                column.moments().get().mean() + shift, Math.sqrt(variance), Optional.empty(), Optional.empty()));
    }

    @Override
    public String toString() {
        return rows + " rows over "
                + Arrays.stream(counts).mapToInt(c -> c.length).sum() + " bins";
    }
}
