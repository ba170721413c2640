package io.mlops4j.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A closed window in short, as a line of history. Immutable.
 *
 * @param number from 1
 * @param from the time of its first row
 * @param to the time of its last row
 * @param rows its rows
 * @param drifted the columns that have drifted, the most severe first
 * @param columns every tested column's numbers
 */
public record WindowSummary(
        long number, Instant from, Instant to, long rows, List<String> drifted, Map<String, ColumnSummary> columns) {
    /** Copies the collections. */
    public WindowSummary {
        drifted = List.copyOf(drifted);
        columns = Map.copyOf(columns);
    }

    /**
     * A column's numbers.
     *
     * @param verdict what was found
     * @param statistic the test's statistic
     * @param threshold what its deciding number is held against
     * @param effect the size of the change
     */
    public record ColumnSummary(
            Verdict verdict, OptionalDouble statistic, OptionalDouble threshold, OptionalDouble effect) {}
}
