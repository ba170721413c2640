package io.mlops4j.evaluation;

import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A score from which on a row is predicted 1, chosen by a {@link ThresholdRule}: for {@link BinaryEvaluator#threshold}. Immutable.
 *
 * @param value one of the scores it was chosen from
 * @param rule by which rule, for a person to read: {@code highest f1}
 * @param metrics at the threshold, on the rows it was chosen from: the one that the rule is about first, then {@code precision, recall,
 *     specificity, accuracy, balanced_accuracy, f1}. They are better than what new rows will show, as the threshold was made for them.
 * @param stability where the thresholds lie that the rule chooses from resamples of the rows, if that was asked for: a wide interval says
 *     that the choice was a matter of chance
 * @param plot precision, recall and F1 (or the F of the rule) over thresholds, with the chosen one
 */
public record Threshold(
        double value, String rule, List<Metric> metrics, Optional<Interval> stability, Plot.Curve plot) {
    /** Copies the metrics. */
    public Threshold {
        Objects.requireNonNull(rule);
        metrics = List.copyOf(metrics);
        Objects.requireNonNull(stability);
        Objects.requireNonNull(plot);
    }

    /**
     * A metric at the threshold.
     *
     * @throws NotFound if there is none of this name; the message lists those there are
     */
    public Metric metric(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("The threshold has no metric '" + name + "'."
                        + NearNames.sentence(
                                name, metrics.stream().map(Metric::name).toList())));
    }
}
