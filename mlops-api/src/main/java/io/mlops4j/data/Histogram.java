package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.List;

/**
 * How many values lie in each of some bins side by side. Immutable.
 *
 * @param edges the bounds of the bins, ascending, one more than there are bins; a value on an edge is of the bin above it, the greatest of the last bin
 * @param counts how many values each bin has
 * @param exact whether every value was counted; otherwise the counts are those of a sample, scaled
 */
public record Histogram(List<Double> edges, List<Long> counts, boolean exact) {
    /** Copies both lists; refuses those that do not fit each other with {@link InvalidInput}. */
    public Histogram {
        edges = List.copyOf(edges);
        counts = List.copyOf(counts);
        if (counts.isEmpty() || edges.size() != counts.size() + 1) {
            throw new InvalidInput("A histogram of " + counts.size() + " bins cannot have " + edges.size() + " edges.");
        }
    }
}
