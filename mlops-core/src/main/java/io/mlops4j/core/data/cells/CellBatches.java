package io.mlops4j.core.data.cells;

import io.mlops4j.NotFound;
import io.mlops4j.internal.NearNames;
import java.util.List;

/**
 * Rows in batches, front to back, once. The vectors are the same objects for every batch. For one thread.
 *
 * <pre>{@code
 * try (CellBatches batches = …) {
 *     while (batches.next()) {
 *         profile.add(batches.columns());
 *     }
 * }
 * }</pre>
 */
public interface CellBatches extends AutoCloseable {
    /** The columns, in the order of the schema; they hold the batch that {@link #next} moved to. */
    List<CellVector> columns();

    /**
     * Some of the columns, in the order in which they are named.
     *
     * @throws NotFound if there is no such column
     */
    default List<CellVector> columns(List<String> names) {
        return names.stream().map(this::column).toList();
    }

    /**
     * One of the columns.
     *
     * @throws NotFound if there is no such column
     */
    default CellVector column(String name) {
        return columns().stream()
                .filter(vector -> vector.column().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("There is no column '" + name + "'."
                        + NearNames.sentence(
                                name,
                                columns().stream()
                                        .map(vector -> vector.column().name())
                                        .toList())));
    }

    /** Moves to the next batch, which has at least one row; false at the end. */
    boolean next();

    /** The number of the first row of the batch, from 1. */
    long firstRow();

    /** How many rows the batch has. */
    default int rows() {
        return columns().get(0).size();
    }

    /** Frees what is read from; twice is harmless. */
    @Override
    void close();
}
