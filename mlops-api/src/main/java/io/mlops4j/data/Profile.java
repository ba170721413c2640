package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.List;
import java.util.Optional;

/**
 * What is in the columns of a version. Immutable.
 *
 * @param rowCount how many rows there are
 * @param columns one profile a column, in the order of the schema
 */
public record Profile(long rowCount, List<ColumnProfile> columns) {
    /** Copies the columns; refuses a negative count with {@link InvalidInput}. */
    public Profile {
        columns = List.copyOf(columns);
        if (rowCount < 0) {
            throw new InvalidInput("A profile cannot be of " + rowCount + " rows.");
        }
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
}
