package io.mlops4j.serving;

import io.mlops4j.InvalidInput;
import java.util.Arrays;

/**
 * The dimensions of a tensor, outermost first; or of the tensors that a model takes, where a dimension may be free, or nothing at all be said
 * ({@link #unknown()}). A shape without dimensions is a scalar's. Immutable.
 */
public final class Shape {
    /** A dimension that may be anything. Only in the shapes of a signature. */
    public static final long FREE = -1;

    private static final Shape SCALAR = new Shape(new long[0], true);
    private static final Shape UNKNOWN = new Shape(new long[0], false);

    private final long[] dimensions;
    private final boolean known;

    private Shape(long[] dimensions, boolean known) {
        this.dimensions = dimensions;
        this.known = known;
    }

    /**
     * A shape.
     *
     * @throws InvalidInput if a dimension is neither at least 0 nor {@link #FREE}
     */
    public static Shape of(long... dimensions) {
        if (dimensions.length == 0) {
            return SCALAR;
        }
        for (long dimension : dimensions) {
            if (dimension < FREE) {
                throw new InvalidInput("A shape has the dimension " + dimension + " in " + Arrays.toString(dimensions)
                        + "; a dimension is 0 or more, or -1 where it is free.");
            }
        }
        return new Shape(dimensions.clone(), true);
    }

    /** What a signature says of a tensor whose model declares no shape: it may have any. No tensor has it. */
    public static Shape unknown() {
        return UNKNOWN;
    }

    /** Whether anything is known: false for {@link #unknown()} alone. */
    public boolean isKnown() {
        return known;
    }

    /** How many dimensions there are; 0 if the shape is {@link #unknown()}. */
    public int rank() {
        return dimensions.length;
    }

    /** One dimension, the outermost being 0. */
    public long dimension(int index) {
        return dimensions[index];
    }

    /** All dimensions, in an array of the caller's own; none if the shape is {@link #unknown()}. */
    public long[] dimensions() {
        return dimensions.clone();
    }

    /** Whether a dimension is free, or all of them are {@link #unknown()}. */
    public boolean isFree() {
        if (!known) {
            return true;
        }
        for (long dimension : dimensions) {
            if (dimension == FREE) {
                return true;
            }
        }
        return false;
    }

    /**
     * How many elements a tensor of this shape has.
     *
     * @throws InvalidInput if a dimension is free, or the shape unknown, or they are more than a {@code long} counts
     */
    public long elements() {
        if (!known) {
            throw new InvalidInput("Of an unknown shape nothing can be said of its elements.");
        }
        long elements = 1;
        for (long dimension : dimensions) {
            if (dimension == FREE) {
                throw new InvalidInput(
                        "The shape " + this + " has a free dimension, so nothing can be said of its elements.");
            }
            try {
                elements = Math.multiplyExact(elements, dimension);
            } catch (ArithmeticException e) {
                throw new InvalidInput("The shape " + this + " has more elements than can be counted.", e);
            }
        }
        return elements;
    }

    /**
     * Whether a tensor of the other shape, which has no free dimension, fits this one: the same rank, and equal where this is not free; or this is
     * {@link #unknown()}.
     */
    public boolean admits(Shape other) {
        if (!known) {
            return true;
        }
        if (!other.known || other.dimensions.length != dimensions.length) {
            return false;
        }
        for (int i = 0; i < dimensions.length; i++) {
            if (dimensions[i] != FREE && dimensions[i] != other.dimensions[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && shape.known == known && Arrays.equals(shape.dimensions, dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** As {@code [-1, 30]}; {@code [?]} if it is {@link #unknown()}. */
    @Override
    public String toString() {
        return known ? Arrays.toString(dimensions) : "[?]";
    }
}
