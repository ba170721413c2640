package io.mlops4j.core.tuning;

import io.mlops4j.experiment.Pruner;
import java.util.List;

/**
 * Asynchronous successive halving (Li et al., A System for Massively Parallel Hyperparameter Tuning, MLSys 2020). A trial that reaches a rung
 * goes on if it is among the best 1/reduction of the trials that have reached it, itself included; while fewer than {@code reduction} have, only the
 * best goes on.
 *
 * @param settings of the rungs
 * @param end the first step that is no rung any more: a trial that comes so far is done
 */
record HalvingPruning(Pruner.SuccessiveHalving settings, long end) implements Pruning {
    @Override
    public boolean prunes(int number, Reports own, List<Known> known) {
        for (long rung = rung(settings.stage()); rung < end && rung <= own.lastStep(); rung = next(rung)) {
            if (reachedNow(own, rung) && !promoted(own, known, rung)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is the last report that brought the trial to a rung. */
    private static boolean reachedNow(Reports own, long rung) {
        Long before = own.bySteps().lowerKey(own.lastStep());
        return before == null || before < rung;
    }

    private boolean promoted(Reports own, List<Known> known, long rung) {
        double mine = own.last();
        if (Double.isNaN(mine)) {
            return false;
        }
        int reached = 1;
        int better = 0;
        for (Known trial : known) {
            double value = at(trial.reports(), rung);
            if (!Double.isNaN(value)) {
                reached++;
                better += value < mine ? 1 : 0;
            }
        }
        return better < Math.max(1, reached / settings.reduction());
    }

    /** What a trial had when it came to a rung: its first report there or behind. */
    private static double at(Reports reports, long rung) {
        Long step = reports.bySteps().ceilingKey(rung);
        return step == null ? Double.NaN : reports.at(step);
    }

    private long rung(int number) {
        long rung = settings.minimum();
        for (int i = 0; i < number; i++) {
            rung = next(rung);
        }
        return rung;
    }

    private long next(long rung) {
        return rung > Long.MAX_VALUE / settings.reduction() ? Long.MAX_VALUE : rung * settings.reduction();
    }

    @Override
    public boolean readsHistory() {
        return true;
    }
}
