package io.mlops4j.stats;

import io.mlops4j.InvalidInput;

/**
 * The population stability index, and what its logarithms had to make up. Immutable.
 *
 * @param index Σ (q − p) ln(q / p); at least 0
 * @param replacedShares how many shares were 0 and were replaced, over both sides; a bin that is empty on both is left out and not counted
 * @param rule what an empty bin counted as
 */
public record PopulationStability(double index, int replacedShares, EmptyBins rule) {
    /**
     * Checks.
     *
     * @throws InvalidInput if a number is negative or not finite
     */
    public PopulationStability {
        if (!(index >= 0 && index < Double.POSITIVE_INFINITY)) {
            throw new InvalidInput("The index " + index + " is not a finite number from 0 up.");
        }
        if (replacedShares < 0) {
            throw new InvalidInput("The number of replaced shares " + replacedShares + " is negative.");
        }
    }
}
