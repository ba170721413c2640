package io.mlops4j.experiment;

import io.mlops4j.NotFound;
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

    /** Starts a run that the caller ends: {@link ActiveRun#finish}, or {@link ActiveRun#close}, which says that it was killed. */
    ActiveRun start(String name);

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

    /** What a run does. */
    @FunctionalInterface
    interface Body<X extends Throwable> {
        /** Works, and records what it does. */
        void execute(ActiveRun run) throws X;
    }
}
