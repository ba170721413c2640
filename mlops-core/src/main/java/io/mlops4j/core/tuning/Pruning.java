package io.mlops4j.core.tuning;

import io.mlops4j.experiment.Pruner;
import io.mlops4j.experiment.RunStatus;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a trial goes on, by what it reported and what the trials that it may know reported. Less is better here. Pure, so that the
 * same trials are pruned however many threads there are.
 */
interface Pruning {
    /**
     * Whether to leave off.
     *
     * @param number the trial
     * @param own its reports, the last of them just now
     * @param known the trials that it may know
     */
    boolean prunes(int number, Reports own, List<Known> known);

    /** Whether other trials matter. */
    boolean readsHistory();

    /** A trial that is over. */
    record Known(int number, RunStatus status, Reports reports) {}

    /** What a pruner means. */
    static Pruning of(Pruner pruner) {
        if (pruner instanceof Pruner.Percentile percentile) {
            return new PercentilePruning(percentile);
        } else if (pruner instanceof Pruner.SuccessiveHalving halving) {
            return new HalvingPruning(halving, Long.MAX_VALUE);
        } else if (pruner instanceof Pruner.Hyperband hyperband) {
            return new HyperbandPruning(hyperband);
        } else if (pruner instanceof Pruner.Patience patience) {
            return new PatiencePruning(patience);
        }
        return new NoPruning();
    }

    /** Never. */
    record NoPruning() implements Pruning {
        @Override
        public boolean prunes(int number, Reports own, List<Known> known) {
            return false;
        }

        @Override
        public boolean readsHistory() {
            return false;
        }
    }

    /** If nothing became better for a while. */
    record PatiencePruning(Pruner.Patience settings) implements Pruning {
        @Override
        public boolean prunes(int number, Reports own, List<Known> known) {
            double best = Double.POSITIVE_INFINITY;
            int since = 0;
            for (Map.Entry<Long, Double> report : own.bySteps().entrySet()) {
                if (report.getValue() < best - settings.minimumGain()) {
                    best = report.getValue();
                    since = 0;
                } else {
                    since++;
                }
            }
            return since >= settings.reports();
        }

        @Override
        public boolean readsHistory() {
            return false;
        }
    }
}
