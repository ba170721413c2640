package io.mlops4j.core.experiment;

import io.mlops4j.experiment.RunStatus;

/** What happens in the stream of an experiment. */
sealed interface ExperimentEvent {
    /** The run that it is about. */
    String run();

    /** A run began, in a process. */
    record RunStarted(String run, String name, ProcessMark process) implements ExperimentEvent {}

    /** A run made something durable: what search needs of it. */
    record RunSummarized(String run, RunFacts facts) implements ExperimentEvent {}

    /** A run ended; {@code failure} is empty unless it failed. */
    record RunEnded(String run, RunStatus status, String failure) implements ExperimentEvent {}
}
