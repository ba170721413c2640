package io.mlops4j.core.tuning.sampling;

import io.mlops4j.core.tuning.sampling.Observation.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Trials in two heaps: the good tenth, and the rest. Feasible ones that finished come first, by value; then pruned ones, by how far they came and what
 * they had; then those that violate constraints, by how much. Trials that failed and trials under way count as bad: it is not known that they are good,
 * and nobody wants to try the same place twice.
 *
 * @param good by number
 * @param bad by number
 */
record GoodAndBad(List<Observation> good, List<Observation> bad) {
    private static final double SHARE = 0.1;
    private static final int MOST = 25;

    static GoodAndBad of(List<Observation> trials, int objectives) {
        List<Observation> ranked = new ArrayList<>();
        ranked.addAll(complete(trials, objectives, quota(trials)));
        trials.stream()
                .filter(trial -> trial.state() == State.PRUNED && trial.violation() <= 0)
                .sorted(Comparator.comparingLong((Observation trial) -> -trial.lastStep())
                        .thenComparingDouble(Observation::lastReport)
                        .thenComparingInt(Observation::number))
                .forEach(ranked::add);
        trials.stream()
                .filter(trial -> over(trial) && trial.violation() > 0)
                .sorted(Comparator.comparingDouble(Observation::violation).thenComparingInt(Observation::number))
                .forEach(ranked::add);
        Set<Observation> best = new HashSet<>(ranked.subList(0, Math.min(quota(trials), ranked.size())));
        List<Observation> good = new ArrayList<>();
        List<Observation> bad = new ArrayList<>();
        for (Observation trial : trials) {
            (best.contains(trial) ? good : bad).add(trial);
        }
        return new GoodAndBad(good, bad);
    }

    /** How many of the trials that are over count as good. */
    private static int quota(List<Observation> trials) {
        long over = trials.stream().filter(GoodAndBad::over).count();
        return (int) Math.min(MOST, Math.ceil(SHARE * over));
    }

    private static boolean over(Observation trial) {
        return trial.state() == State.COMPLETE || trial.state() == State.PRUNED;
    }

    private static List<Observation> complete(List<Observation> trials, int objectives, int quota) {
        List<Observation> feasible = trials.stream()
                .filter(trial -> trial.state() == State.COMPLETE && trial.violation() <= 0)
                .toList();
        if (objectives > 1) {
            return byFronts(feasible, quota);
        }
        return feasible.stream()
                .sorted(Comparator.comparingDouble((Observation trial) -> trial.value(0))
                        .thenComparingInt(Observation::number))
                .toList();
    }

    /** Front by front, until the quota is full; of the front that does not fit whole, those that add most to the volume. */
    private static List<Observation> byFronts(List<Observation> trials, int quota) {
        List<double[]> values = trials.stream().map(Observation::vector).toList();
        List<Observation> ranked = new ArrayList<>();
        for (List<Integer> front : Dominance.fronts(values, quota)) {
            int room = quota - ranked.size();
            List<double[]> inside = front.stream().map(values::get).toList();
            if (room < front.size() && Dominance.finite(inside)) {
                Dominance.mostVolume(inside, room).forEach(i -> ranked.add(trials.get(front.get(i))));
            } else {
                front.forEach(i -> ranked.add(trials.get(i)));
            }
        }
        return ranked;
    }
}
