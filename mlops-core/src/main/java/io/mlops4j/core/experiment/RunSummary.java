package io.mlops4j.core.experiment;

import io.mlops4j.core.experiment.ExperimentEvent.RunEnded;
import io.mlops4j.core.experiment.ExperimentEvent.RunStarted;
import io.mlops4j.core.experiment.ExperimentEvent.RunSummarized;
import io.mlops4j.core.stream.Stamp;
import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the experiment's stream knows of a run. */
record RunSummary(
        String id,
        String name,
        String actor,
        String parent,
        Instant startedAt,
        ProcessMark process,
        RunStatus recordedStatus,
        @Nullable Instant endedAt,
        String failure,
        RunFacts facts) {
    static RunSummary started(RunStarted event, Stamp stamp) {
        return new RunSummary(
                event.run(),
                event.name(),
                stamp.actor(),
                event.parent(),
                event.at() == null ? stamp.at() : event.at(),
                event.process(),
                RunStatus.RUNNING,
                null,
                "",
                RunFacts.NONE);
    }

    RunSummary and(RunSummarized event) {
        return new RunSummary(
                id,
                name,
                actor,
                parent,
                startedAt,
                process,
                recordedStatus,
                endedAt,
                failure,
                facts.and(event.facts()));
    }

    RunSummary ended(RunEnded event, Stamp stamp) {
        return recordedStatus.ended()
                ? this
                : new RunSummary(
                        id,
                        name,
                        actor,
                        parent,
                        startedAt,
                        process,
                        event.status(),
                        event.at() == null ? stamp.at() : event.at(),
                        event.failure(),
                        facts);
    }

    /** The status as a reader sees it: a run whose process is gone was killed, though nobody was left to record it. */
    RunStatus status() {
        return recordedStatus == RunStatus.RUNNING && process.gone() ? RunStatus.KILLED : recordedStatus;
    }
}
