package io.mlops4j.core.serving.batch;

import io.mlops4j.data.Table;
import io.mlops4j.serving.BatchResult.FailedRow;
import io.mlops4j.serving.Tensors;
import java.util.List;

/**
 * A part that was predicted for.
 *
 * @param part the part
 * @param segments the rows that succeeded, in order
 * @param failures the rows that did not
 * @param bytes what is written of it; none where nothing is
 */
record Scored(BatchData.Part part, List<Segment> segments, List<FailedRow> failures, byte[] bytes) {
    /**
     * Rows in a row, and what the model gave for them.
     *
     * @param table has the rows
     * @param from the first, from 0
     * @param to one past the last
     * @param firstRow the number of the first in the data, from 0
     * @param outputs of these rows alone
     */
    record Segment(Table table, int from, int to, long firstRow, Tensors outputs) {
        int rows() {
            return to - from;
        }
    }

    int succeeded() {
        return segments.stream().mapToInt(Segment::rows).sum();
    }
}
