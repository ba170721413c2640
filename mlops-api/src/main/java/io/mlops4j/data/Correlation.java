package io.mlops4j.data;

import io.mlops4j.InvalidInput;

/**
 * Pearson's correlation coefficient of two columns, over the rows in which both have a value. Immutable.
 *
 * @param first the name of the column that comes first
 * @param second the name of the other
 * @param value in [−1, 1]
 */
public record Correlation(String first, String second, double value) {
    /** Refuses a value outside [−1, 1] with {@link InvalidInput}. */
    public Correlation {
        if (!(Math.abs(value) <= 1)) {
            throw new InvalidInput("The correlation of '" + first + "' and '" + second + "' cannot be " + value + ".");
        }
    }
}
