package io.mlops4j.core.experiment;

import io.mlops4j.experiment.Experiment.Body;
import io.mlops4j.experiment.Run;
import io.mlops4j.experiment.RunOptions;

/** How a run starts others, and whose thread writes them out. */
interface RunStarts {
    /** The thread in the background. */
    Background background();

    /** Starts a run that is part of another one, or of none if the parent is the empty string. */
    RunRecorder begin(String name, String parent, RunOptions options);

    /** Runs a body as a run that is part of another one. */
    <X extends Throwable> Run run(String name, String parent, RunOptions options, Body<X> body) throws X;
}
