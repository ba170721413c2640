package io.mlops4j.core.serving.batch;

import io.mlops4j.data.Table;
import io.mlops4j.serving.BatchResult.FailedRow;
import io.mlops4j.serving.Tensors;
import java.util.List;

/** A part that was predicted for. Immutable. */
final class Scored {
    private final List<Segment> segments;
    private final List<FailedRow> failures;
    private final byte[] bytes;

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

    private Scored(List<Segment> segments, List<FailedRow> failures, byte[] bytes) {
        this.segments = segments;
        this.failures = failures;
        this.bytes = bytes;
    }

    /** The rows that succeeded and those that did not, in order. */
    Scored(List<Segment> segments, List<FailedRow> failures) {
        this(List.copyOf(segments), List.copyOf(failures), new byte[0]);
    }

    /** The same with what is written of it, which is handed over. */
    Scored written(byte[] as) {
        return new Scored(segments, failures, as);
    }

    /** The rows that succeeded, in order. */
    List<Segment> segments() {
        return segments;
    }

    /** The rows that did not, in order. */
    List<FailedRow> failures() {
        return failures;
    }

    /** What is written of it; none where nothing is. */
    byte[] bytes() {
        return bytes;
    }

    int succeeded() {
        return segments.stream().mapToInt(Segment::rows).sum();
    }
}
