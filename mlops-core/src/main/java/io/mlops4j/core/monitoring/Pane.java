package io.mlops4j.core.monitoring;

import io.mlops4j.core.monitoring.drift.StreamReference;
import io.mlops4j.core.monitoring.record.StreamCounts;
import io.mlops4j.core.monitoring.record.StreamRecorder;
import java.time.Instant;

/**
 * A pane that this process counts rows into. What was handed on to the journal is left out of what it has; only the thread that judges asks for that.
 */
final class Pane {
    private final long number;
    private final StreamRecorder recorder;
    private StreamCounts handedOn;
    private Instant from;

    Pane(long number, StreamReference reference, Instant from) {
        this.number = number;
        this.recorder = new StreamRecorder(reference);
        this.handedOn = StreamCounts.none(recorder.columns());
        this.from = from;
    }

    /** Which pane of time it is; 0 if panes are of rows. */
    long number() {
        return number;
    }

    StreamRecorder recorder() {
        return recorder;
    }

    /** What was counted up to a snapshot and not handed on. */
    StreamCounts fresh(StreamCounts snapshot) {
        return snapshot.minus(handedOn);
    }

    /** What was counted up to a snapshot is in the journal now. */
    void handOn(StreamCounts snapshot, Instant at) {
        handedOn = snapshot;
        from = at;
    }

    /** When the first row came that is not handed on, or before. */
    Instant from() {
        return from;
    }
}
