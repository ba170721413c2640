package io.mlops4j.data;

import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.spi.DataEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What is different between two versions: the schema, the rows, and how values are distributed. Immutable.
 *
 * <pre>{@code
 * DatasetDiff diff = loans.diff(1, 2);
 * diff.rowsAdded();
 * diff.column("income").measure(Measure.PSI_ADJUSTED);
 * }</pre>
 *
 * @param before the earlier version
 * @param after the later version
 * @param schema the columns that differ: those of the earlier version in its order, then those that were added
 * @param rows how the rows differ
 * @param columns the distributions of the columns that both have, in the order of the later version; empty if the versions have the same digest
 */
public record DatasetDiff(
        Side before, Side after, List<ColumnChange> schema, RowChanges rows, List<ColumnShift> columns) {
    /** Copies the lists. */
    public DatasetDiff {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(rows, "rows");
        schema = List.copyOf(schema);
        columns = List.copyOf(columns);
    }

    /**
     * A version that is compared.
     *
     * @param dataset the name of its dataset
     * @param number its number
     * @param digest its digest
     * @param rowCount how many rows it has
     */
    public record Side(String dataset, int number, String digest, long rowCount) {
        /** That of a version. */
        public static Side of(DatasetVersion version) {
            return new Side(version.dataset(), version.number(), version.digest(), version.rowCount());
        }
    }

    /** Whether schema and rows are the same, whatever the order of columns and rows. */
    public boolean isEmpty() {
        return schema.isEmpty() && rows.added() == 0 && rows.removed() == 0 && rows.changed() == 0;
    }

    /** How many rows only the later version has. */
    public long rowsAdded() {
        return rows.added();
    }

    /** How many rows only the earlier version has. */
    public long rowsRemoved() {
        return rows.removed();
    }

    /** How many rows have the same key and other cells; 0 without a key, as a changed row is then a removed and an added one. */
    public long rowsChanged() {
        return rows.changed();
    }

    /** How many rows both versions have. */
    public long rowsUnchanged() {
        return rows.unchanged();
    }

    /**
     * How the values of a column are distributed.
     *
     * @throws NotFound if not both versions have such a column, or they have the same digest
     */
    public ColumnShift column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no column '" + name + "' to compare; there are "
                        + columns.stream().map(ColumnShift::name).toList() + "."));
    }

    /**
     * Writes a page that shows the differences: one file, self-contained and without scripts. A file that is there is replaced.
     *
     * @throws StorageFailure if it cannot be written
     */
    public void toHtml(Path file) {
        String page = DataEngine.installed().page(this);
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new StorageFailure("The page '" + file + "' cannot be written: " + e + ".", e);
        }
    }

    /** The differences for people to read, without the distributions; the wording may change. */
    public String describe() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "From version %d of dataset '%s' (%,d rows) to version %d of dataset '%s' (%,d rows)",
                before.number(),
                before.dataset(),
                before.rowCount(),
                after.number(),
                after.dataset(),
                after.rowCount()));
        schema.forEach(change -> text.append(System.lineSeparator()).append(change.describe()));
        text.append(String.format(
                Locale.ROOT,
                "%n%,d rows added, %,d removed, %s, %,d unchanged, %s",
                rows.added(),
                rows.removed(),
                rows.keyedBy().isEmpty()
                        ? "none can be told to have changed"
                        : String.format(Locale.ROOT, "%,d changed", rows.changed()),
                rows.unchanged(),
                rows.keyedBy().isEmpty()
                        ? "compared as whole rows, since there is no key"
                        : "keyed by " + String.join(", ", rows.keyedBy())));
        if (rows.repeatedBefore() + rows.repeatedAfter() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%,d rows before and %,d rows after share their key with another",
                    rows.repeatedBefore(),
                    rows.repeatedAfter()));
        }
        return text.toString();
    }
}
