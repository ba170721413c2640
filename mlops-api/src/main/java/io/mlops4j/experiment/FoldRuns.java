package io.mlops4j.experiment;

import io.mlops4j.evaluation.Evaluation;

/** Folds as children of a run. Thread-safe. */
final class FoldRuns {
    private final ActiveRun parent;

    FoldRuns(ActiveRun parent) {
        this.parent = parent;
    }

    /** Works on a fold within a child. */
    <X extends Exception> Evaluation live(Fold fold, Work<X> work) throws X {
        Evaluation[] made = new Evaluation[1];
        parent.child(fold.name(), child -> {
            describe(child, fold);
            made[0] = work.run();
            child.metrics(made[0]);
        });
        return made[0];
    }

    /** Keeps a fold that was worked on before. */
    void keep(Fold fold, Evaluation evaluation) {
        parent.child(fold.name(), child -> {
            describe(child, fold);
            child.metrics(evaluation);
        });
    }

    private static void describe(ActiveRun child, Fold fold) {
        child.tag("mlops4j.fold", String.valueOf(fold.number())).tag("mlops4j.repeat", String.valueOf(fold.repeat()));
    }

    void summarize(CrossValidationResult result) {
        parent.tag("mlops4j.cross_validation", result.plan().toString());
        result.summary().metrics().forEach((name, metric) -> {
            parent.metric(name + "_mean", metric.mean(), 0);
            parent.metric(name + "_std", metric.stddev(), 0);
            parent.metric(name + "_low", metric.interval().low(), 0);
            parent.metric(name + "_high", metric.interval().high(), 0);
        });
    }

    /** What a child does. */
    interface Work<X extends Exception> {
        Evaluation run() throws X;
    }
}
