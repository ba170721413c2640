package io.mlops4j.experiment;

import io.mlops4j.InvalidInput;
import io.mlops4j.data.DatasetVersion;
import io.mlops4j.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Map;

/**
 * A run that is under way. What is recorded is buffered: it is durable after {@link #flush}, after the run ends, and whenever the buffer of
 * {@value #BUFFERED_POINTS} metric points is full, at which the recording thread writes it out itself. A process that dies loses what it had
 * recorded since the last of these, never what was flushed. Artifacts are stored at once.
 *
 * <p>Thread-safe. After the run has ended every call but {@link #close} is refused with {@link InvalidInput}.
 */
public interface ActiveRun extends AutoCloseable {
    /** How many metric points are buffered before they are written out. */
    int BUFFERED_POINTS = 65_536;

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

    /** Sets a tag; a later value replaces an earlier one. */
    ActiveRun tag(String name, String value);

    /** Records that the run read a version of a dataset. */
    ActiveRun input(DatasetVersion version);

    /**
     * Stores a file as an artifact. The same bytes are kept once, however many runs store them.
     *
     * @param name its path among the artifacts of the run, with {@code /} between folders; a later file of the same name replaces it
     * @throws InvalidInput if the file cannot be read, or the name is no relative path
     */
    ActiveRun artifact(String name, Path file);

    /** Makes everything that was recorded so far durable. */
    ActiveRun flush();

    /** Ends the run as {@link RunStatus#FINISHED}; it is durable when this returns. */
    Run finish();

    /** Ends the run as {@link RunStatus#FAILED} for a reason; it is durable when this returns. */
    Run fail(Throwable cause);

    /** Ends the run as {@link RunStatus#KILLED} unless it has ended. */
    @Override
    void close();
}
