package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.experiment.RunEvent.Closed;
import io.mlops4j.core.experiment.RunEvent.Opened;
import io.mlops4j.core.stream.Decision.Outcome;
import io.mlops4j.core.stream.EventStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a run records to the run's own stream, and what search needs of that to the experiment's. What could not be written waits
 * here and goes first the next time: a failure, also one between the two streams, neither loses nor doubles anything. Not thread-safe: the
 * run lets one thread write at a time.
 */
final class RunWriter {
    /** How much is appended at once: an event holds at most 20 000 points, some 1 MB. */
    private static final int EVENTS_PER_APPEND = 16;

    private final String id;
    private final ExperimentStreams streams;
    private final EventStream<Boolean, RunEvent> details;

    private final Deque<RunEvent> unwritten = new ArrayDeque<>();
    private RunFacts unsummarized = RunFacts.NONE;

    RunWriter(String id, ExperimentStreams streams, Opened opened) {
        this.id = id;
        this.streams = streams;
        this.details = streams.appendingTo(id);
        unwritten.add(opened);
    }

    /** Takes over what was recorded; it is lost no more, though it may take several attempts to write it. */
    void take(RunBuffer recorded) {
        unwritten.addAll(recorded.events());
        unsummarized = unsummarized.and(recorded.facts());
    }

    /** Writes everything that was taken to the run's own stream. */
    void writeDetails() {
        while (!unwritten.isEmpty()) {
            List<RunEvent> events = unwritten.stream().limit(EVENTS_PER_APPEND).toList();
            details.write(state -> new Outcome<>(events, "", s -> s));
            events.forEach(event -> unwritten.removeFirst());
        }
    }

    /** Writes how the run ended to its own stream, together with the last of what was taken. */
    void writeEnd(Closed closed) {
        unwritten.add(closed);
        try {
            writeDetails();
        } catch (RuntimeException | Error e) {
            // The run is still open, and may be ended in another way.
            unwritten.removeLast();
            throw e;
        }
    }

    /** Tells the experiment's stream what search needs of what was written. */
    void summarize() {
        if (!unsummarized.isEmpty()) {
            summarize(null);
        }
    }

    /** Tells the experiment's stream how the run ended, and what it does not know yet. */
    void summarize(@Nullable Closed end) {
        List<ExperimentEvent> events = new ArrayList<>();
        if (!unsummarized.isEmpty()) {
            events.add(new RunSummarized(id, unsummarized));
        }
        if (end != null) {
            events.add(new RunEnded(id, end.status(), end.failure(), null));
        }
        streams.summaries().write(state -> new Outcome<>(events, "", s -> s));
        unsummarized = RunFacts.NONE;
    }
}
