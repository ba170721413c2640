package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run that is under way. What is recorded waits in memory for a moment and is written in the background; it is durable after {@link
 * #flush} and after the run ends. {@link RunOptions} says what a crash can cost, and what happens when points come faster than they can be
 * stored. Artifacts are stored at once.
 *
 * <p>Recording never waits for storage unless the buffer is full. If storage fails in the background nothing is lost: it is tried again
 * with the next write, and {@link #flush} and the end of the run throw if it still fails.
 *
 * <p>Thread-safe. After the run has ended every call but {@link #close} is refused with {@link InvalidInput}.
 */
public interface ActiveRun extends AutoCloseable {
    /** The id: 26 characters, unique, sorted by the time of the start. */
    String id();

    /** The name that the run was started with. */
    String name();

    /**
     * Records a parameter, as its text. Saying the same again is harmless.
     *
     * @throws InvalidInput if the run has another value for it: a parameter is written once
     */
    ActiveRun param(String name, Object value);

    /** Records parameters. */
    ActiveRun params(Map<String, ?> params);

    /** Records the value of a metric at a step. A value that is no number is kept as such. */
    ActiveRun metric(String name, double value, long step);

    /** Records the value of a metric at the step after its greatest, or 0. */
    ActiveRun metric(String name, double value);

    /** Records every metric of an evaluation at step 0. */
    ActiveRun metrics(Evaluation evaluation);

    /**
     * How many metric points were dropped because the buffer was full; always 0 unless {@link RunOptions.WhenFull#DROP} was chosen. When the run
     * ends with some, the tag {@code mlops4j.dropped_points} says how many.
     */
    long droppedPoints();

    /** Sets a tag; a later value replaces an earlier one. */
    ActiveRun tag(String name, String value);

    /** Adds a note, in Markdown if one likes, of at most 65 536 characters. */
    ActiveRun note(String text);

    /** Records that the run read a version of a dataset. */
    ActiveRun input(DatasetVersion version);

    /**
     * Stores a file as an artifact, or all files in a directory, each under the name of the directory, {@code /} and its path in it. The
     * same bytes are kept once, however many runs store them. Links to files are followed, links to directories are not.
     *
     * @param name its path among the artifacts of the run, with {@code /} between folders; a later file of the same name replaces it
     * @throws InvalidInput if the file cannot be read, the directory has no files, or the name is no relative path
     */
    ActiveRun artifact(String name, Path fileOrDirectory);

    /** Stores bytes as an artifact. */
    ActiveRun artifact(String name, byte[] content);

    /** Starts a run that is part of this one, recorded in the same manner. The caller ends it; the end of this one does not. */
    ActiveRun child(String name);

    /** Runs a body as part of this run, as {@link Experiment#run} does. */
    <X extends Throwable> Run child(String name, Experiment.Body<X> body) throws X;

    /** Makes everything that was recorded so far durable. */
    ActiveRun flush();

    /** Ends the run as {@link RunStatus#FINISHED}; it is durable when this returns. */
    Run finish();

    /** Ends the run as {@link RunStatus#FAILED} for a reason; it is durable when this returns. */
    Run fail(Throwable cause);

    /** Ends the run as {@link RunStatus#PRUNED}; it is durable when this returns. */
    Run prune();

    /** Ends the run as {@link RunStatus#KILLED} unless it has ended. */
    @Override
    void close();
}
