package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How the values of a column are distributed in two versions. Missing cells are left out of the measures; their shares are {@link #missingBefore} and
 * {@link #missingAfter}. Immutable.
 *
 * @param before the profile in the earlier version: count, missing, distinct, mean, stddev and so on
 * @param after the profile in the later version
 * @param measures what could be measured; see {@link Measure}
 * @param bins for drawing: 24 intervals of equal width from the least to the greatest value of both versions, or the most frequent values of the earlier one, and
 *     all others; empty where there is nothing to compare, as in text with more than 10 000 different values
 */
public record ColumnShift(ColumnProfile before, ColumnProfile after, Map<Measure, Double> measures, List<Bin> bins) {
    /**
     * A measure of the difference of two distributions; 0 if they are the same. It is absent where a version has no present cell, where the types
     * cannot be compared, and where text has too many different values.
     *
     * <p>All but Kolmogorov-Smirnov are over categories. For numbers, dates and instants these are at most 10 bins of about equally many rows of the earlier
     * version; for other types its 10 most frequent values, and one category for all others. What neither version has is no category.
     */
    public enum Measure {
        /** The population stability index Σ (q − p) ln (q / p) over the shares, after ½ was added to every count of both sides (Jeffreys). */
        PSI,
        /**
         * {@link #PSI} less what samples of these sizes have without any difference: max(0, PSI − (B − 1)(1/n + 1/m)) for B categories, n and m present
         * cells. Below 0.1 is usually called stable, above 0.25 shifted.
         */
        PSI_ADJUSTED,
        /** The Jensen-Shannon distance, the square root of the divergence to base 2, in [0, 1]. */
        JENSEN_SHANNON,
        /**
         * The greatest difference of the distribution functions, in [0, 1], for numbers, dates and instants: exact up to 8 million numbers in all
         * columns of both versions together, beyond that on up to 100 bins, where it may be too small by the share of a bin.
         */
        KOLMOGOROV_SMIRNOV
    }

    /**
     * A part of the values.
     *
     * @param label what it holds: a value, or the interval
     * @param before how many cells of the earlier version
     * @param after how many cells of the later version
     */
    public record Bin(String label, long before, long after) {}

    /** Copies the collections. */
    public ColumnShift {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Map<Measure, Double> copy = new EnumMap<>(Measure.class);
        copy.putAll(measures);
        measures = Collections.unmodifiableMap(copy);
        bins = List.copyOf(bins);
    }

    /** The name of the column. */
    public String name() {
        return after.name();
    }

    /** The share of missing cells in the earlier version; 0 if it has no rows. */
    public double missingBefore() {
        return missing(before);
    }

    /** The share of missing cells in the later version; 0 if it has no rows. */
    public double missingAfter() {
        return missing(after);
    }

    private static double missing(ColumnProfile column) {
        long rows = column.count() + column.missing();
        return rows == 0 ? 0 : (double) column.missing() / rows;
    }

    /**
     * A measure.
     *
     * @throws InvalidInput if it is absent
     */
    public double measure(Measure measure) {
        return find(measure)
                .orElseThrow(() -> new InvalidInput("There is no " + measure + " of column '" + name()
                        + "': it needs present cells of comparable types on both sides, and for text at most 10 000"
                        + " different values; ask find(" + measure + ")."));
    }

    /** A measure, or empty if it is absent. */
    public OptionalDouble find(Measure measure) {
        Double value = measures.get(measure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
