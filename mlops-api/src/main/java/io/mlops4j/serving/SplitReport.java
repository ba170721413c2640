package io.mlops4j.serving;

import java.util.List;

/**
 * How the versions of a {@link Split} compare in one metric. Intervals hold at every look, so one may look all the time and stop when one likes; each holds at 95 %.
 *
 * @param metric the metric
 * @param higherIsBetter whether a higher value is the better one
 * @param versions each version, best mean first
 * @param effects each version after the first in the order of the split, less the first
 */
public record SplitReport(String metric, boolean higherIsBetter, List<VersionResult> versions, List<Effect> effects) {
    /** Copies the lists. */
    public SplitReport {
        versions = List.copyOf(versions);
        effects = List.copyOf(effects);
    }

    /**
     * One version.
     *
     * @param version the version, as text
     * @param number its number
     * @param count how many values it has
     * @param mean their mean; NaN without values
     * @param low not below this
     * @param high not above this
     * @param probabilityBest the probability that its true mean is the best of all, given these values and no opinion before
     */
    public record VersionResult(
            String version, int number, long count, double mean, double low, double high, double probabilityBest) {}

    /**
     * A difference of two versions.
     *
     * @param version the version, as text
     * @param baseline the version that it is held against
     * @param difference its mean less the baseline's; NaN without values of both
     * @param low not below this
     * @param high not above this
     * @param probabilityBetter the probability that its true mean is the better one
     */
    public record Effect(
            String version, String baseline, double difference, double low, double high, double probabilityBetter) {}
}
