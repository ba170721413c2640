package io.mlops4j.core.engine;

import io.mlops4j.core.ensemble.StackFitting;
import io.mlops4j.core.experiment.page.ComparisonPage;
import io.mlops4j.core.experiment.page.LeaderboardPage;
import io.mlops4j.core.folds.FoldMaker;
import io.mlops4j.core.folds.FoldStatistics;
import io.mlops4j.core.folds.FoldWorkers;
import io.mlops4j.data.Table;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.CrossValidationSummary;
import io.mlops4j.experiment.FoldComparison;
import io.mlops4j.experiment.Folds;
import io.mlops4j.experiment.Leaderboard;
import io.mlops4j.experiment.RunComparison;
import io.mlops4j.experiment.StackedWeights;
import io.mlops4j.experiment.Stacking;
import io.mlops4j.spi.ExperimentEngine;
import java.util.List;
import java.util.Optional;

/** What the values of the API's experiments are implemented by. Stateless. */
public final class ExperimentFunctions implements ExperimentEngine {
    /** For the service loader. */
    public ExperimentFunctions() {}

    @Override
    public Folds folds(CrossValidation plan, Table table, Optional<String> label) {
        return FoldMaker.make(plan, table, label);
    }

    @Override
    public <T, X extends Exception> List<T> each(Folds folds, int threads, Task<T, X> task) throws X {
        return FoldWorkers.each(folds, threads, task);
    }

    @Override
    public CrossValidationSummary summarize(CrossValidationResult result, double confidence) {
        return FoldStatistics.summarize(result, confidence);
    }

    @Override
    public FoldComparison compare(
            CrossValidationResult first, CrossValidationResult second, String metric, double confidence) {
        return FoldStatistics.compare(first, second, metric, confidence);
    }

    @Override
    public StackedWeights stack(Stacking plan, double[] targets, List<double[]> members) {
        return StackFitting.fit(plan, targets, members);
    }

    @Override
    public String page(RunComparison comparison) {
        return ComparisonPage.html(comparison);
    }

    @Override
    public String page(Leaderboard leaderboard) {
        return LeaderboardPage.html(leaderboard);
    }
}
