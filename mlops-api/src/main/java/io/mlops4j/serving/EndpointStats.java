package io.mlops4j.serving;

import java.time.Duration;
import java.util.List;

/**
 * What an endpoint has served in this process.
 *
 * @param versions for each version that has had a request, in the order in which they were first loaded
 * @param rejected how many requests were turned away, as too many were under way
 * @param inFlight how many requests are under way; 0 where no limit is set, as nobody counts them then
 * @param queued how many wait for their turn
 * @param limit how many may be under way now; {@link Integer#MAX_VALUE} where no limit is set
 * @param retries how many tries were further ones, of requests that asked for {@link Retry}
 */
public record EndpointStats(
        List<VersionStats> versions, long rejected, int inFlight, int queued, int limit, long retries) {
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
     * @param failures how many of them failed, or were stopped at their deadline
     * @param fallbacks how many requests got the answer of a fallback in its place
     * @param meanLatency the mean time in the model of those that did not fail; zero if there were none
     * @param latency quantiles of the same, to one part in a hundred
     */
    public record VersionStats(
            String model,
            int number,
            long requests,
            long failures,
            long fallbacks,
            Duration meanLatency,
            LatencyQuantiles latency) {}
}
