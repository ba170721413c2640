package io.mlops4j.core.data.feature;

import io.mlops4j.InvalidInput;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Fitted steps on numbers. Each is the function that it applies. */
sealed interface NumberStep extends FittedStep, DoubleUnaryOperator {
    String column();

    @Override
    default void bind(Layout layout, List<Operation> program) {
        Slot slot = layout.slot(column(), Slot.Kind.NUMBER);
        program.add(new Operation.OfNumber(slot, slot.index(), this));
    }

    /** A number instead of a missing cell. */
    record Fill(String column, double number) implements NumberStep {
        public Fill {
            requireFinite("fill", column, number);
        }

        @Override
        public double applyAsDouble(double value) {
            return Double.isNaN(value) ? number : value;
        }
    }

    /** The distance from a centre, in units of a scale. */
    record Linear(String column, double center, double scale) implements NumberStep {
        public Linear {
            requireFinite("centre", column, center);
            requireFinite("scale", column, scale);
            if (scale == 0) {
                throw new InvalidInput("The scale of '" + column + "' is 0.");
            }
        }

        @Override
        public double applyAsDouble(double value) {
            return (value - center) / scale;
        }
    }

    /** The nearest number within a range. */
    record Clamp(String column, double low, double high) implements NumberStep {
        public Clamp {
            if (!(low <= high)) {
                throw new InvalidInput("The range of '" + column + "' is " + low + " to " + high + ".");
            }
        }

        @Override
        public double applyAsDouble(double value) {
            // Not Math.min and max: a missing cell stays what it is either way, and an unchanged zero keeps its sign.
            return value < low ? low : value > high ? high : value;
        }
    }

    /** The natural logarithm of one more, missing where there is none. */
    record Log(String column) implements NumberStep {
        @Override
        public double applyAsDouble(double value) {
            // Strict, so that a stored pipeline gives the same bits on every machine.
            return value > -1 ? StrictMath.log1p(value) : Double.NaN;
        }
    }

    /** How many of some ascending edges are not above a number. */
    record Buckets(String column, Reals edges) implements NumberStep {
        public Buckets {
            if (!edges.areAscending()) {
                throw new InvalidInput("The edges of the buckets of '" + column + "' are not ascending.");
            }
        }

        @Override
        public double applyAsDouble(double value) {
            if (Double.isNaN(value)) {
                return value;
            }
            int found = Arrays.binarySearch(edges.values(), value + 0.0);
            return found >= 0 ? found + 1 : -found - 1;
        }
    }

    /** Whether a number lies outside a range, in a column beside. */
    record Flag(String column, String output, double low, double high) implements NumberStep {
        public Flag {
            if (!(low <= high)) {
                throw new InvalidInput("The fences of '" + column + "' are " + low + " and " + high + ".");
            }
        }

        @Override
        public void bind(Layout layout, List<Operation> program) {
            Slot slot = layout.slot(column, Slot.Kind.NUMBER);
            program.add(new Operation.OfNumber(slot, layout.append(column, output), this));
        }

        @Override
        public double applyAsDouble(double value) {
            return value < low || value > high ? 1 : 0;
        }
    }

    private static void requireFinite(String what, String column, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInput("The " + what + " of '" + column + "' is " + value
                    + "; clip infinite values before this step, and divide very large ones.");
        }
    }
}
