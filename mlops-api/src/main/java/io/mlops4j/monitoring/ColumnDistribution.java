package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the values of a column are spread over bins that the reference has fixed. Immutable.
 *
 * @param labels what each bin holds: a category, a number, or an interval
 * @param edges for numbers in intervals the bounds of the bins, ascending, one more than there are bins; empty otherwise
 * @param counts how many rows each bin has
 * @param other the rows in no bin, by what they are: {@code missing}, {@code not a number}, {@code below}, {@code above}, {@code unseen}; those without rows are absent
 * @param moments mean and spread of the numbers; empty for categories and without numbers
 */
public record ColumnDistribution(
        List<String> labels,
        List<Double> edges,
        List<Long> counts,
        Map<String, Long> other,
        Optional<Moments> moments) {
    /** Copies the collections; refuses those that do not fit each other with {@link InvalidInput}. */
    public ColumnDistribution {
        labels = List.copyOf(labels);
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        other = Map.copyOf(other);
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
     * Mean and spread.
     *
     * @param mean the mean
     * @param stddev the standard deviation of the sample; 0 for one number
     * @param min the least, if it is known: a window that was counted as a difference does not know it
     * @param max the greatest, if it is known
     */
    public record Moments(double mean, double stddev, Optional<Double> min, Optional<Double> max) {}
}
