package io.mlops4j.monitoring;

import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.internal.NearNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good some predictions were. Immutable.
 *
 * @param predictions how many there are
 * @param labelled of how many it is known what was true
 * @param realised the metrics of those, by scikit-learn's names as {@link io.mlops4j.evaluation.Evaluator} has them, with intervals; empty if no label has come
 * @param estimated the metrics of all, estimated without labels; empty where that is not possible, and a warning says why
 * @param warnings sentences on what could not be told or needs care in reading
 */
public record PerformanceFigures(
        long predictions,
        long labelled,
        Map<String, Metric> realised,
        Map<String, Metric> estimated,
        List<String> warnings) {
    /** Copies the collections, and keeps their order. */
    public PerformanceFigures {
        realised = Collections.unmodifiableMap(new LinkedHashMap<>(realised));
        estimated = Collections.unmodifiableMap(new LinkedHashMap<>(estimated));
        warnings = List.copyOf(warnings);
    }

    /**
     * A metric of the predictions that have labels.
     *
     * @throws NotFound if it is not there; the message lists those that are
     */
    public Metric metric(String name) {
        return findMetric(name).orElseThrow(() -> missing(name, realised, "labelled", labelled));
    }

    /** A metric of the predictions that have labels, if it is there. */
    public Optional<Metric> findMetric(String name) {
        return Optional.ofNullable(realised.get(name));
    }

    /**
     * A metric as estimated without labels.
     *
     * @throws NotFound if it is not there; the message lists those that are
     */
    public Metric estimate(String name) {
        return findEstimate(name).orElseThrow(() -> missing(name, estimated, "estimated", predictions));
    }

    /** A metric as estimated without labels, if it is there. */
    public Optional<Metric> findEstimate(String name) {
        return Optional.ofNullable(estimated.get(name));
    }

    private NotFound missing(String name, Map<String, Metric> of, String how, long rows) {
        return new NotFound("There is no metric '" + name + "' of " + rows + " " + how + " predictions."
                + (of.isEmpty() ? String.join(" ", warnings) : NearNames.sentence(name, of.keySet())));
    }
}
