package io.mlops4j.core.tuning;

import io.mlops4j.core.tuning.Pruning.Known;
import io.mlops4j.core.tuning.sampling.Observation;
import io.mlops4j.core.tuning.sampling.Observation.State;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a trial may know of the others. This is where a study becomes the same for any number of threads: of a trial that is nearer than the look-back
 * only its parameters are told, also if it is over already.
 *
 * @param ranking which way is better
 * @param lookBack how far behind the results lie that may be known
 */
record Knowledge(Ranking ranking, int lookBack) {
    /** What the sampler may know that proposes for a trial. */
    List<Observation> forSampler(
            int number, SortedMap<Integer, TrialResult> ended, SortedMap<Integer, Map<String, Object>> proposed) {
        List<Observation> known = new ArrayList<>();
        SortedMap<Integer, TrialResult> before = ended.headMap(number);
        before.forEach((other, trial) -> known.add(
                told(number, trial) ? observation(ranking, trial) : Observation.pending(other, trial.params())));
        proposed.headMap(number).forEach((other, params) -> {
            if (!before.containsKey(other)) {
                known.add(Observation.pending(other, params));
            }
        });
        known.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return known;
    }

    /** What the pruner may know that watches a trial. */
    List<Known> forPruner(int number, SortedMap<Integer, TrialResult> ended) {
        List<Known> known = new ArrayList<>();
        for (TrialResult trial : ended.headMap(number).values()) {
            if (told(number, trial)) {
                known.add(
                        new Known(trial.number(), trial.status(), Reports.minimized(trial.reports(), ranking.sign(0))));
            }
        }
        return known;
    }

    /** A point that was known before the study is told at once: no thread was ever needed for it. */
    private boolean told(int number, TrialResult trial) {
        return trial.number() <= number - lookBack || (trial.runId().isEmpty() && trial.status() == RunStatus.FINISHED);
    }

    static Observation observation(Ranking ranking, TrialResult trial) {
        Reports reports = Reports.minimized(trial.reports(), ranking.sign(0));
        return new Observation(
                trial.number(),
                trial.params(),
                state(trial.status()),
                Arrays.stream(ranking.minimized(trial.values())).boxed().toList(),
                Ranking.violation(trial),
                reports.last(),
                reports.lastStep());
    }

    private static State state(RunStatus status) {
        return switch (status) {
            case FINISHED -> State.COMPLETE;
            case PRUNED -> State.PRUNED;
            default -> State.FAILED;
        };
    }
}
