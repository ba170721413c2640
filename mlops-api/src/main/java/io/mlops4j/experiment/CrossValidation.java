package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.data.Table;
import io.mlops4j.evaluation.Evaluation;
import io.mlops4j.experiment.FoldMethod.Grouped;
import io.mlops4j.experiment.FoldMethod.KFold;
import io.mlops4j.experiment.FoldMethod.LeaveOneGroupOut;
import io.mlops4j.experiment.FoldMethod.LeaveOneOut;
import io.mlops4j.experiment.FoldMethod.Stratified;
import io.mlops4j.experiment.FoldMethod.StratifiedGrouped;
import io.mlops4j.experiment.FoldMethod.TimeSeries;
import io.mlops4j.spi.ExperimentEngine;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to measure a way of training on data that it has not seen: every fold holds some rows back, the rest are trained on. A plan, made by the
 * static methods and refined by the others, each of which gives a new one. Immutable.
 *
 * <pre>{@code
 * CrossValidationSummary summary = CrossValidation.stratified(5).seed(1)
 *     .evaluate(table, "label", (train, test) -> {
 *         Model model = fit(train);
 *         return Evaluator.binary().evaluate(labels(test), model.scores(test));
 *     })
 *     .summary();
 * }</pre>
 *
 * <p><b>Which rows.</b> The folds are those of scikit-learn's classes of like names: of the same sizes and, as long as no seed is given, of the same
 * rows. Rows are then dealt in their order, so rows that are sorted by what is to be predicted need a {@link #seed}. The same plan makes the
 * same folds of the same table, whatever its parallelism.
 *
 * <p><b>Failures.</b> The first exception of a body ends the cross-validation and comes through as it is, with a suppressed exception that names
 * the fold; folds under way are interrupted, and those to come are left out.
 *
 * @param method how to divide the rows
 * @param repeats how many times to do it, each time with other folds; 1 by default
 * @param dealing whether rows are dealt in their order or shuffled
 * @param seed what chance starts from; 0 by default
 * @param parallelism how many folds are worked on at once; 1 by default, in the calling thread
 */
public record CrossValidation(FoldMethod method, int repeats, Dealing dealing, long seed, int parallelism) {
    private static final int MOST_THREADS = 1024;

    /** Refuses no repeats, repeats that would be alike, and no threads or more than 1024 with {@link InvalidInput}. */
    public CrossValidation {
        Objects.requireNonNull(method);
        Objects.requireNonNull(dealing);
        if (repeats < 1) {
            throw new InvalidInput("A cross-validation takes place at least once, not " + repeats + " times.");
        }
        if (repeats > 1 && !(method.isRandom() && dealing == Dealing.SHUFFLED)) {
            throw new InvalidInput("Repeating " + method + (method.isRandom() ? " without shuffling" : "")
                    + " gives the same folds again; "
                    + (method.isRandom() ? "leave inOrder() out." : "leave repeated(" + repeats + ") out."));
        }
        if (parallelism < 1 || parallelism > MOST_THREADS) {
            throw new InvalidInput(
                    "Folds are worked on by 1 to " + MOST_THREADS + " threads, not " + parallelism + ".");
        }
    }

    /** In which order rows, or groups of equal size, come to be dealt. */
    public enum Dealing {
        /** As they stand in the table. */
        IN_ORDER,
        /** At random. */
        SHUFFLED
    }

    private static CrossValidation of(FoldMethod method) {
        return new CrossValidation(method, 1, Dealing.IN_ORDER, 0, 1);
    }

    /**
     * Divides the rows into this many parts of equal size, give or take one, and holds each back once; as scikit-learn's {@code KFold}.
     *
     * @param folds at least 2, usually 5 or 10
     */
    public static CrossValidation kFold(int folds) {
        return of(new KFold(folds));
    }

    /**
     * As {@link #kFold}, with every class of the label spread over the folds as evenly as can be; as scikit-learn's {@code StratifiedKFold}. A class
     * of fewer rows than folds is missing from some of them, which the result warns of; if that holds for all classes it is refused.
     *
     * @param folds at least 2, usually 5 or 10
     */
    public static CrossValidation stratified(int folds) {
        return of(new Stratified(folds));
    }

    /**
     * Keeps rows of a group together and makes folds of about equal size: the largest group first, each to the fold that has the fewest rows so
     * far; as scikit-learn's {@code GroupKFold}. A {@link #seed} decides among groups of the same size alone.
     *
     * @param folds at least 2, and no more than there are groups
     * @param column the column whose equal values make a group; no cell may be missing
     */
    public static CrossValidation grouped(int folds, String column) {
        return of(new Grouped(folds, column));
    }

    /**
     * Keeps rows of a group together and spreads the classes of the label as evenly as whole groups allow; as scikit-learn's {@code
     * StratifiedGroupKFold}. A {@link #seed} decides among groups whose classes vary alike.
     *
     * @param folds at least 2, and no more than there are groups
     * @param column the column whose equal values make a group; no cell may be missing
     */
    public static CrossValidation stratifiedGrouped(int folds, String column) {
        return of(new StratifiedGrouped(folds, column));
    }

    /**
     * Holds back each group once; as scikit-learn's {@code LeaveOneGroupOut}.
     *
     * @param column the column whose equal values make a group, with at least two of them; no cell may be missing
     */
    public static CrossValidation leaveOneGroupOut(String column) {
        return of(new LeaveOneGroupOut(column));
    }

    /** Holds back each row once; as scikit-learn's {@code LeaveOneOut}. Measures that need several rows, such as ROC AUC, are undefined then. */
    public static CrossValidation leaveOneOut() {
        return of(new LeaveOneOut());
    }

    /**
     * Tests on later and later rows, each time trained on those before; for rows that stand in the order of their times. As scikit-learn's {@code
     * TimeSeriesSplit}: the window to train on grows, unless {@link #maxTrainSize} makes it slide.
     *
     * @param folds at least 2
     */
    public static CrossValidation timeSeries(int folds) {
        return of(new TimeSeries(folds, "", 0, 0, 0, Duration.ZERO));
    }

    /**
     * As {@link #timeSeries(int)}, with the rows put into the order of a column first. Rows of the same time as the first one to test on are not
     * trained on, so all training lies strictly before.
     *
     * @param folds at least 2
     * @param column a column of dates, instants or numbers without missing cells
     */
    public static CrossValidation timeSeries(int folds, String column) {
        return of(new TimeSeries(folds, column, 0, 0, 0, Duration.ZERO));
    }

    /** Does it this many times, each time with other folds, shuffled; as scikit-learn's {@code RepeatedKFold} and {@code RepeatedStratifiedKFold}. */
    public CrossValidation repeated(int times) {
        Dealing shuffled = times > 1 && method.isRandom() ? Dealing.SHUFFLED : dealing;
        return new CrossValidation(method, times, shuffled, seed, parallelism);
    }

    /**
     * Shuffles, starting from this seed, if the method leaves anything to chance. It is also what {@link Fold#seed} derives from.
     *
     * @param start any number
     */
    public CrossValidation seed(long start) {
        Dealing shuffled = method.isRandom() ? Dealing.SHUFFLED : dealing;
        return new CrossValidation(method, repeats, shuffled, start, parallelism);
    }

    /** Deals rows as they stand in the table, which is the default; keeps the seed for {@link Fold#seed}. */
    public CrossValidation inOrder() {
        return new CrossValidation(method, repeats, Dealing.IN_ORDER, seed, parallelism);
    }

    /**
     * Works on so many folds at once, each in a thread; the results are in the order of the folds all the same.
     *
     * @param threads from 1, the default, to 1024
     */
    public CrossValidation parallelism(int threads) {
        return new CrossValidation(method, repeats, dealing, seed, threads);
    }

    /**
     * Tests on this many rows in each fold of a time series; by default on the number of rows divided by one more than the folds.
     *
     * @param rows at least 1
     */
    public CrossValidation testSize(int rows) {
        TimeSeries series = series("testSize");
        checkRows("tests on", rows);
        return with(new TimeSeries(
                series.folds(), series.column(), rows, series.mostTrainRows(), series.gapRows(), series.gap()));
    }

    /**
     * Trains on the latest rows before the test only, so that the window slides instead of growing.
     *
     * @param rows at least 1
     */
    public CrossValidation maxTrainSize(int rows) {
        TimeSeries series = series("maxTrainSize");
        checkRows("trains on at most", rows);
        return with(new TimeSeries(
                series.folds(), series.column(), series.testSize(), rows, series.gapRows(), series.gap()));
    }

    /**
     * Leaves out so many rows between training and test, so that what is learned does not overlap with what it is measured on.
     *
     * @param rows at least 0, the default
     */
    public CrossValidation gap(int rows) {
        TimeSeries series = series("gap");
        return with(new TimeSeries(
                series.folds(), series.column(), series.testSize(), series.mostTrainRows(), rows, series.gap()));
    }

    /**
     * Trains on no row that is nearer than this to the first one to test on; for a time series by a column of dates or instants.
     *
     * @param time not negative; zero by default
     */
    public CrossValidation gap(Duration time) {
        TimeSeries series = series("gap");
        return with(new TimeSeries(
                series.folds(), series.column(), series.testSize(), series.mostTrainRows(), series.gapRows(), time));
    }

    private static void checkRows(String what, int rows) {
        if (rows < 1) {
            throw new InvalidInput("A fold " + what + " at least one row, not " + rows + ".");
        }
    }

    private TimeSeries series(String setting) {
        if (method instanceof TimeSeries series) {
            return series;
        }
        throw new InvalidInput("Only a time series has a " + setting + ", and this is " + method
                + "; start with CrossValidation.timeSeries(folds).");
    }

    private CrossValidation with(FoldMethod other) {
        return new CrossValidation(other, repeats, dealing, seed, parallelism);
    }

    /**
     * The folds of a table, for a method that needs no label.
     *
     * @throws InvalidInput if it needs one, there are too few rows or groups, or a cell of a group or time is missing
     * @throws NotFound if a column is not there
     */
    public Folds folds(Table table) {
        return ExperimentEngine.installed().folds(this, table, Optional.empty());
    }

    /**
     * The folds of a table.
     *
     * @param label the column to predict; no cell may be missing
     * @throws InvalidInput if there are too few rows, groups or rows of every class, a cell of a column that matters is missing, or the label
     *     is no class and the method stratifies
     * @throws NotFound if a column is not there
     */
    public Folds folds(Table table, String label) {
        return ExperimentEngine.installed().folds(this, table, Optional.of(label));
    }

    /**
     * Trains and evaluates on every fold.
     *
     * @param <X> what the body may throw
     * @throws InvalidInput as {@link #folds(Table, String)} does
     */
    public <X extends Exception> CrossValidationResult evaluate(Table table, String label, Body<X> body) throws X {
        return evaluate(table, label, (fold, train, test) -> body.evaluate(train, test));
    }

    /** Trains and evaluates on every fold, with a body that wants to know which one it is, as for its {@link Fold#seed}. */
    public <X extends Exception> CrossValidationResult evaluate(Table table, String label, FoldBody<X> body) throws X {
        Folds folds = folds(table, label);
        return new CrossValidationResult(
                this,
                folds,
                ExperimentEngine.installed()
                        .each(folds, parallelism, fold -> body.evaluate(fold, fold.train(table), fold.test(table))));
    }

    /**
     * Trains and evaluates on every fold, each as a child of a run while it takes place: a fold that throws leaves a failed child, one that was
     * cut short by the failure of another too. At the end the run is given what {@link CrossValidationResult#record} gives it.
     */
    public <X extends Exception> CrossValidationResult evaluate(
            ActiveRun run, Table table, String label, FoldBody<X> body) throws X {
        Folds folds = folds(table, label);
        FoldRuns runs = new FoldRuns(run);
        CrossValidationResult result = new CrossValidationResult(
                this,
                folds,
                ExperimentEngine.installed()
                        .each(
                                folds,
                                parallelism,
                                fold -> runs.live(
                                        fold, () -> body.evaluate(fold, fold.train(table), fold.test(table)))));
        runs.summarize(result);
        return result;
    }

    /**
     * Trains on every fold and collects one number for each row that was tested: a score, a probability, an amount. In them nothing was
     * predicted by a model that has seen the row, so that an ensemble can learn from them.
     *
     * @throws InvalidInput as {@link #folds(Table, String)} does, or if a body gives another number of predictions than it was given rows
     */
    public <X extends Exception> OutOfFold predict(Table table, String label, Predictor<double[], X> body) throws X {
        return predictProbabilities(table, label, (train, test) -> {
            double[] values = body.predict(train, test);
            double[][] rows = new double[values.length][1];
            for (int row = 0; row < rows.length; row++) {
                rows[row][0] = values[row];
            }
            return rows;
        });
    }

    /** As {@link #predict}, with several numbers a row, such as the probability of each class; as many for every row. */
    public <X extends Exception> OutOfFold predictProbabilities(
            Table table, String label, Predictor<double[][], X> body) throws X {
        Folds folds = folds(table, label);
        return OutOfFold.of(
                folds,
                ExperimentEngine.installed()
                        .each(folds, parallelism, fold -> body.predict(fold.train(table), fold.test(table))));
    }

    /**
     * Chooses or tunes within each fold by a cross-validation of its own rows to train on, so that what this one measures is not flattered by the
     * choice.
     *
     * @param inner how to choose; its seed is mixed with that of the outer fold
     */
    public NestedCrossValidation nested(CrossValidation inner) {
        return new NestedCrossValidation(this, inner);
    }

    /** In words, as {@code Stratified[folds=5] shuffled with seed 1, 3 times}. */
    @Override
    public String toString() {
        return method
                + (dealing == Dealing.SHUFFLED ? " shuffled with seed " + seed : "")
                + (repeats > 1 ? ", " + repeats + " times" : "");
    }

    /** Trains on some rows and evaluates on others. Called by several threads if folds are worked on at once. */
    @FunctionalInterface
    public interface Body<X extends Exception> {
        /** How good what was learned from some rows is on others. */
        Evaluation evaluate(Table train, Table test) throws X;
    }

    /** As {@link Body}, knowing the fold. */
    @FunctionalInterface
    public interface FoldBody<X extends Exception> {
        /** How good what was learned from some rows is on others. */
        Evaluation evaluate(Fold fold, Table train, Table test) throws X;
    }

    /** Trains on some rows and predicts others. Called by several threads if folds are worked on at once. */
    @FunctionalInterface
    public interface Predictor<P, X extends Exception> {
        /** The predictions for the rows to test on, in their order. */
        P predict(Table train, Table test) throws X;
    }
}
