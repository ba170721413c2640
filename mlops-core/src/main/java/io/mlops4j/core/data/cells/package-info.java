/**
 * Rows by column, a batch at a time: what every pass over data reads. {@link io.mlops4j.core.data.cells.CellVector} is one column of a batch,
 * whether it was parsed from text or comes from a table in memory.
 */
@NullMarked
package io.mlops4j.core.data.cells;

import org.jspecify.annotations.NullMarked;
