package io.mlops4j.core.tuning;

import io.mlops4j.core.tuning.sampling.Dominance;
import io.mlops4j.experiment.RunStatus;
import io.mlops4j.experiment.Study.Goal;
import io.mlops4j.experiment.Study.Objective;
import io.mlops4j.experiment.TrialResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which trials are better, given the objectives. */
record Ranking(List<Objective> objectives) {
    /** 1 if less is better, −1 if more is. */
    double sign(int objective) {
        return objectives.get(objective).goal() == Goal.MINIMIZE ? 1 : -1;
    }

    /** The values of a trial, turned so that less is better. */
    double[] minimized(List<Double> values) {
        double[] minimized = new double[values.size()];
        for (int i = 0; i < minimized.length; i++) {
            minimized[i] = sign(i) * values.get(i);
        }
        return minimized;
    }

    /** By how much a trial violates its constraints in all. */
    static double violation(TrialResult trial) {
        return trial.violations().values().stream()
                .mapToDouble(violation -> Double.isNaN(violation) ? Double.POSITIVE_INFINITY : Math.max(0, violation))
                .sum();
    }

    /** The best that finished: feasible first, then less violated, then by the first objective, then the earliest. */
    Optional<TrialResult> best(Collection<TrialResult> trials) {
        return finished(trials).stream()
                .min(Comparator.comparingDouble(Ranking::violation)
                        .thenComparingDouble(trial -> sign(0) * trial.value())
                        .thenComparingInt(TrialResult::number));
    }

    /** Those that no other dominates, by number. */
    List<TrialResult> front(Collection<TrialResult> trials) {
        List<TrialResult> candidates = finished(trials);
        double least = candidates.stream().mapToDouble(Ranking::violation).min().orElse(0);
        candidates.removeIf(trial -> violation(trial) > least);
        List<TrialResult> front = new ArrayList<>();
        for (TrialResult trial : candidates) {
            double[] values = minimized(trial.values());
            if (candidates.stream().noneMatch(other -> Dominance.dominates(minimized(other.values()), values))) {
                front.add(trial);
            }
        }
        return front;
    }

    private static List<TrialResult> finished(Collection<TrialResult> trials) {
        List<TrialResult> finished = new ArrayList<>();
        for (TrialResult trial : trials) {
            if (trial.status() == RunStatus.FINISHED) {
                finished.add(trial);
            }
        }
        return finished;
    }
}
