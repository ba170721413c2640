package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import java.util.Objects;

/**
 * A metric of a user's own, beside those that an evaluator knows: with intervals, in slices and in gates like any other.
 *
 * <pre>{@code
 * Evaluator.binary()
 *     .metric(CustomMetric.of("profit", Direction.HIGHER_IS_BETTER, (labels, scores) -> profit(labels, scores)))
 *     .evaluate(labels, scores);
 * }</pre>
 *
 * <p>The function is called for all rows, for each slice and for each resample of the bootstrap, by several threads at once; it must depend on
 * its arguments only, and not change them. NaN means that the metric is undefined on these rows.
 *
 * @param <T> the truth: {@code int[]} labels, or {@code double[]} targets
 * @param <P> the predictions: {@code double[]} scores, or {@code double[][]} probabilities
 */
public final class CustomMetric<T, P> {
    private final String name;
    private final Direction direction;
    private final Weighted<T, P> function;
    private final boolean weighted;

    private CustomMetric(String name, Direction direction, Weighted<T, P> function, boolean weighted) {
        if (name.isBlank()) {
            throw new InvalidInput("A metric needs a name, such as 'profit'.");
        }
        this.name = name;
        this.direction = Objects.requireNonNull(direction);
        this.function = function;
        this.weighted = weighted;
    }

    /** A metric of rows that all count the same. A row that a resample draws twice is in its arrays twice. On weighted rows it is absent. */
    public static <T, P> CustomMetric<T, P> of(String name, Direction direction, Plain<T, P> function) {
        Objects.requireNonNull(function);
        return new CustomMetric<>(
                name, direction, (truth, predictions, weights) -> function.of(truth, predictions), false);
    }

    /** A metric that follows the weights it is handed; resamples are other weights on the same rows, which is faster than {@link #of}. */
    public static <T, P> CustomMetric<T, P> weighted(String name, Direction direction, Weighted<T, P> function) {
        return new CustomMetric<>(name, direction, Objects.requireNonNull(function), true);
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Which way it improves. */
    public Direction direction() {
        return direction;
    }

    /** Whether the function follows weights. */
    public boolean isWeighted() {
        return weighted;
    }

    /** The value on some rows; NaN if it is undefined. */
    public double of(T truth, P predictions, double[] weights) {
        return function.of(truth, predictions, weights);
    }

    /**
     * A metric of rows that all count the same.
     *
     * @param <T> the truth
     * @param <P> the predictions
     */
    @FunctionalInterface
    public interface Plain<T, P> {
        /** The value on some rows; NaN if it is undefined. */
        double of(T truth, P predictions);
    }

    /**
     * A metric of weighted rows.
     *
     * @param <T> the truth
     * @param <P> the predictions
     */
    @FunctionalInterface
    public interface Weighted<T, P> {
        /** The value on some rows that count as much as their weights; NaN if it is undefined. */
        double of(T truth, P predictions, double[] weights);
    }
}
