package io.mlops4j.core.tuning;

import io.mlops4j.experiment.SearchSpace;
import io.mlops4j.experiment.Study.Objective;
import io.mlops4j.experiment.TrialResult;
import java.util.List;
import java.util.Map;

/** What happens in the stream of a study. */
sealed interface StudyEvent {
    /** The study began; what is said here never changes. */
    record Opened(SearchSpace space, List<Objective> objectives, long seed, int lookBack) implements StudyEvent {
        public Opened {
            objectives = List.copyOf(objectives);
        }
    }

    /**
     * Somebody ran it, or took it up again.
     *
     * @param run the run that the runs of the trials are children of
     * @param sampler how it chooses what to try, for whoever reads it
     * @param pruner when it cuts trials short, for whoever reads it
     */
    record SessionStarted(String run, String sampler, String pruner) implements StudyEvent {}

    /** It was said what a trial is to try. */
    record PointQueued(int number, Map<String, Object> params) implements StudyEvent {}

    /** A trial is over. */
    record TrialEnded(TrialResult result) implements StudyEvent {}
}
