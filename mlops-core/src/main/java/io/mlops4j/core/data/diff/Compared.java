package io.mlops4j.core.data.diff;

import io.mlops4j.core.data.cells.CellBatches;
import io.mlops4j.data.DatasetVersion;
import java.util.function.Supplier;

/**
 * A version that is compared.
 *
 * @param cells opens its rows for a pass; called several times
 */
public record Compared(DatasetVersion version, Supplier<CellBatches> cells) {}
