package io.mlops4j.monitoring;

import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Metric;
import java.util.List;
import java.util.Optional;

/**
 * How good a model's predictions have been, window by window; {@link Monitor#performance} answers it. Immutable.
 *
 * @param findTask what is predicted, if it is known yet
 * @param windows the windows that had predictions, oldest first, at most the last 1 000; the last one may be under way
 * @param labels what became of predictions and labels in this process
 */
public record Performance(Optional<PerformanceTask> findTask, List<PerformanceWindow> windows, LabelCounts labels) {
    /** Copies the list. */
    public Performance {
        windows = List.copyOf(windows);
    }

    /**
     * The newest window that had predictions.
     *
     * @throws NotFound if there was none yet
     */
    public PerformanceWindow latest() {
        return findLatest().orElseThrow(() -> new NotFound("There is no prediction yet to measure."));
    }

    /** The newest window that had predictions, if there was one. */
    public Optional<PerformanceWindow> findLatest() {
        return windows.isEmpty() ? Optional.empty() : Optional.of(windows.get(windows.size() - 1));
    }

    /**
     * A window.
     *
     * @throws NotFound if it had no predictions, or is long past
     */
    public PerformanceWindow window(long number) {
        return windows.stream()
                .filter(window -> window.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("Window " + number + " had no predictions, or is long past."));
    }

    /**
     * A metric in the newest window that has labels for it.
     *
     * @throws NotFound if there is none
     */
    public Metric metric(String name) {
        for (int i = windows.size() - 1; i >= 0; i--) {
            Optional<Metric> metric = windows.get(i).all().findMetric(name);
            if (metric.isPresent()) {
                return metric.get();
            }
        }
        throw findLatest()
                .map(window -> new NotFound("No window has a metric '" + name + "' from labels. Of the "
                        + labels.predictions() + " predictions that were kept, " + labels.joined()
                        + " have a label; hand it in with endpoint.label(prediction.id(), truth)."))
                .orElseGet(() -> new NotFound("There is no prediction yet to measure '" + name + "' by."));
    }

    /**
     * A metric as estimated without labels, in the newest window that has it.
     *
     * @throws NotFound if there is none
     */
    public Metric estimate(String name) {
        for (int i = windows.size() - 1; i >= 0; i--) {
            Optional<Metric> metric = windows.get(i).all().findEstimate(name);
            if (metric.isPresent()) {
                return metric.get();
            }
        }
        throw new NotFound("No window has an estimate of '" + name + "' without labels."
                + findLatest()
                        .map(window -> " " + String.join(" ", window.all().warnings()))
                        .orElse(""));
    }
}
