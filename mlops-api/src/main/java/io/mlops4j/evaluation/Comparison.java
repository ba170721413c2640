package io.mlops4j.evaluation;

import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Optional;

/**
 * Two models on the same rows: for each metric how far they are apart, and how sure that is. Because the rows are the same, much smaller
 * differences can be told from chance than between two evaluations of different rows, for which there is {@link Interval#ofDifference}. A
 * metric that is undefined for one of the two is absent, as are extremes such as {@code max_error}; a warning of the evaluation says why.
 * Immutable.
 *
 * @param baseline the name of the other model
 * @param rows how many rows both predicted
 * @param differences one a metric, in the order of the evaluation's metrics
 */
public record Comparison(String baseline, long rows, List<Difference> differences) {
    /** Copies the differences. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /**
     * The difference in a metric.
     *
     * @throws NotFound if it was not compared; the message lists those that were
     */
    public Difference difference(String metric) {
        return findDifference(metric)
                .orElseThrow(() -> new NotFound("The metric '" + metric + "' was not compared with '" + baseline + "'."
                        + NearNames.sentence(
                                metric,
                                differences.stream().map(Difference::metric).toList())));
    }

    /** The difference in a metric, if it was compared. */
    public Optional<Difference> findDifference(String metric) {
        return differences.stream()
                .filter(difference -> difference.metric().equals(metric))
                .findFirst();
    }
}
