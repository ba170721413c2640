package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.evaluation.Metric;
import io.mlops4j.spi.ExperimentEngine;
import java.util.List;

/**
 * What a cross-validation has measured. Immutable.
 *
 * @param plan how the rows were divided
 * @param folds the folds
 * @param evaluations one for each fold, in their order
 */
public record CrossValidationResult(CrossValidation plan, Folds folds, List<Evaluation> evaluations) {
    private static final double CONFIDENCE = 0.95;

    /** Copies the list; refuses another number of evaluations than of folds with {@link InvalidInput}. */
    public CrossValidationResult {
        evaluations = List.copyOf(evaluations);
        if (evaluations.size() != folds.size()) {
            throw new InvalidInput("There are " + folds.size() + " folds but " + evaluations.size()
                    + " evaluations; give one of each fold.");
        }
    }

    /** Mean, spread and a 95 % interval of every metric over the folds. */
    public CrossValidationSummary summary() {
        return summary(CONFIDENCE);
    }

    /**
     * Mean, spread and interval of every metric over the folds.
     *
     * @param confidence of the intervals, in (0, 1)
     */
    public CrossValidationSummary summary(double confidence) {
        return ExperimentEngine.installed().summarize(this, confidence);
    }

    /** Whether this is better or worse than another on the same folds, with a 95 % interval; see {@link FoldComparison}. */
    public FoldComparison compare(CrossValidationResult other, String metric) {
        return compare(other, metric, CONFIDENCE);
    }

    /**
     * Whether this is better or worse than another on the same folds; see {@link FoldComparison}.
     *
     * @param confidence of the interval, in (0, 1)
     * @throws InvalidInput if the two have other folds
     * @throws NotFound if a fold lacks the metric
     */
    public FoldComparison compare(CrossValidationResult other, String metric, double confidence) {
        return ExperimentEngine.installed().compare(this, other, metric, confidence);
    }

    /**
     * As one evaluation, to keep beside others of a version: every metric is the mean over the folds, with the interval of {@link #summary}, and
     * each fold is a slice of the column {@code fold}.
     *
     * @throws InvalidInput if no metric is in at least two folds
     */
    public Evaluation toEvaluation() {
        CrossValidationSummary summary = summary();
        if (summary.metrics().isEmpty()) {
            throw new InvalidInput("No metric is in at least two folds, so there is nothing to tell of all of them.");
        }
        Evaluation.Builder all = Evaluation.of(
                        evaluations.get(0).task(),
                        evaluations.stream().mapToLong(Evaluation::rows).sum())
                .confidence(CONFIDENCE)
                .setting("strategy", summary.plan());
        summary.metrics()
                .values()
                .forEach(metric -> all.metric(Metric.of(metric.name(), metric.mean(), metric.direction())
                        .withInterval(metric.interval())));
        summary.warnings().forEach(all::warning);
        for (int fold = 0; fold < evaluations.size(); fold++) {
            all.slice("fold", Integer.toString(fold), evaluations.get(fold));
        }
        return all.build();
    }

    /**
     * Records every fold as a child of a run, finished, with its metrics, and on the run itself {@code <metric>_mean}, {@code _std}, {@code _low}
     * and {@code _high}, and the plan as the tag {@code mlops4j.cross_validation}.
     */
    public void record(ActiveRun parent) {
        FoldRuns runs = new FoldRuns(parent);
        for (int i = 0; i < folds.size(); i++) {
            runs.keep(folds.all().get(i), evaluations.get(i));
        }
        runs.summarize(this);
    }

    /** Records it as a run of its own, as {@link #record} does. */
    public Run recordIn(Experiment experiment, String name) {
        return experiment.run(name, this::record);
    }
}
