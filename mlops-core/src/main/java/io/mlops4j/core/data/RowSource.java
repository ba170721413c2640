package io.mlops4j.core.data;

import io.mlops4j.core.data.cells.TypeInference.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that have types, one at a time, once. For one thread. */
interface RowSource extends AutoCloseable {
    /** The names of the columns. */
    List<String> names();

    /** The types of the columns, and why they are these. */
    List<Decision> types();

    /** Moves to the next row and writes the text form of its cells to an array, null where one is missing; false at the end. */
    boolean next(@Nullable String[] cells);

    @Override
    void close();
}
