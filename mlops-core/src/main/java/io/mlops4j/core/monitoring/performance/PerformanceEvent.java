package io.mlops4j.core.monitoring.performance;

import io.mlops4j.monitoring.PerformanceWindow;
import java.time.Instant;
import java.util.List;

/** What happens to predictions and labels in the stream of a monitor. */
public sealed interface PerformanceEvent {
    /**
     * Predictions and labels were kept.
     *
     * @param answers how many predictions
     * @param labels how many labels
     * @param until when the last of them has waited long enough
     * @param blob where they are
     * @param replaces the blobs of which all that counts is in this one
     */
    record Kept(long answers, long labels, Instant until, String blob, List<String> replaces)
            implements PerformanceEvent {
        /** Copies the list. */
        public Kept {
            replaces = List.copyOf(replaces);
        }
    }

    /** A window was measured; a later measurement of the same window takes its place. */
    record Measured(PerformanceWindow window) implements PerformanceEvent {}
}
