package io.mlops4j.stats;

/** What a bin without rows counts as, where a logarithm of its share is asked for. */
public enum EmptyBins {
    /** A share of 0 becomes 0.0001; the other shares stay as they are, so that they add up to a little more than 1. */
    FLOOR,
    /**
     * Half a row is added to every count of both sides (Jeffreys' prior; Krichevsky and Trofimov 1981, doi:10.1109/TIT.1981.1056331), so that a
     * rare bin weighs the less the fewer rows there are.
     */
    HALF
}
