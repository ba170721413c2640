package io.mlops4j.core.data.feature;

import java.util.Arrays;

/** Numbers, compared by content. The array is handed over, and not changed by anyone. */
final class Reals {
    private final double[] values;

    Reals(double... values) {
        this.values = values;
    }

    /** The array itself. */
    double[] values() {
        return values;
    }

    int size() {
        return values.length;
    }

    /** Whether they are finite, and each is above the one before; so none is missing. */
    boolean areAscending() {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i]) || (i > 0 && values[i] <= values[i - 1])) {
                return false;
            }
        }
        return true;
    }

    boolean areFinite() {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reals that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
