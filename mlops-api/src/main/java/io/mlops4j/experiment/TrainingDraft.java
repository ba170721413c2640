package io.mlops4j.experiment;

import io.mlops4j.Conflict;
import io.mlops4j.InvalidInput;
import io.mlops4j.data.DatasetVersion;
import java.util.Map;

/**
 * A run of a registered trainer that is about to take place. Single-use, for one thread; ends in {@link #run}.
 *
 * <pre>{@code
 * ml.trainer("logistic", training -> …);
 * Run run = exp.train("logistic").input(january).param("learning_rate", 0.1).seed(7).run("first");
 * Reproduction again = exp.reproduce(run);
 * }</pre>
 */
public interface TrainingDraft {
    /**
     * Trains on a version of a dataset; one version of each dataset.
     *
     * @throws InvalidInput if another version of the same dataset was given
     */
    TrainingDraft input(DatasetVersion version);

    /** With a parameter, kept as its text. */
    TrainingDraft param(String name, Object value);

    /** With parameters. */
    TrainingDraft params(Map<String, ?> params);

    /** With this seed; 0 by default. */
    TrainingDraft seed(long seed);

    /** Recording in this manner. */
    TrainingDraft options(RunOptions options);

    /**
     * Trains, and records the run with the trainer's name, parameters, inputs and seed. It fails as {@link Experiment#run} does; the
     * exception of the trainer is rethrown as it is.
     *
     * @param name what to call the run
     * @throws Conflict if the trainer is not registered any more
     */
    Run run(String name) throws Exception;
}
