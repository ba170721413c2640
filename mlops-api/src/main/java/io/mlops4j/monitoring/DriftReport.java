package io.mlops4j.monitoring;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.MonitoringEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of the columns: current rows held against a reference. Immutable.
 *
 * @param title what was looked at: the name of a monitor, or two datasets
 * @param window the number of the window, from 1; 0 if it is none of a monitor's
 * @param reference what it was held against
 * @param rows the rows that were looked at
 * @param from the time of the first of them, if they have times
 * @param to the time of the last of them, if they have times
 * @param test when a column counts as changed
 * @param falseAlarmRate how often, without any change, a report says that there is one, over all columns and looks; what {@link DriftTest#auto} keeps
 * @param columns what was found of each column, the most severe first
 * @param quality what is wrong with the data itself
 * @param warnings what to know when reading this
 */
public record DriftReport(
        String title,
        long window,
        ReferenceInfo reference,
        long rows,
        Optional<Instant> from,
        Optional<Instant> to,
        DriftTest test,
        double falseAlarmRate,
        List<ColumnDrift> columns,
        List<QualityIssue> quality,
        List<String> warnings) {
    /** Copies the lists; refuses two columns of a name with {@link InvalidInput}. */
    public DriftReport {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(test, "test");
        columns = List.copyOf(columns);
        quality = List.copyOf(quality);
        warnings = List.copyOf(warnings);
        if (byName(columns).size() < columns.size()) {
            throw new InvalidInput("A drift report names each column once.");
        }
    }

    /**
     * What rows are held against.
     *
     * @param name a dataset with its version, a model, or a span of windows
     * @param digest the digest of its content, 64 hex digits; empty if it has none
     * @param rows its rows
     */
    public record ReferenceInfo(String name, String digest, long rows) {}

    /**
     * Something wrong with the data itself.
     *
     * @param column the column; empty if it is about whole rows
     * @param kind what is wrong
     * @param rows how many rows show it
     * @param share of the rows that were looked at
     * @param expected the share that the reference has
     * @param message a sentence that tells it
     */
    public record QualityIssue(
            String column, QualityKind kind, long rows, double share, double expected, String message) {}

    /** What can be wrong with data. */
    public enum QualityKind {
        /** More values are missing than in the reference. */
        MISSING,
        /** Values are not of the column's type. */
        TYPE,
        /** Numbers lie outside the range of the reference, more than chance has. */
        RANGE,
        /** Categories that the reference does not have. */
        UNSEEN_CATEGORY,
        /** A column that varied in the reference has had one value only. */
        STUCK,
        /** Rows repeat each other more than in the reference. */
        DUPLICATED_ROWS,
        /** A column of the reference does not come at all. */
        ABSENT
    }

    /** Whether any column has drifted. */
    public boolean drifted() {
        return columns.stream().anyMatch(ColumnDrift::drifted);
    }

    /** The share of the tested columns that have drifted; 0 if none was tested. */
    public double shareDrifted() {
        long tested = columns.stream()
                .filter(column -> column.verdict() == Verdict.DRIFTED || column.verdict() == Verdict.STABLE)
                .count();
        return tested == 0 ? 0 : (double) driftedColumns().size() / tested;
    }

    /** The columns that have drifted, the most severe first. */
    public List<ColumnDrift> driftedColumns() {
        return columns.stream().filter(ColumnDrift::drifted).toList();
    }

    /**
     * What was found of a column.
     *
     * @throws NotFound if there is no such column, with near names
     */
    public ColumnDrift column(String name) {
        return findColumn(name)
                .orElseThrow(() -> new NotFound("The drift report of " + title + " has no column '" + name + "'."
                        + NearNames.sentence(
                                name, columns.stream().map(ColumnDrift::name).toList())));
    }

    /** What was found of a column, if there is one of this name. */
    public Optional<ColumnDrift> findColumn(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * Writes the report as one self-contained page, light and dark, without a script.
     *
     * @throws io.mlops4j.StorageFailure if the file cannot be written
     */
    public void toHtml(Path file) {
        MonitoringEngine.installed().write(toHtml(), file);
    }

    /** The report as one self-contained page. */
    public String toHtml() {
        return MonitoringEngine.installed().page(this);
    }

    /** The report as JSON, with all of its numbers. */
    public String toJson() {
        return MonitoringEngine.installed().json(this);
    }

    private static Map<String, ColumnDrift> byName(List<ColumnDrift> columns) {
        Map<String, ColumnDrift> map = new LinkedHashMap<>();
        columns.forEach(column -> map.putIfAbsent(column.name(), column));
        return map;
    }

    /** The verdict in one line. */
    @Override
    public String toString() {
        List<ColumnDrift> drifted = driftedColumns();
        return title + ": "
                + (drifted.isEmpty()
                        ? "no drift"
                        : drifted.size() + " of " + columns.size() + " columns drifted: "
                                + String.join(
                                        ", ",
                                        drifted.stream().map(ColumnDrift::name).toList()))
                + " (" + rows + " rows against " + reference.name() + ")";
    }
}
