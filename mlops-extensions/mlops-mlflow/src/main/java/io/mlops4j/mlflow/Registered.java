package io.mlops4j.mlflow;

import io.mlops4j.experiment.Run;
import io.mlops4j.model.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * What came of a registration.
 *
 * @param version the version here
 * @param run the run that made it, as it is here now; empty if MLflow names none, or it could not be imported
 * @param differences in what the model is not what MLflow's signature says, as sentences
 * @param problems what could not be kept of the run, and why the run is not here if it is not, as sentences
 */
public record Registered(ModelVersion version, Optional<Run> run, List<String> differences, List<String> problems) {
    /** Copies the lists. */
    public Registered {
        differences = List.copyOf(differences);
        problems = List.copyOf(problems);
    }
}
