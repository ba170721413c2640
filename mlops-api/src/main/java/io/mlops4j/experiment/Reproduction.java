package io.mlops4j.experiment;

import java.util.List;
import java.util.Optional;

/**
 * A run that was run again, and what came out otherwise.
 *
 * @param original the run that was to be reproduced
 * @param repeated the run that did so
 * @param metrics the metrics that differ in a value of any step, or that only one of the two has, by name
 * @param artifacts the artifacts whose bytes differ, or that only one of the two has, by name
 * @param environment what differs between the environments of the two, as sentences
 */
public record Reproduction(
        Run original,
        Run repeated,
        List<MetricDifference> metrics,
        List<ArtifactDifference> artifacts,
        List<String> environment) {
    /** Copies the lists. */
    public Reproduction {
        metrics = List.copyOf(metrics);
        artifacts = List.copyOf(artifacts);
        environment = List.copyOf(environment);
    }

    /** Whether every metric has the same values and every artifact the same bytes. */
    public boolean identical() {
        return metrics.isEmpty() && artifacts.isEmpty();
    }

    /** Whether every metric was reproduced to within a tolerance at every step, whatever the artifacts are. */
    public boolean metricsWithin(double tolerance) {
        return metrics.stream().allMatch(difference -> difference.largest() <= tolerance);
    }

    /**
     * How a metric differs.
     *
     * @param name the metric
     * @param original the latest value in the original; NaN if it has none
     * @param repeated the latest value in the repetition; NaN if it has none
     * @param largest the largest absolute difference over the steps; infinite if a step is missing on one side or is a number on one
     *     side only
     */
    public record MetricDifference(String name, double original, double repeated, double largest) {}

    /**
     * How an artifact differs.
     *
     * @param name the artifact
     * @param original what the original has, if it has it
     * @param repeated what the repetition has, if it has it
     */
    public record ArtifactDifference(String name, Optional<Artifact> original, Optional<Artifact> repeated) {}
}
