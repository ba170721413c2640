package io.mlops4j.spi;

import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import io.mlops4j.experiment.CrossValidation;
import io.mlops4j.experiment.CrossValidationResult;
import io.mlops4j.experiment.CrossValidationSummary;
import io.mlops4j.experiment.Fold;
import io.mlops4j.experiment.FoldComparison;
import io.mlops4j.experiment.Folds;
import io.mlops4j.experiment.Leaderboard;
import io.mlops4j.experiment.RunComparison;
import io.mlops4j.experiment.StackedWeights;
import io.mlops4j.experiment.Stacking;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * What the values of {@code io.mlops4j.experiment} need an implementation for, without a store: found by {@link ServiceLoader}, brought by {@code
 * mlops-core}. Users call the values; only who writes another engine implements this. Implementations are stateless and thread-safe.
 */
public interface ExperimentEngine {
    /** See {@link CrossValidation#folds(Table, String)}. */
    Folds folds(CrossValidation plan, Table table, Optional<String> label);

    /**
     * Works on every fold, several at once if there are several threads; see {@link CrossValidation} for what a failure does.
     *
     * @return what became of each, in the order of the folds
     */
    <T, X extends Exception> List<T> each(Folds folds, int threads, Task<T, X> task) throws X;

    /** See {@link CrossValidationResult#summary(double)}. */
    CrossValidationSummary summarize(CrossValidationResult result, double confidence);

    /** See {@link CrossValidationResult#compare(CrossValidationResult, String, double)}. */
    FoldComparison compare(CrossValidationResult first, CrossValidationResult second, String metric, double confidence);

    /** See {@link Stacking#fit}; the numbers of rows fit, and no prediction is NaN. */
    StackedWeights stack(Stacking plan, double[] targets, List<double[]> members);

    /** What {@link RunComparison#toHtml()} gives. */
    String page(RunComparison comparison);

    /** What {@link Leaderboard#toHtml()} gives. */
    String page(Leaderboard leaderboard);

    /**
     * The implementation on the class or module path.
     *
     * @throws NotFound if there is none
     */
    static ExperimentEngine installed() {
        return ServiceLoader.load(ExperimentEngine.class, ExperimentEngine.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new NotFound("No engine of mlops4j is on the class or module path: add the dependency"
                                + " io.mlops4j:mlops-core."));
    }

    /** What is done with a fold. */
    @FunctionalInterface
    interface Task<T, X extends Exception> {
        /** Works on a fold. */
        T work(Fold fold) throws X;
    }
}
