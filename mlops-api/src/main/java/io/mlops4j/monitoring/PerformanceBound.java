package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.evaluation.Interval;
import io.mlops4j.evaluation.Metric;
import java.util.Locale;

/**
 * How good a model must stay, or there is an alert ({@link AlertTopic#PERFORMANCE}).
 *
 * <pre>{@code
 * monitor.performanceAlerts(
 *     PerformanceBound.atLeast("roc_auc", 0.78),
 *     PerformanceBound.atMost("log_loss", 0.4).alsoEstimated())
 * }</pre>
 *
 * <p>A window breaks a bound if the whole interval of the metric lies beyond it ({@link PerformanceSettings} has its confidence): what few labels say by chance is no alert. A metric that has no interval breaks it by its value.
 * Immutable.
 *
 * @param metric the metric's name, as {@link PerformanceFigures} has it
 * @param side on which side of the bound it must stay
 * @param bound the bound
 * @param certainty what it takes to break it
 * @param estimated whether estimates without labels count too
 */
public record PerformanceBound(String metric, Side side, double bound, Certainty certainty, boolean estimated) {
    /** On which side of a bound a metric must stay. */
    public enum Side {
        /** It must be at least the bound. */
        AT_LEAST,
        /** It must be at most the bound. */
        AT_MOST
    }

    /** What it takes to break a bound. */
    public enum Certainty {
        /** The whole interval lies beyond it. */
        INTERVAL,
        /** The value lies beyond it. */
        VALUE
    }

    /** Refuses a bound that nothing can be held against with {@link InvalidInput}. */
    public PerformanceBound {
        if (metric.isBlank() || !Double.isFinite(bound)) {
            throw new InvalidInput("The metric '" + metric + "' cannot be bounded by " + bound
                    + "; give the name of a metric and a finite number.");
        }
    }

    /** The metric must be at least this: for what is better high. */
    public static PerformanceBound atLeast(String metric, double bound) {
        return new PerformanceBound(metric, Side.AT_LEAST, bound, Certainty.INTERVAL, false);
    }

    /** The metric must be at most this: for what is better low. */
    public static PerformanceBound atMost(String metric, double bound) {
        return new PerformanceBound(metric, Side.AT_MOST, bound, Certainty.INTERVAL, false);
    }

    /** The same, broken by the value alone, whatever its interval: sooner, and by chance too. */
    public PerformanceBound byValue() {
        return new PerformanceBound(metric, side, bound, Certainty.VALUE, estimated);
    }

    /** The same, held also against the estimate of each window without labels, in an alert of its own. */
    public PerformanceBound alsoEstimated() {
        return new PerformanceBound(metric, side, bound, certainty, true);
    }

    /** Whether a metric breaks it. */
    public boolean isBrokenBy(Metric measured) {
        Interval interval =
                certainty == Certainty.INTERVAL ? measured.findInterval().orElse(null) : null;
        return side == Side.AT_LEAST
                ? (interval == null ? measured.value() : interval.high()) < bound
                : (interval == null ? measured.value() : interval.low()) > bound;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s at %s %s", metric, side == Side.AT_LEAST ? "least" : "most", bound);
    }
}
