package io.mlops4j.core.data.feature;

import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one step does to one column of one row: reads a slot, writes one or more. Stateless; none allocates. */
sealed interface Operation {
    /** What is read. */
    Slot source();

    /** The first slot that is written. */
    int first();

    /** How many slots are written, side by side; 0 if it is a slot for text, namely the source. */
    int count();

    /** Does it. A missing number is NaN, a missing text null. */
    void apply(double[] numbers, @Nullable String[] texts);

    /** A number of a number. */
    record OfNumber(Slot source, int first, DoubleUnaryOperator function) implements Operation {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            numbers[first] = function.applyAsDouble(numbers[source.index()]);
        }
    }

    /** A number of a text. */
    record OfText(Slot source, int first, ToDoubleFunction<@Nullable String> function) implements Operation {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            numbers[first] = function.applyAsDouble(texts[source.index()]);
        }
    }

    /** A text in place of a text. */
    record Rewrite(Slot source, UnaryOperator<@Nullable String> function) implements Operation {
        @Override
        public int first() {
            return source.index();
        }

        @Override
        public int count() {
            return 0;
        }

        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            texts[source.index()] = function.apply(texts[source.index()]);
        }
    }

    /** One of several slots is 1 and the others are 0, or all are; chosen by a number, −1 for none. */
    record ChosenByNumber(Slot source, int first, int count, DoubleToIntFunction function) implements Operation {
        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            choose(numbers, first, count, function.applyAsInt(numbers[source.index()]));
        }
    }

    /** The same, chosen by a text. */
    record ChosenByText(Slot source, int first, int count, ToIntFunction<@Nullable String> function)
            implements Operation {
        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            choose(numbers, first, count, function.applyAsInt(texts[source.index()]));
        }
    }

    /** The parts of a date or an instant. */
    record Parts(Slot source, int first, int count) implements Operation {
        @Override
        public void apply(double[] numbers, @Nullable String[] texts) {
            CalendarParts.write(numbers[source.index()], source.kind(), numbers, first);
        }
    }

    private static void choose(double[] numbers, int first, int count, int chosen) {
        for (int i = 0; i < count; i++) {
            numbers[first + i] = 0;
        }
        if (chosen >= 0) {
            numbers[first + chosen] = 1;
        }
    }
}
