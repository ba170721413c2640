package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.Progress;
import java.time.Duration;
import java.util.Map;

/**
 * A study that is about to run. Single-use, for one thread; ends in {@link #run} or {@link #runAll}.
 *
 * <pre>{@code
 * Study study = exp.study("tune")
 *     .space(SearchSpace.builder().logUniform("lr", 1e-4, 1.0).integer("depth", 2, 12).choice("booster", "gbtree", "dart").build())
 *     .sampler(Sampler.tpe()).pruner(Pruner.successiveHalving())
 *     .maximize("roc_auc").trials(50).parallelism(2).seed(7)
 *     .run(trial -> train(trial.real("lr"), trial.integer("depth"), trial.choice("booster")));
 * }</pre>
 *
 * <p><b>A study goes on.</b> A study of a name that has trials already goes on behind them, up to the number of trials asked for now; what
 * was acknowledged is not computed again, also after the process was killed. A trial that was under way then is run again with the same
 * parameters. Only one process should run a study at a time; two that do waste work, but every trial counts once.
 *
 * <p><b>The same seed gives the same trials</b>, for any number of threads, if the objective gives the same values: what trial <i>k</i> tries and
 * when it is pruned depends on the seed, on <i>k</i> and on the results of the trials up to <i>k</i> − {@link #lookBack} alone; of those in
 * between only the parameters are known, however early they end.
 */
public interface StudyDraft {
    /** Where to search; must be said. */
    StudyDraft space(SearchSpace space);

    /** How to choose what to try; {@link Sampler#tpe} by default. */
    StudyDraft sampler(Sampler sampler);

    /** When to cut a trial short; never by default. */
    StudyDraft pruner(Pruner pruner);

    /** Looks for small values of a metric; several calls make a study with several objectives. */
    StudyDraft minimize(String metric);

    /** Looks for large values of a metric; several calls make a study with several objectives. */
    StudyDraft maximize(String metric);

    /** How many trials there shall be in all, with those that the study has already; 100 by default. */
    StudyDraft trials(int trials);

    /** Starts no trial after this time; those under way come to their end. No limit by default. */
    StudyDraft timeout(Duration most);

    /**
     * How many trials run at once; 1 by default. If the sampler or the pruner learns from earlier trials, no more than {@link #lookBack} do.
     */
    StudyDraft parallelism(int threads);

    /**
     * How far behind the results lie that a trial may learn from: trial <i>k</i> knows those of the trials up to <i>k</i> − distance. At 1 each trial
     * knows all before it, and none can run beside another. 4 by default. A study keeps the distance that it began with.
     *
     * @throws InvalidInput if it is less than 1 or more than 256
     */
    StudyDraft lookBack(int distance);

    /** What chance starts from; 0 by default. A study keeps the seed that it began with. */
    StudyDraft seed(long seed);

    /** Tries this point before all that the sampler proposes: one that is known to be good. May be called several times. */
    StudyDraft enqueue(Map<String, ?> point);

    /**
     * Tells the study of a point whose values are known already, so that it need not be tried. It counts as a trial. May be called several
     * times; a point with the same parameters that the study knows already is not added again.
     *
     * @param values the value of each objective, in their order
     */
    StudyDraft known(Map<String, ?> point, double... values);

    /**
     * How many trials may fail before the study ends with the exception of the last of them; 0 by default, so that the first one does. A trial
     * that failed is recorded with its exception and is not tried again.
     */
    StudyDraft toleratedFailures(int trials);

    /** How the runs of the trials record. */
    StudyDraft options(RunOptions options);

    /** Who is told how far it is. */
    StudyDraft progress(Progress progress);

    /**
     * Runs the trials that are missing.
     *
     * @throws InvalidInput if the space is missing, there is not one objective, or something said does not fit the study as it began
     */
    <X extends Exception> Study run(Body<X> body) throws X;

    /** Runs the trials that are missing of a study with several objectives. */
    <X extends Exception> Study runAll(MultiBody<X> body) throws X;

    /** What a study tries out. Called by several threads if trials run at once. */
    @FunctionalInterface
    interface Body<X extends Exception> {
        /** The value that these parameters lead to. A value that is no number fails the trial. */
        double evaluate(Trial trial) throws X;
    }

    /** What a study with several objectives tries out. Called by several threads if trials run at once. */
    @FunctionalInterface
    interface MultiBody<X extends Exception> {
        /** The values that these parameters lead to, in the order of the objectives. */
        double[] evaluate(Trial trial) throws X;
    }
}
