package io.mlops4j.experiment;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.NotFound;
import io.mlops4j.evaluation.Direction;
import java.util.List;
import java.util.Optional;

/**
 * A named collection of runs that try to answer one question. A handle: cheap, thread-safe, and there before its first run.
 *
 * <pre>{@code
 * Run run = ml.experiment("loan-default").run("logistic", r -> {
 *     r.input(january).param("learning_rate", 0.1);
 *     r.metric("loss", 0.31, step);
 *     r.artifact("model.onnx", onnxFile);
 * });
 * }</pre>
 */
public interface Experiment {
    /** The name. */
    String name();

    /**
     * Runs a body and records it: {@link RunStatus#FINISHED} when it returns, {@link RunStatus#FAILED} with the exception when it throws, and
     * the exception goes on to the caller. When this returns, the run is durable.
     *
     * @param name what to call the run; need not be unique, at most 256 characters
     * @param <X> what the body may throw
     */
    <X extends Throwable> Run run(String name, Body<X> body) throws X;

    /** Runs a body and records it in a manner of one's own. */
    <X extends Throwable> Run run(String name, RunOptions options, Body<X> body) throws X;

    /**
     * Starts a run that the caller ends: {@link ActiveRun#finish}, or {@link ActiveRun#close}, which says that it was killed. There is no
     * run that is active for a thread or a process: who records holds the run.
     */
    ActiveRun start(String name);

    /** Starts a run that records in a manner of one's own. */
    ActiveRun start(String name, RunOptions options);

    /**
     * Keeps a run that took place elsewhere and is over, whole. It is durable when this returns; if it cannot be stored, no run is left
     * behind that looks finished.
     *
     * @throws NotFound if it names a parent that this experiment does not have
     */
    Run add(RunRecord record);

    /**
     * Sets a tag of a run that has ended or not; a later value replaces an earlier one.
     *
     * @throws NotFound if this experiment has no such run
     */
    void tag(Run run, String name, String value);

    /**
     * Adds a note to a run that has ended or not.
     *
     * @throws NotFound if this experiment has no such run
     */
    void note(Run run, String text);

    /**
     * Prepares a run of a registered trainer; see {@link io.mlops4j.Mlops#trainer}.
     *
     * @throws NotFound if no trainer of this name is registered; the message lists near names
     */
    TrainingDraft train(String trainer);

    /**
     * Runs again what {@link #train} has run: the trainer of the same name, with the same parameters, versions of datasets, held against their
     * digests, and seed. The repetition is a run of its own, with the tag {@code mlops4j.reproduces}.
     *
     * @throws InvalidInput if the run was not made by a trainer
     * @throws NotFound if the trainer is not registered in this process, or a dataset version is gone
     * @throws Conflict if a dataset version is not the one that the run read
     */
    Reproduction reproduce(Run run) throws Exception;

    /**
     * The run of an id.
     *
     * @throws NotFound if this experiment has none
     */
    Run run(String id);

    /** The run of an id, if this experiment has it. */
    Optional<Run> findRun(String id);

    /** Searches the runs. */
    RunQuery runs();

    /** Prepares a study, or its continuation if it has begun. */
    StudyDraft study(String name);

    /** The study of a name, if it has begun. */
    Optional<Study> findStudy(String name);

    /** The names of the studies, sorted. */
    List<String> studies();

    /** Puts runs side by side; see {@link RunComparison#of}. */
    default RunComparison compare(Run... runs) {
        return RunComparison.of(List.of(runs));
    }

    /** Ranks all runs by the latest value of a metric; see {@link Leaderboard}. */
    default Leaderboard leaderboard(String metric, Direction direction) {
        return Leaderboard.of(name(), runs().list(), metric, direction);
    }

    /** What a run does. */
    @FunctionalInterface
    interface Body<X extends Throwable> {
        /** Works, and records what it does. */
        void execute(ActiveRun run) throws X;
    }
}
