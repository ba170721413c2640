package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.StorageFailure;
import io.mlops4j.internal.NearNames;
import io.mlops4j.spi.DataEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is in the columns of a version. Immutable.
 *
 * @param rowCount how many rows there are
 * @param columns one profile a column, in the order of the schema
 * @param correlations those of every two columns with a number form (of the first 64 such columns) for which it is defined: both vary over the rows in which
 *     both have a value
 */
public record Profile(long rowCount, List<ColumnProfile> columns, List<Correlation> correlations) {
    /** A profile without correlations. */
    public Profile(long rowCount, List<ColumnProfile> columns) {
        this(rowCount, columns, List.of());
    }

    /** Copies the lists; refuses a negative count with {@link InvalidInput}. */
    public Profile {
        columns = List.copyOf(columns);
        correlations = List.copyOf(correlations);
        if (rowCount < 0) {
            throw new InvalidInput("A profile cannot be of " + rowCount + " rows.");
        }
    }

    /** The profile of all columns of a table. */
    public static Profile of(Table table) {
        return of(
                table,
                new Schema(table.columns().stream()
                        .map(column -> ColumnSchema.of(column.name(), column.type()))
                        .toList()));
    }

    /**
     * The profile of the columns of a table that a schema names, in its order.
     *
     * @throws NotFound if the table lacks one; the message lists near names
     * @throws InvalidInput if one is of another type
     */
    public static Profile of(Table table, Schema schema) {
        return Profiler.of(schema).add(table).profile();
    }

    /**
     * The profile of the column of this name.
     *
     * @throws NotFound if there is none; the message lists near names
     */
    public ColumnProfile column(String name) {
        return findColumn(name)
                .orElseThrow(() -> new NotFound("The profile has no column '" + name + "'."
                        + NearNames.sentence(
                                name, columns.stream().map(ColumnProfile::name).toList())));
    }

    /** The profile of the column of this name, or empty. */
    public Optional<ColumnProfile> findColumn(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * Pearson's correlation coefficient of two columns, in either order.
     *
     * @throws InvalidInput if it is undefined or was not computed
     */
    public double correlation(String first, String second) {
        column(first);
        column(second);
        return findCorrelation(first, second)
                .orElseThrow(
                        () -> new InvalidInput(
                                "The profile has no correlation of '" + first + "' and '" + second
                                        + "': a column has no number form, does not vary where the other has values, or is not among the first 64."));
    }

    /** Pearson's correlation coefficient of two columns, in either order, or empty. */
    public OptionalDouble findCorrelation(String first, String second) {
        return correlations.stream()
                .filter(each -> (each.first().equals(first) && each.second().equals(second))
                        || (each.first().equals(second) && each.second().equals(first)))
                .mapToDouble(Correlation::value)
                .findFirst();
    }

    /** This profile as one self-contained page: no script, nothing that is loaded, in light and dark. The same profile gives the same text. */
    public String toHtml() {
        return DataEngine.installed().html(this);
    }

    /**
     * Writes {@link #toHtml()} to a file, in UTF-8.
     *
     * @throws StorageFailure if it cannot be written
     */
    public void toHtml(Path file) {
        DataEngine.installed().write(toHtml(), file);
    }
}
