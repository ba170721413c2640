package io.mlops4j.serving;

import io.mlops4j.spi.ServingEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a shadow compares with what was served. Immutable.
 *
 * @param endpoint the endpoint
 * @param served the versions that answered, as text
 * @param shadow the version that shadowed, as text
 * @param compared how many requests both have answered
 * @param mismatches how many of them had an output beyond the tolerance
 * @param errors how many requests the shadow failed on
 * @param dropped how many copies were not made, since the queue was full, or not compared, since it was stopped
 * @param servedLatency the served version's times, of the requests that were copied and answered by both
 * @param shadowLatency the shadow's times of the same
 * @param outputs each output that both have
 * @param examples the worst disagreements, worst first
 * @param firstError the message of the shadow's first failure, if there was one
 */
public record ShadowReport(
        String endpoint,
        List<String> served,
        String shadow,
        long compared,
        long mismatches,
        long errors,
        long dropped,
        LatencyQuantiles servedLatency,
        LatencyQuantiles shadowLatency,
        List<OutputComparison> outputs,
        List<Example> examples,
        Optional<String> firstError) {
    /** Copies the lists. */
    public ShadowReport {
        served = List.copyOf(served);
        outputs = List.copyOf(outputs);
        examples = List.copyOf(examples);
    }

    /** Writes the report as one self-contained page, light and dark, without a script. */
    public void toHtml(Path file) {
        ServingEngine.installed().write(this, file);
    }

    /** The share of compared requests that disagree; 0 if there were none. */
    public double mismatchRate() {
        return compared == 0 ? 0 : (double) mismatches / compared;
    }

    /**
     * One output of both.
     *
     * @param name its name
     * @param mismatches in how many requests it was beyond the tolerance
     * @param largestDifference the largest absolute difference of two numbers; for texts and classes 1 if any differ
     * @param meanDifference the mean of the shadow's number minus the served one, over all elements; 0 for texts
     * @param rankAgreement Kendall's tau-b of the last numbers of each first row, over a sample of the requests: 1 if both order the requests alike; empty with
     *     fewer than two requests, and for texts
     * @param distributionDistance the largest difference between the two cumulative distributions (Kolmogorov-Smirnov) of these numbers over the sample; for texts
     *     and whole numbers of few values the total variation distance of their shares; empty without requests
     */
    public record OutputComparison(
            String name,
            long mismatches,
            double largestDifference,
            double meanDifference,
            Optional<Double> rankAgreement,
            Optional<Double> distributionDistance) {}

    /**
     * A disagreement.
     *
     * @param predictionId the prediction that was served
     * @param difference how far the worst output is beyond the tolerance, as a multiple of it; infinite where classes differ and the tolerance is 0
     * @param inputs the inputs, as the hook left them
     * @param served what was served
     * @param shadow what the shadow gave
     */
    public record Example(String predictionId, double difference, Tensors inputs, Tensors served, Tensors shadow) {}
}
