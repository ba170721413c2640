package io.mlops4j.data;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A look at one row, for a predicate of {@link Expectation#row}. It belongs to the call that it is given to: the next row is read into the same
 * object. Each accessor throws {@link NotFound}, with near names, for a column that is not there, and {@link InvalidInput} for a cell of another type or a
 * missing one.
 */
public interface Row {
    /** The names of the columns, in order. */
    List<String> names();

    /** Whether the cell is missing. */
    boolean isMissing(String column);

    /** The number form of the cell, as {@link Column#doubleAt} defines it; NaN where it is missing. Not for text and bytes. */
    double number(String column);

    /** The value of a present INTEGER cell. */
    long whole(String column);

    /** The value of a present BOOLEAN cell. */
    boolean flag(String column);

    /** The text form of a present cell of any type, as {@link Column#stringAt} defines it. */
    String text(String column);

    /** The value of a present DATE cell. */
    LocalDate date(String column);

    /** The value of a present INSTANT cell. */
    Instant instant(String column);
}
