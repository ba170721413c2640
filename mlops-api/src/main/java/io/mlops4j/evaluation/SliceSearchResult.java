package io.mlops4j.evaluation;

import java.util.List;

/**
 * What a {@link SliceSearch} found. Immutable.
 *
 * @param loss what rows were compared by: {@code log_loss}
 * @param overall the mean loss of all rows
 * @param examined how many slices were looked at; the p-values are corrected for it
 * @param slices those that are worse than the other rows, the most troubling first; empty if none is
 */
public record SliceSearchResult(String loss, double overall, int examined, List<WeakSlice> slices) {
    /** Copies the slices. */
    public SliceSearchResult {
        slices = List.copyOf(slices);
    }
}
