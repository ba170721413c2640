package io.mlops4j.evaluation;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measure of quality: its name, its value, which way it improves, and perhaps how sure the value is. A metric that is
 * undefined on the data (ROC AUC of one class) is not there at all, so a value is never NaN. Immutable.
 */
public final class Metric {
    private final String name;
    private final double value;
    private final Direction direction;
    private final @Nullable Interval interval;

    private Metric(String name, double value, Direction direction, @Nullable Interval interval) {
        this.name = name;
        this.value = value;
        this.direction = Objects.requireNonNull(direction);
        this.interval = interval;
    }

    /** A metric without an interval; an empty name and NaN are refused with {@link InvalidInput}. */
    public static Metric of(String name, double value, Direction direction) {
        if (name.isBlank()) {
            throw new InvalidInput("A metric needs a name, such as 'roc_auc'.");
        }
        if (Double.isNaN(value)) {
            throw new InvalidInput("The value of metric '" + name + "' is NaN; leave an undefined metric out.");
        }
        return new Metric(name, value, direction, null);
    }

    /** The same metric with an interval in place of the one it had. */
    public Metric withInterval(Interval replacement) {
        return new Metric(name, value, direction, Objects.requireNonNull(replacement));
    }

    /** The name, as scikit-learn has it where it has one: {@code roc_auc}. */
    public String name() {
        return name;
    }

    /** The estimate; it may be infinite where a loss overflows, and is never NaN. */
    public double value() {
        return value;
    }

    /** Which way it improves. */
    public Direction direction() {
        return direction;
    }

    /**
     * How sure the value is.
     *
     * @throws NotFound if no interval was computed
     */
    public Interval interval() {
        return findInterval()
                .orElseThrow(() -> new NotFound("The metric '" + name
                        + "' has no interval: ask the evaluator for intervals with confidence(0.95)."));
    }

    /** How sure the value is, if that was computed. */
    public Optional<Interval> findInterval() {
        return Optional.ofNullable(interval);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metric that
                && name.equals(that.name)
                && Double.compare(value, that.value) == 0
                && direction == that.direction
                && Objects.equals(interval, that.interval);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value, direction, interval);
    }

    @Override
    public String toString() {
        return name + " " + value + (interval == null ? "" : " [" + interval.low() + ", " + interval.high() + "]");
    }
}
