package io.mlops4j.stats;

import io.mlops4j.InvalidInput;
import java.util.List;

/**
 * What a test says. Immutable.
 *
 * @param statistic the test's statistic; finite
 * @param pValue how often chance alone gives a statistic at least as extreme, in [0, 1]
 * @param method how the p-value came about, for a person to read: {@code Kolmogorov-Smirnov, exact}
 * @param warnings what to know before the p-value is believed: small expected counts, many ties; empty if there is nothing
 */
public record TestResult(double statistic, double pValue, String method, List<String> warnings) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInput if the statistic is not finite or the p-value not in [0, 1]
     */
    public TestResult {
        if (!Double.isFinite(statistic)) {
            throw new InvalidInput("The statistic " + statistic + " of '" + method + "' is not finite; a test that is"
                    + " undefined for its samples has no result.");
        }
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new InvalidInput(
                    "The p-value " + pValue + " of '" + method + "' is not in [0, 1]; give a probability.");
        }
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether chance alone would seldom show as much: whether the p-value is at most this level.
     *
     * @param level the probability of saying yes where nothing differs: {@code 0.05}
     * @throws InvalidInput if the level is not in (0, 1)
     */
    public boolean significantAt(double level) {
        return pValue <= Levels.checked(level);
    }
}
