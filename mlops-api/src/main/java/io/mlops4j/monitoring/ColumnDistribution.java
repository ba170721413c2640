package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the values of a column are spread over bins that the reference has fixed. Immutable.
 *
 * @param labels what each bin holds: a category, a number, or an interval
 * @param edges for numbers in intervals the bounds of the bins, ascending, one more than there are bins; empty otherwise
 * @param counts how many rows each bin has
 * @param other the rows in no bin, by what they are: {@code missing}, {@code not a number}, {@code below}, {@code above}, {@code unseen}; those without rows are absent
 * @param moments mean and spread of the numbers; empty for categories and without numbers
 * @param tails the finite numbers in no bin, ascending: a number that stands for those within one part in a hundred of it, and how many rows have one of those
 */
public record ColumnDistribution(
        List<String> labels,
        List<Double> edges,
        List<Long> counts,
        Map<String, Long> other,
        Optional<Moments> moments,
        SortedMap<Double, Long> tails) {
    /** Copies the collections; refuses those that do not fit each other with {@link InvalidInput}. */
    public ColumnDistribution {
        labels = List.copyOf(labels);
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        other = Map.copyOf(other);
        tails = Collections.unmodifiableSortedMap(new TreeMap<>(tails));
        if (labels.size() != counts.size() || (!edges.isEmpty() && edges.size() != counts.size() + 1)) {
            throw new InvalidInput("A distribution over " + counts.size() + " bins cannot have " + labels.size()
                    + " labels and " + edges.size() + " edges.");
        }
    }

    /** The rows of all bins and of {@link #other}. */
    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum()
                + other.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The number that a share of the numbers are at most: 0.5 for the median. Numbers in an interval are taken to be spread evenly over it; those in no bin are known to one part in a hundred ({@link #tails}). In
     * time of the number of bins.
     *
     * @param share from 0 to 1
     * @return an infinity where it falls among those; the outermost edge where nothing is known of what lies beyond it; empty for categories, and without numbers
     * @throws InvalidInput if it is no share
     */
    public OptionalDouble quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidInput("There is no quantile " + share + "; take one from 0 to 1, as 0.5 for the median.");
        }
        if (moments.isEmpty() || counts.isEmpty()) {
            return OptionalDouble.empty();
        }
        return edges.isEmpty() ? ofValues(share) : ofIntervals(share);
    }

    private OptionalDouble ofIntervals(double share) {
        double first = edges.get(0);
        double last = edges.get(edges.size() - 1);
        long below = other.getOrDefault("below", 0L);
        long above = other.getOrDefault("above", 0L);
        long inside = counts.stream().mapToLong(Long::longValue).sum();
        double wanted = share * (below + inside + above);
        SortedMap<Double, Long> lower = tails.headMap(first);
        if (wanted <= below && below > 0) {
            return OptionalDouble.of(lower.isEmpty() ? first : among(lower, wanted, below, true));
        }
        double sum = below;
        for (int k = 0; k < counts.size(); k++) {
            long count = counts.get(k);
            if (wanted <= sum + count) {
                double from = edges.get(k);
                double to = edges.get(k + 1);
                double part = count == 0 ? 0 : (wanted - sum) / count;
                // A bin of a single value has no width to spread over.
                return OptionalDouble.of(to == Math.nextUp(from) ? from : from * (1 - part) + to * part);
            }
            sum += count;
        }
        SortedMap<Double, Long> upper = tails.tailMap(last);
        return above + inside + below == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(upper.isEmpty() ? last : among(upper, wanted - sum, above, false));
    }

    /** Among the numbers beyond the bins on one side; those that are not in the tail are infinite. */
    private static double among(SortedMap<Double, Long> tail, double wanted, long all, boolean low) {
        long finite = tail.values().stream().mapToLong(Long::longValue).sum();
        double sum = low ? all - finite : 0;
        if (low && wanted <= sum && sum > 0) {
            return Double.NEGATIVE_INFINITY;
        }
        for (Map.Entry<Double, Long> entry : tail.entrySet()) {
            sum += entry.getValue();
            if (wanted <= sum) {
                return entry.getKey();
            }
        }
        return low || all <= finite ? tail.lastKey() : Double.POSITIVE_INFINITY;
    }

    private OptionalDouble ofValues(double share) {
        TreeMap<Double, Long> all = new TreeMap<>(tails);
        for (int k = 0; k < counts.size(); k++) {
            all.merge(Double.valueOf(labels.get(k)), counts.get(k), Long::sum);
        }
        long numbers = all.values().stream().mapToLong(Long::longValue).sum();
        double sum = 0;
        for (Map.Entry<Double, Long> entry : all.entrySet()) {
            sum += entry.getValue();
            if (entry.getValue() > 0 && sum >= share * numbers) {
                return OptionalDouble.of(entry.getKey());
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * Mean and spread.
     *
     * @param mean the mean
     * @param stddev the standard deviation of the sample; 0 for one number
     * @param min the least, if it is known: a window that was counted as a difference does not know it
     * @param max the greatest, if it is known
     */
    public record Moments(double mean, double stddev, Optional<Double> min, Optional<Double> max) {}
}
