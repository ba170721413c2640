package io.mlops4j.core.experiment;

import io.mlops4j.core.blob.Blobs;
import io.mlops4j.core.stream.EventStream;
import io.mlops4j.core.stream.EventStreams;
import io.mlops4j.core.stream.Viewpoint;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What one experiment reads from and writes to. */
record ExperimentStreams(
        String experiment, EventStreams streams, Viewpoint viewpoint, Blobs blobs, Consumer<RunRecorder> onEnd) {
    static final String PREFIX = "experiment/";

    EventStream<RunCatalogue, ExperimentEvent> summaries() {
        return streams.open(PREFIX + experiment, ExperimentProjection.INSTANCE);
    }

    EventStream<RunProjection.Details, RunEvent> details(String run) {
        return streams.open("run/" + run, RunProjection.INSTANCE);
    }

    /** The stream of a run for the one who writes it; it is not kept by name, and knows nothing of what it holds. */
    EventStream<Boolean, RunEvent> appendingTo(String run) {
        return streams.detached("run/" + run, RunProjection.Appending.INSTANCE);
    }

    RunCatalogue readSummaries() {
        return viewpoint.read(summaries());
    }

    RunProjection.Details readDetails(String run) {
        return viewpoint.read(details(run));
    }

    InstantSource clock() {
        return streams.clock();
    }

    void ended(RunRecorder run) {
        onEnd.accept(run);
    }
}
