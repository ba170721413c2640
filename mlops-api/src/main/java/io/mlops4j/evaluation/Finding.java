package io.mlops4j.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What came of one {@link Condition}, over all rows or in one slice. Immutable. */
public final class Finding {
    private final Condition condition;
    private final boolean passed;
    private final String explanation;
    private final @Nullable Slice slice;
    private final @Nullable Double value;
    private final @Nullable Double bound;

    private Finding(
            Condition condition,
            boolean passed,
            String explanation,
            @Nullable Slice slice,
            @Nullable Double value,
            @Nullable Double bound) {
        this.condition = condition;
        this.passed = passed;
        this.explanation = explanation;
        this.slice = slice;
        this.value = value;
        this.bound = bound;
    }

    static Finding compared(
            Condition condition,
            boolean passed,
            String explanation,
            @Nullable Slice slice,
            double value,
            double bound) {
        return new Finding(condition, passed, explanation, slice, value, bound);
    }

    /** The metric is there, but there is nothing to compare it with: that passes. */
    static Finding nothingToCompare(Condition condition, String explanation, @Nullable Slice slice, double value) {
        return new Finding(condition, true, explanation, slice, value, null);
    }

    /** What was demanded is no number, and holds. */
    static Finding kept(Condition condition, String explanation) {
        return new Finding(condition, true, explanation, null, null, null);
    }

    /** What the condition is about is not there: that fails. */
    static Finding missing(Condition condition, String explanation, @Nullable Slice slice) {
        return new Finding(condition, false, explanation, slice, null, null);
    }

    /** What was demanded. */
    public Condition condition() {
        return condition;
    }

    /** Whether it holds. */
    public boolean passed() {
        return passed;
    }

    /** A sentence with the metric, slice, value and bound: {@code recall is 0.55 where 'region' is 'eu', below 0.6.} */
    public String explanation() {
        return explanation;
    }

    /** The slice it was checked in; empty if it was over all rows. */
    public Optional<Slice> findSlice() {
        return Optional.ofNullable(slice);
    }

    /** The metric's value; empty if the evaluation has no such metric. */
    public OptionalDouble findValue() {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** What the value was compared with; the champion's value less or plus the tolerance where it was compared with that. */
    public OptionalDouble findBound() {
        return bound == null ? OptionalDouble.empty() : OptionalDouble.of(bound);
    }

    @Override
    public String toString() {
        return (passed ? "passed: " : "failed: ") + explanation;
    }
}
