package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens in the stream of an experiment. */
sealed interface ExperimentEvent {
    /** The run that it is about. */
    String run();

    /**
     * A run began, in a process.
     *
     * @param parent the run that it is part of, or the empty string
     * @param at when it began elsewhere, or null if it began when this was written
     */
    record RunStarted(
            String run,
            String name,
            ProcessMark process,
            String parent,
            @Nullable Instant at) implements ExperimentEvent {}

    /** A run made something durable: what search needs of it. */
    record RunSummarized(String run, RunFacts facts) implements ExperimentEvent {}

    /**
     * A run ended.
     *
     * @param failure why it failed, or the empty string
     * @param at when it ended elsewhere, or null if it ended when this was written
     */
    record RunEnded(
            String run,
            RunStatus status,
            String failure,
            @Nullable Instant at) implements ExperimentEvent {}
}
