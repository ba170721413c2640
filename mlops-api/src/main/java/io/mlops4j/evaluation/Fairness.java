package io.mlops4j.evaluation;

import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How evenly a model of two classes treats groups of rows: for each group its rates, and for each notion of fairness how far the groups are
 * apart. The names and definitions are Fairlearn's. Which notion fits is not a question of statistics, and not all can hold at once where the
 * groups' base rates differ (Kleinberg et al. 2016, arXiv:1609.05807). Immutable.
 *
 * @param column what the groups are the values of
 * @param groups the rates of each group, by value
 * @param disparities one a notion of fairness that could be computed: {@code demographic_parity}, {@code equal_opportunity},
 *     {@code equalized_odds}, {@code predictive_parity}, {@code calibration}
 * @param warnings sentences on groups that could not be compared
 */
public record Fairness(String column, Map<String, Group> groups, List<Disparity> disparities, List<String> warnings) {
    /** Copies the collections. */
    public Fairness {
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
        disparities = List.copyOf(disparities);
        warnings = List.copyOf(warnings);
    }

    /**
     * How far the groups are apart by a notion of fairness.
     *
     * @throws NotFound if it could not be computed or has another name; the message lists those that were
     */
    public Disparity disparity(String notion) {
        return findDisparity(notion)
                .orElseThrow(() -> new NotFound("The groups of '" + column + "' were not compared by '" + notion + "'."
                        + NearNames.sentence(
                                notion,
                                disparities.stream().map(Disparity::notion).toList())));
    }

    /** How far the groups are apart by a notion of fairness, if that could be computed. */
    public Optional<Disparity> findDisparity(String notion) {
        return disparities.stream()
                .filter(disparity -> disparity.notion().equals(notion))
                .findFirst();
    }

    /**
     * The rates of one group.
     *
     * @param rows how many rows it has; the sum of their weights where rows are weighted
     * @param rates by name, each with Wilson's interval: {@code selection_rate}, {@code true_positive_rate}, {@code false_positive_rate},
     *     {@code precision}, {@code base_rate}; one without rows to count is absent
     * @param calibrationError the mean distance between predicted probabilities and what came true, over bins (ECE)
     */
    public record Group(double rows, Map<String, Metric> rates, double calibrationError) {
        /** Copies the rates. */
        public Group {
            rates = Collections.unmodifiableMap(new LinkedHashMap<>(rates));
        }
    }

    /**
     * How far the groups are apart by one notion of fairness.
     *
     * @param notion its name
     * @param rate what is compared: {@code selection_rate}
     * @param difference the greatest less the least, in [0, 1]; 0 is even
     * @param ratio the least by the greatest, in [0, 1]; 1 is even, below 0.8 fails the four-fifths rule; 1 where both are 0
     * @param least the group with the least
     * @param greatest the group with the greatest
     * @param interval of the difference between these two, by Newcombe's hybrid score where the rates have intervals; as they were chosen
     *     for being far apart, it lies somewhat too high with many groups
     */
    public record Disparity(
            String notion,
            String rate,
            double difference,
            double ratio,
            String least,
            String greatest,
            Optional<Interval> interval) {}
}
