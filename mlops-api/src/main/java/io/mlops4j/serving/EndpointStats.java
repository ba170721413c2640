package io.mlops4j.serving;

import java.time.Duration;
import java.util.List;

/**
 * What an endpoint has served in this process.
 *
 * @param versions for each version that has had a request, in the order in which they were first loaded
 */
public record EndpointStats(List<VersionStats> versions) {
    /** Copies the list. */
    public EndpointStats {
        versions = List.copyOf(versions);
    }

    /** How many requests reached a model. */
    public long requests() {
        return versions.stream().mapToLong(VersionStats::requests).sum();
    }

    /** How many of them failed in the model. */
    public long failures() {
        return versions.stream().mapToLong(VersionStats::failures).sum();
    }

    /**
     * What one version has served. Requests that were refused for their inputs are not counted.
     *
     * @param model the name of the model
     * @param number the version
     * @param requests how many requests reached the model
     * @param failures how many of them failed
     * @param meanLatency the mean time in the model of those that did not fail; zero if there were none
     */
    public record VersionStats(String model, int number, long requests, long failures, Duration meanLatency) {}
}
