package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;

/**
 * When a study cuts a trial short that does not promise well, by what it reported. A value.
 *
 * <p>A trial is held against those that the study's look-back allows it to know; see {@link StudyDraft#lookBack}. Definitions and defaults are
 * Optuna's where it has them.
 */
public sealed interface Pruner {
    /** Never. */
    static Pruner none() {
        return new None();
    }

    /** If its best report so far is worse than the median of what others reported at the same step; after 5 trials, from step 0. */
    static Percentile median() {
        return percentile(0.5);
    }

    /**
     * If its best report so far is not among the best share of what others had at the same step.
     *
     * @param share to keep, in (0, 1); 0.5 is the median
     */
    static Percentile percentile(double share) {
        return new Percentile(share, 5, 0, 1, 1);
    }

    /**
     * Asynchronous successive halving (Li et al. 2020, ASHA): at rungs of {@code minimum}, {@code minimum} × {@code reduction}, … steps only the
     * best of {@code reduction} trials go on. From step 1, by 4.
     */
    static SuccessiveHalving successiveHalving() {
        return new SuccessiveHalving(1, 4, 0);
    }

    /**
     * Hyperband (Li et al. 2018): successive halving at several degrees of haste, by turns, so that it need not be known how soon a trial shows
     * what it is worth.
     *
     * @param mostSteps the step that a trial that is not pruned comes to
     */
    static Hyperband hyperband(long mostSteps) {
        return new Hyperband(1, mostSteps, 3);
    }

    /**
     * If it has not become better for so many reports in a row, whatever other trials do.
     *
     * @param reports at least 1
     */
    static Patience patience(int reports) {
        return new Patience(reports, 0);
    }

    /** Never prunes. */
    record None() implements Pruner {}

    /**
     * Compares with a quantile of other trials at the same step.
     *
     * @param share of trials to keep, in (0, 1)
     * @param startupTrials how many trials must have finished before any is pruned
     * @param warmupSteps the steps, by their number, before which no trial is pruned
     * @param interval how many steps apart it is decided
     * @param minimumTrials how many trials must have reported at the step
     */
    record Percentile(double share, int startupTrials, long warmupSteps, long interval, int minimumTrials)
            implements Pruner {
        /** Refuses what is out of range with {@link InvalidInput}. */
        public Percentile {
            if (!(share > 0 && share < 1)) {
                throw new InvalidInput("A pruner that keeps a share of " + share
                        + " of the trials makes no sense; give one between 0 and 1, as 0.5 for the median.");
            }
            refuse(startupTrials < 0, "startupTrials", startupTrials, 0);
            refuse(warmupSteps < 0, "warmupSteps", warmupSteps, 0);
            refuse(interval < 1, "interval", interval, 1);
            refuse(minimumTrials < 1, "minimumTrials", minimumTrials, 1);
        }

        /** Not before so many trials have finished. */
        public Percentile startupTrials(int trials) {
            return new Percentile(share, trials, warmupSteps, interval, minimumTrials);
        }

        /** Not before this step. */
        public Percentile warmupSteps(long steps) {
            return new Percentile(share, startupTrials, steps, interval, minimumTrials);
        }

        /** Only every so many steps. */
        public Percentile interval(long steps) {
            return new Percentile(share, startupTrials, warmupSteps, steps, minimumTrials);
        }

        /** Only where so many trials have reported. */
        public Percentile minimumTrials(int trials) {
            return new Percentile(share, startupTrials, warmupSteps, interval, trials);
        }
    }

    /**
     * Successive halving.
     *
     * @param minimum the first rung, at least 1
     * @param reduction of how many trials one goes on, at least 2
     * @param stage how many of the first rungs are left out, at least 0
     */
    record SuccessiveHalving(long minimum, int reduction, int stage) implements Pruner {
        /** Refuses what is out of range with {@link InvalidInput}. */
        public SuccessiveHalving {
            refuse(minimum < 1, "minimum", minimum, 1);
            refuse(reduction < 2, "reduction", reduction, 2);
            refuse(stage < 0, "stage", stage, 0);
        }

        /** With the first rung at this step. */
        public SuccessiveHalving minimum(long step) {
            return new SuccessiveHalving(step, reduction, stage);
        }

        /** Letting one of so many go on. */
        public SuccessiveHalving reduction(int factor) {
            return new SuccessiveHalving(minimum, factor, stage);
        }

        /** Without so many of the first rungs. */
        public SuccessiveHalving stage(int rungs) {
            return new SuccessiveHalving(minimum, reduction, rungs);
        }
    }

    /**
     * Hyperband.
     *
     * @param minimum the first rung of its hastiest bracket, at least 1
     * @param mostSteps the step that a trial comes to, at least {@code minimum}
     * @param reduction of how many trials one goes on, at least 2
     */
    record Hyperband(long minimum, long mostSteps, int reduction) implements Pruner {
        /** Refuses what is out of range with {@link InvalidInput}. */
        public Hyperband {
            refuse(minimum < 1, "minimum", minimum, 1);
            refuse(mostSteps < minimum, "mostSteps", mostSteps, minimum);
            refuse(reduction < 2, "reduction", reduction, 2);
        }

        /** With the first rung at this step. */
        public Hyperband minimum(long step) {
            return new Hyperband(step, mostSteps, reduction);
        }

        /** Letting one of so many go on. */
        public Hyperband reduction(int factor) {
            return new Hyperband(minimum, mostSteps, factor);
        }
    }

    /**
     * Patience.
     *
     * @param reports how many in a row may bring nothing better
     * @param minimumGain what counts as better, at least 0
     */
    record Patience(int reports, double minimumGain) implements Pruner {
        /** Refuses what is out of range with {@link InvalidInput}. */
        public Patience {
            refuse(reports < 1, "reports", reports, 1);
            if (!(minimumGain >= 0)) {
                throw new InvalidInput("A minimum gain of " + minimumGain + " makes no sense; give 0 or more.");
            }
        }

        /** Counting as better only what is better by more than this. */
        public Patience minimumGain(double gain) {
            return new Patience(reports, gain);
        }
    }

    private static void refuse(boolean wrong, String what, long value, long least) {
        if (wrong) {
            throw new InvalidInput(
                    "The setting '" + what + "' of a pruner is " + value + "; give " + least + " or more.");
        }
    }
}
