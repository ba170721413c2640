package io.mlops4j.experiment;

/**
 * An order of runs, made by {@link RunField#ascending} and {@link RunField#descending}. Numbers are ordered by size, instants by time, text as
 * {@link String#compareTo} does; runs that lack the field come last either way, and so do metrics that are no number.
 *
 * @param field what to order by
 * @param direction which way round
 */
public record RunOrder(RunField field, Direction direction) {
    /** Which way round. */
    public enum Direction {
        /** Smallest first. */
        ASCENDING,
        /** Largest first. */
        DESCENDING
    }

    /** The order as {@link RunQuery#orderBy(String, String...)} reads it: {@code metrics.auc DESC}. */
    @Override
    public String toString() {
        return FilterText.of(field) + (direction == Direction.ASCENDING ? " ASC" : " DESC");
    }
}
