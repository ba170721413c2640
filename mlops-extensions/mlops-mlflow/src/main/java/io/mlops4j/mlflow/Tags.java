package io.mlops4j.mlflow;

import java.util.Set;

/** The names of the tags that mean something: MLflow's own, and those with which an import knows again what an export wrote. */
final class Tags {
    static final String RUN_NAME = "mlflow.runName";
    static final String NOTE = "mlflow.note.content";
    static final String PARENT = "mlflow.parentRunId";
    static final String USER = "mlflow.user";
    static final String COMMIT = "mlflow.source.git.commit";

    /** Set here on a run that came from MLflow: its id there. */
    static final String MLFLOW_RUN = "mlflow.runId";
    /** Set here on a version that came from MLflow: its address there. */
    static final String MLFLOW_MODEL = "mlflow.model";
    /** With a number behind it, set here on a run that came from MLflow: a dataset that it read, as JSON. */
    static final String DATASET = "mlflow.dataset.";

    /** Set in MLflow on what was written from here: the id, or the name and number, that it has here. */
    static final String ORIGIN = "mlops4j.origin";
    /** Set in MLflow on a run whose status MLflow has no word for. */
    static final String STATUS = "mlops4j.status";
    /** Set in MLflow on a run that failed: why. */
    static final String FAILURE = "mlops4j.failure";
    /** Set in MLflow on a run some of whose names could not be names of files: the names as they were, as JSON. */
    static final String NAMES = "mlops4j.names";

    /** What an import takes apart, and so does not keep as tags. */
    static final Set<String> TAKEN_APART = Set.of(RUN_NAME, NOTE, ORIGIN, STATUS, FAILURE, NAMES);

    /** What an export alone may set. */
    static final Set<String> WRITTEN = Set.of(MLFLOW_RUN, ORIGIN, STATUS, FAILURE, NAMES);

    private Tags() {}
}
