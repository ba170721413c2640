package io.mlops4j.mlflow;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An experiment as MLflow keeps it.
 *
 * @param id the id: the name of its directory
 * @param name the name that people gave it
 * @param createdAt when it was created; MLflow before 1.28 does not say
 * @param tags the tags
 */
public record MlflowExperiment(String id, String name, Optional<Instant> createdAt, Map<String, String> tags) {
    /** Copies the map. */
    public MlflowExperiment {
        tags = Map.copyOf(tags);
    }
}
