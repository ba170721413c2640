package io.mlops4j.core.tuning;

import io.mlops4j.core.stats.SortedSample;
import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.RunStatus;
import java.util.List;

/** Holds the best that a trial has reported against a quantile of what finished trials had reported at the same step. */
record PercentilePruning(Pruner.Percentile settings) implements Pruning {
    @Override
    public boolean prunes(int number, Reports own, List<Known> known) {
        long step = own.lastStep();
        if (step < settings.warmupSteps() || !due(own)) {
            return false;
        }
        List<Known> finished = known.stream()
                .filter(trial -> trial.status() == RunStatus.FINISHED)
                .toList();
        if (finished.size() < settings.startupTrials()) {
            return false;
        }
        double[] others = finished.stream()
                .mapToDouble(trial -> trial.reports().at(step))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        if (others.length < settings.minimumTrials()) {
            return false;
        }
        double best = own.best();
        return Double.isNaN(best) || best > SortedSample.quantile(others, settings.share());
    }

    /** Whether this is the first report in its interval: reports need not fall on the steps that an interval begins with. */
    private boolean due(Reports own) {
        long interval = settings.interval();
        long now = Math.floorDiv(own.lastStep() - settings.warmupSteps(), interval);
        Long before = own.bySteps().lowerKey(own.lastStep());
        return before == null
                || before < settings.warmupSteps()
                || Math.floorDiv(before - settings.warmupSteps(), interval) < now;
    }

    @Override
    public boolean readsHistory() {
        return true;
    }
}
