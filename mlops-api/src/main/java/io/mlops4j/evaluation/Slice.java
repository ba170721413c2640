package io.mlops4j.evaluation;

/**
 * The rows that have one value in one column.
 *
 * @param column the name of the column
 * @param value the value they share
 */
public record Slice(String column, String value) {
    /** As sentences show it: {@code where 'region' is 'eu'}. */
    @Override
    public String toString() {
        return "where '" + column + "' is '" + value + "'";
    }
}
